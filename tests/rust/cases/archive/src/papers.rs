use rocket::{get, options, post, routes, Route};
use std::path::PathBuf;

#[get("/<id>", rank = 2)]
fn one(id: u32) -> String {
    id.to_string()
}

#[get("/search?<q>&<page>")]
fn search(q: &str, page: Option<u8>) -> String {
    format!("{q}{page:?}")
}

#[post("/", data = "<body>")]
fn create(body: String) -> String {
    body
}

#[get("/files/<path..>", rank = 3)]
fn file(path: PathBuf) -> String {
    path.display().to_string()
}

#[options("/<id>")]
fn ask(id: u32) -> String {
    id.to_string()
}

pub fn routes() -> Vec<Route> {
    routes![one, search, create, file, ask]
}
