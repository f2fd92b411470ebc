//! expect: GET /health
//! expect: GET /items
use axum::{routing::get, Router};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

trait Served: Send + Sync {
    fn start(&self) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

// The router waits behind a lock in an object that is only known as one of a trait when it is started.
struct HttpServer {
    router: Mutex<Router>,
}

impl Served for HttpServer {
    fn start(&self) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let app = self.router.lock().unwrap().clone().route("/health", get(health));
        Box::pin(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            axum::serve(listener, app).await.unwrap();
        })
    }
}

async fn health() {}

async fn items() {}

#[tokio::main]
async fn main() {
    let server = HttpServer { router: Mutex::new(Router::new().route("/items", get(items))) };
    let mut servers: HashMap<&str, Arc<dyn Served>> = HashMap::new();
    servers.insert("http", Arc::new(server));
    for server in servers.values() {
        server.start().await;
    }
}
