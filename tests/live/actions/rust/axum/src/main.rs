use actions_axum::{auth_after_existing, page_after, split_after};

#[tokio::main]
async fn main() {
    let app = axum::Router::new()
        .nest("/auth", auth_after_existing::router())
        .nest("/page", page_after::router(page_after::Db::default()))
        .nest("/split", split_after::router());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    axum::serve(listener, app).await.unwrap();
}
