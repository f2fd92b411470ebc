//! expect: GET /v1/accounts
//! expect: POST /v1/accounts
//! expect: GET /v1/accounts/{id}
//! expect: DELETE /v1/accounts/{id}
//! expect: GET /v1/files/{*tail}
//! expect: POST /v1/only-post
//! expect: GET /twice
//! expect: GET /both
//! expect: PUT /both
//! expect: GET /status
//! expect: GET /extra if extra
//! absent: GET /v1/late
//! absent: GET /v1/only-post
use actix_web::{delete, get, guard, route, web, App, HttpResponse, HttpServer, Responder};

mod accounts;

#[route("/both", method = "GET", method = "PUT")]
async fn both() -> impl Responder {
    HttpResponse::Ok()
}

#[get("/status")]
async fn status() -> impl Responder {
    HttpResponse::Ok()
}

async fn plain() -> impl Responder {
    HttpResponse::Ok()
}

#[delete("/{id}")]
async fn remove(_id: web::Path<u32>) -> impl Responder {
    HttpResponse::NoContent()
}

fn twice() -> impl actix_web::dev::HttpServiceFactory {
    web::resource("/twice").route(web::get().to(plain))
}

fn version(extra: bool) -> impl Fn(&mut web::ServiceConfig) {
    move |config: &mut web::ServiceConfig| {
        if extra {
            config.route("/extra", web::get().to(plain));
        }
        config.service((both, status));
    }
}

#[actix_web::main]
async fn main() -> std::io::Result<()> {
    let extra = std::env::args().count() > 1;
    HttpServer::new(move || {
        App::new()
            .service(
                web::scope("/v1")
                    .service(web::scope("/accounts").configure(accounts::configure).service(remove))
                    .route("/files/{tail:.*}", web::get().to(plain))
                    .service(web::resource("/only-post").guard(guard::Post()).to(plain)),
            )
            .service(web::scope("/v1").route("/late", web::get().to(plain)))
            .service({
                let service = twice();
                service
            })
            .configure(version(extra))
    })
    .bind(("127.0.0.1", 0))?
    .run()
    .await
}
