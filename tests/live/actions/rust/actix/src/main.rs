use actions_actix::after::config;
use actix_web::{App, HttpServer};

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    HttpServer::new(|| App::new().configure(config)).bind(("127.0.0.1", 0))?.run().await
}
