use super::{ping, version};
use actix_web::web::{self, ServiceConfig};
use actix_web::Responder;

async fn replace() -> impl Responder {
    "config::replace"
}

pub fn configure(cfg: &mut ServiceConfig) {
    cfg.route("/a", web::get().to(ping));
    cfg.service(web::resource("/b").put(replace));
    cfg.service(web::scope("/deep").configure(deep::configure));
}

pub fn configure_with(cfg: &mut ServiceConfig, path: &str, extra: &str) {
    let extra = format!("/{extra}");
    cfg.route(path, web::get().to(ping)).route(&extra, web::get().to(version));
}

pub fn renamed(cfg: &mut ServiceConfig) {
    cfg.route("/renamed", web::get().to(ping));
}

mod deep {
    use super::*;

    async fn leaf() -> impl Responder {
        "config::deep::leaf"
    }

    pub fn configure(cfg: &mut ServiceConfig) {
        cfg.service(web::resource("/c").get(leaf));
    }
}
