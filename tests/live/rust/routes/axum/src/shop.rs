use axum::routing::get;
use axum::Router;
use parts::Part;

pub struct Shop;

async fn cart() -> &'static str {
    "shop::cart"
}

impl Part for Shop {
    const PATH: &'static str = "/shop";

    fn router() -> Router {
        Router::new().route("/cart", get(cart))
    }
}
