use axum::extract::State;
use axum::routing::{get, put};
use axum::Router;

async fn list() -> &'static str {
    "api::users::list"
}
async fn create() -> &'static str {
    "api::users::create"
}
async fn one() -> &'static str {
    "api::users::one"
}

#[derive(Clone)]
pub struct Users;

impl Users {
    async fn update(State(_users): State<Users>) -> &'static str {
        "api::users::Users::update"
    }

    fn routes(self) -> Router {
        Router::new().route("/", get(list).post(create)).route("/{id}", get(one)).merge(Self::changes().with_state(self))
    }

    fn changes() -> Router<Self> {
        Router::new().route("/{id}", put(Self::update))
    }
}

pub fn router() -> Router {
    let users = Users;
    users.routes()
}
