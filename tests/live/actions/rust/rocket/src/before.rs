use rocket::{delete, get, http::Status, routes, serde::json::Json, Build, Rocket, State};
use serde::{Deserialize, Serialize};
use std::sync::RwLock;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    pub id: i64,
    pub email: String,
    pub password_hash: String,
}

pub type Db = RwLock<Vec<User>>;

#[get("/users")]
pub async fn list(db: &State<Db>) -> Json<Vec<User>> {
    Json(db.read().unwrap().clone())
}

#[delete("/users/<id>")]
pub async fn remove(id: i64, db: &State<Db>) -> Status {
    db.write().unwrap().retain(|user| user.id != id);
    Status::NoContent
}

pub fn app(db: Db) -> Rocket<Build> {
    rocket::build().manage(db).mount("/", routes![list, remove])
}
