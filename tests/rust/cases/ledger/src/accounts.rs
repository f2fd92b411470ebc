use actix_web::{get, web, HttpResponse, Responder};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Filter {
    owner: Option<String>,
}

#[get("")]
async fn list(_filter: web::Query<Filter>) -> impl Responder {
    HttpResponse::Ok()
}

async fn create(_body: web::Json<Vec<String>>) -> impl Responder {
    HttpResponse::Created()
}

#[get("/{id}")]
async fn one(_id: web::Path<u32>) -> impl Responder {
    HttpResponse::Ok()
}

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(list).service(one);
    config.route("", web::post().to(create));
}
