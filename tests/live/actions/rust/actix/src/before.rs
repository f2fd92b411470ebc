use std::sync::RwLock;

use actix_web::{delete, get, web, HttpResponse, Responder};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    pub id: i64,
    pub email: String,
    pub password_hash: String,
}

pub type Db = RwLock<Vec<User>>;

#[get("/users")]
pub async fn list(db: web::Data<Db>) -> web::Json<Vec<User>> {
    web::Json(db.read().unwrap().clone())
}

#[delete("/users/{id}")]
pub async fn remove(id: web::Path<i64>, db: web::Data<Db>) -> impl Responder {
    db.write().unwrap().retain(|user| user.id != *id);
    HttpResponse::NoContent()
}

pub fn config(cfg: &mut web::ServiceConfig) {
    cfg.service(list).service(remove);
}
