mod ping;
pub mod users;

use ping::*;

use axum::routing::get;
use axum::Router;

async fn index() -> &'static str {
    "api::index"
}
async fn members() -> &'static str {
    "api::members"
}
async fn member() -> &'static str {
    "api::member"
}
pub async fn stats() -> &'static str {
    "api::stats"
}
async fn globbed() -> &'static str {
    "api::globbed"
}

pub fn globbed_routes() -> Router {
    Router::new().route("/globbed", get(globbed)).route("/ping", get(ping))
}

pub fn router() -> Router {
    let members = Router::new().route("/", get(members)).route("/{id}", get(member));
    Router::new()
        .route("/", get(index))
        .nest("/users", users::router())
        .nest("/orgs/{org}", Router::new().nest("/members", members))
}
