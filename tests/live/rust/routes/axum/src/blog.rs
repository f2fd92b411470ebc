use axum::routing::get;
use axum::Router;

pub struct Blog;

async fn posts() -> &'static str {
    "blog::posts"
}
async fn post() -> &'static str {
    "blog::post"
}

impl parts::Part for Blog {
    const PATH: &'static str = "/blog";

    fn router() -> Router {
        let posts = Router::new().route("/", get(posts)).route("/{id}", get(post));
        Router::new().nest("/posts", posts)
    }
}
