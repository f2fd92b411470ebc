//! expect: GET /papers/{id}
//! expect: GET /papers/search
//! expect: POST /papers
//! expect: GET /papers/files/{*path}
//! expect: OPTIONS /papers/{id}
//! expect: GET /
//! expect: GET /late/late
//! expect: GET /beta if beta()
#[macro_use]
extern crate rocket;

use rocket::{fairing::AdHoc, Build, Rocket, Route};

mod papers;

#[get("/")]
fn home() -> &'static str {
    "home"
}

#[get("/late")]
fn late() -> &'static str {
    "late"
}

#[get("/beta")]
fn beta_page() -> &'static str {
    "beta"
}

fn beta() -> bool {
    std::env::var("BETA").is_ok()
}

fn front() -> Vec<Route> {
    let mut routes = routes![home];
    if beta() {
        routes.append(&mut routes![beta_page]);
    }
    routes
}

#[launch]
fn rocket() -> Rocket<Build> {
    rocket::build()
        .mount("/", front())
        .mount("/papers", papers::routes())
        .attach(AdHoc::on_ignite("late", |rocket| async { rocket.mount("/late", routes![late]) }))
}
