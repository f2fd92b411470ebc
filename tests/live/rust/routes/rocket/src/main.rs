//! A service whose routes come about in many ways, with Rocket 0.5. Each line says what a request must reach.
//! expect: GET / -> home
//! expect: GET /api -> root
//! expect: GET /api/users/{id} -> by_id
//! expect: GET /api/users/me -> me
//! expect: POST /api/users -> create
//! expect: GET /api/search -> search
//! expect: GET /api/files/{*path} -> files
//! expect: OPTIONS /api/users/{_id} -> generic
//! expect: PATCH /api/users/{id} -> patched
//! expect: PUT /books/x -> books::put_one
//! expect: GET /books/both -> books::both
//! expect: GET /both -> books::both
//! expect: DELETE /books/{shelf}/{number} -> books::remove
//! expect: GET /late/late -> late
//! expect: GET /v1/joined -> joined
//! expect: GET /listed/late -> late
//! expect: GET /listed/joined -> joined
//! expect: GET /chosen -> chosen_page if chosen()
//! expect: GET /staged -> staged
//! expect: HEAD /ignored/{_} -> ignored
//! absent: GET /books/x
//! absent: POST /api/users/1
use rocket::fairing::AdHoc;
use rocket::http::ContentType;
use rocket::local::blocking::Client;
use rocket::{get, head, options, post, route, routes, Build, Rocket, Route};

mod books;

const VERSION: &str = "/v1";

#[get("/")]
fn home() -> &'static str {
    "home"
}
#[get("/")]
fn root() -> &'static str {
    "root"
}
#[get("/users/<id>", rank = 2)]
fn by_id(id: u32) -> &'static str {
    let _ = id;
    "by_id"
}
#[get("/users/me")]
fn me() -> &'static str {
    "me"
}
#[post("/users", format = "json", data = "<body>")]
fn create(body: String) -> &'static str {
    let _ = body;
    "create"
}
#[get("/search?<q>&<page>")]
fn search(q: Option<&str>, page: Option<u8>) -> &'static str {
    let _ = (q, page);
    "search"
}
#[get("/files/<path..>", rank = 3)]
fn files(path: std::path::PathBuf) -> &'static str {
    let _ = path;
    "files"
}
#[options("/users/<_id>")]
fn generic(_id: &str) -> &'static str {
    "generic"
}
#[route(PATCH, uri = "/users/<id>")]
fn patched(id: &str) -> &'static str {
    let _ = id;
    "patched"
}
#[rocket::get("/late")]
fn late() -> &'static str {
    "late"
}
#[get("/joined")]
fn joined() -> &'static str {
    "joined"
}
#[get("/chosen")]
fn chosen_page() -> &'static str {
    "chosen_page"
}
#[get("/staged")]
fn staged() -> &'static str {
    "staged"
}
#[head("/<_>")]
fn ignored() -> &'static str {
    "ignored"
}

fn chosen() -> bool {
    std::env::args().count() > 1
}

fn listed() -> Vec<Route> {
    let mut listed = routes![late];
    listed.extend(routes![joined]);
    listed
}

fn stage() -> AdHoc {
    AdHoc::on_ignite("staged", |rocket| async { rocket.mount("/", routes![staged]) })
}

fn build() -> Rocket<Build> {
    let quiet = rocket::Config { log_level: rocket::config::LogLevel::Off, ..rocket::Config::debug_default() };
    let mut rocket =
        rocket::custom(quiet).mount("/api", routes![root, by_id, me, create, search, files, generic, patched]);
    rocket = rocket.mount("/", routes![home, books::both]).mount("/books", books::routes());
    rocket = rocket.mount([VERSION, ""].concat(), routes![joined]).mount("/listed", listed());
    rocket = rocket.mount("/ignored", routes![ignored]).attach(stage());
    if chosen() {
        rocket = rocket.mount("/", routes![chosen_page]);
    }
    rocket.attach(AdHoc::on_ignite("late", |rocket| async { rocket.mount("/late", routes![late]) }))
}

fn main() {
    let client = Client::untracked(build()).expect("a service that starts");
    for question in proof::questions(include_str!("main.rs")) {
        let method = question.method.parse().expect("a method");
        let response = client.req::<&str>(method, &question.uri).header(ContentType::JSON).dispatch();
        let status = response.status().code;
        question.answered(status, None, &response.into_string().unwrap_or_default());
    }
}
