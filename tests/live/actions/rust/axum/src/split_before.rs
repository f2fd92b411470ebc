use axum::{extract::Path, http::StatusCode, routing::{post, put}, Json, Router};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    pub id: i64,
    pub email: String,
    pub display_name: Option<String>,
    pub password_hash: String,
    pub created_at: String,
}

fn stored(email: String, display_name: Option<String>) -> User {
    User { id: 1, email, display_name, password_hash: "SECRET".into(), created_at: "now".into() }
}

pub async fn create_user(Json(user): Json<User>) -> (StatusCode, Json<User>) {
    let user = stored(user.email, user.display_name);
    (StatusCode::CREATED, Json(user))
}

pub async fn update_user(Path(_id): Path<i64>, Json(_changes): Json<User>) -> Result<Json<User>, StatusCode> {
    let user = stored("old".into(), Some("Ada".into()));
    Ok(Json(user))
}

pub async fn list_users() -> Json<Vec<User>> {
    Json(vec![stored("a".into(), None)])
}

pub fn router() -> Router {
    Router::new().route("/users", post(create_user).get(list_users)).route("/users/{id}", put(update_user))
}
