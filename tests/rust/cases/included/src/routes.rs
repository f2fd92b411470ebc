fn routes() -> Router {
    Router::new().route("/items", get(items))
}

async fn items() {}
