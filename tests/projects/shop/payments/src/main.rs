//! The payments service: `cargo run`, then `curl localhost:8100/health`.

use payments::{app, AppState, Settings};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let settings = Settings::from_environment();
    let listener = TcpListener::bind(&settings.address).await?;
    let app = app(AppState::new(settings));
    axum::serve(listener, app).with_graceful_shutdown(stop()).await
}

async fn stop() {
    // Without a handler for the signal, the service runs until it is killed.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
