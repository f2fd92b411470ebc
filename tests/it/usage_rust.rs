//! Which calls in tests of a Rust service hit which endpoint? Of requests that are built, clients of libraries and helpers.

use super::usage::{calls, workspace};
use wayline::engine::Snapshot;

const AXUM: &str = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\n[dependencies]\naxum = \"0.8\"\n";
const MAIN: &str = r#"
use axum::{Router, routing::{any, get}};

const API: &str = "/v1";

pub fn app() -> Router {
    Router::new().nest(API, items()).route("/health", get(health)).route("/ws", any(socket))
}

fn items() -> Router {
    Router::new().route("/items", get(list).post(add)).route("/items/{id}", get(read)).route("/items/me", get(own))
}

async fn list() {}
async fn add() {}
async fn read() {}
async fn own() {}
async fn health() {}
async fn socket() {}

#[tokio::main]
async fn main() {
    let listener = tokio::net::TcpListener::bind("0.0.0.0:80").await.unwrap();
    axum::serve(listener, app()).await.unwrap();
}
"#;

/// The service above with more at the end of its file, and this file of tests.
fn shop(beside: &str, test: &str) -> Snapshot {
    workspace(&[("Cargo.toml", AXUM), ("src/main.rs", &format!("{MAIN}{beside}")), ("tests/api.rs", test)])
}

fn calls_of(test: &str) -> String {
    calls(&shop("", test))
}

#[test]
fn requests_that_are_built_hit_the_route_that_answers_them() {
    let test = r#"
#[tokio::test]
async fn items() {
    let one = Request::get("/v1/items?limit=3").body(Body::empty()).unwrap();
    let two = Request::builder().method("POST").uri("/v1/items").body(Body::empty()).unwrap();
    let three = Request::builder().uri(format!("/v1/items/{}", made.id)).method(http::Method::GET).body(()).unwrap();
    let four = http::Request::builder().uri("/v1/items/me").header("a", "b").body(Body::empty());
    let five = Request::head("/health").body(Body::empty()).unwrap();
}
"#;
    insta::assert_snapshot!(calls_of(test), @r"
    GET /v1/items: 4
    POST /v1/items: 5
    GET /v1/items/{id}: 6
    GET /v1/items/me: 7
    GET /health: 8
    ");
}

#[test]
fn clients_of_libraries_and_spawned_servers_are_known() {
    let test = r#"
const ITEMS: &str = "/v1/items";
struct TestApp { address: String, client: reqwest::Client }
impl TestApp {
    async fn add(&self) -> reqwest::Response {
        self.client.post(&format!("{}/v1/items", &self.address)).send().await.unwrap()
    }
}
#[tokio::test]
async fn served() {
    let base_url = spawn().await;
    let client = reqwest::Client::new();
    client.get(format!("{base_url}/health")).send().await.unwrap();
    client.request(reqwest::Method::POST, format!("http://{}/v1/items", addr)).send().await;
    reqwest::get("http://127.0.0.1:3000/v1/items/7").await.unwrap();
    tokio_tungstenite::connect_async(format!("ws://{addr}/ws")).await.unwrap();
    server.get(ITEMS).await.assert_status_ok();
    for path in ["/v1/items/me", "/v1/items/8"] {
        assert_eq!(server.method(Method::GET, path).await.status_code(), 200);
    }
}
"#;
    insta::assert_snapshot!(calls_of(test), @r"
    GET /v1/items: 17
    POST /v1/items: 6 14
    GET /v1/items/{id}: 15 19
    GET /v1/items/me: 19
    GET /health: 13
    ANY /ws: 16
    ");
}

#[test]
fn tests_beside_the_code_know_its_names() {
    let beside = r#"
#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(app: &Router, method: Method, path: &str) -> Response {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        app.clone().oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn asked() {
        let app = app();
        ask(&app, Method::POST, &format!("{API}/items")).await;
        assert_eq!(ask(&app, Method::GET, "/health").await.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn below_a_prefix_of_its_own() {
        let request = Request::get("/items/3").body(Body::empty()).unwrap();
        items().oneshot(request).await.unwrap();
    }
}
"#;
    insta::assert_snapshot!(calls(&shop(beside, "")), @r"
    POST /v1/items: 39
    GET /v1/items/{id}: 45
    GET /health: 40
    ");
}

#[test]
fn what_asks_somebody_else_hits_nothing() {
    let test = r#"
use axum::{Router, routing::get};
#[tokio::test]
async fn nothing() {
    client.get("https://api.vendor.com/v1/items").send().await;
    client.get(format!("{}/v1/items", mock_server.uri())).send().await;
    client.get(format!("{prefix}/health")).send().await;
    map.get("health"); map.get(key);
    let own = Router::new().route("/health", get(|| async {}));
    own.oneshot(Request::get("/health").body(Body::empty()).unwrap()).await;
    let (parts, _) = Request::get("/v1/items").body(()).unwrap().into_parts();
    let request = Request::get("/v1/items").body(()).unwrap();
    Query::<Page>::from_request(request, &()).await;
    TestRequest::get().uri("/health").to_http_request();
    client.get("/health/").send().await;
}
"#;
    assert_eq!(calls_of(test), "");
}

#[test]
fn services_of_actix_rocket_and_poem_are_asked_in_their_own_ways() {
    let actix = r#"
use actix_web::{App, HttpServer, test, web};
fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/items/{id}", web::get().to(read)).route("/items", web::post().to(add));
}
async fn read() {}
async fn add() {}
#[actix_web::main]
async fn main() { HttpServer::new(|| App::new().configure(routes)).bind("a").unwrap().run().await; }
#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    #[actix_web::test]
    async fn items() {
        let app = test::init_service(App::new().service(web::scope("/api").configure(routes))).await;
        let request = TestRequest::get().uri("/api/items/3").to_request();
        test::call_service(&app, request).await;
        TestRequest::with_uri("/api/items").method(Method::POST).send_request(&app).await;
        test::call_service(&app, TestRequest::get().uri("/items/3").to_request()).await;
    }
}
"#;
    let manifest = AXUM.replace("axum = \"0.8\"", "actix-web = \"4\"");
    let snapshot = workspace(&[("Cargo.toml", &manifest), ("src/main.rs", actix)]);
    insta::assert_snapshot!(calls(&snapshot), @r"
    GET /items/{id}: 17
    POST /items: 19
    ");
    let rocket = r#"
#[macro_use] extern crate rocket;
#[get("/<id>")]
fn read(id: u64) -> String { String::new() }
#[post("/")]
fn add() {}
#[launch]
fn rocket() -> _ { rocket::build().mount("/items", routes![read, add]) }
#[cfg(test)]
mod tests {
    use rocket::local::blocking::Client;
    #[test]
    fn items() {
        let client = Client::tracked(super::rocket()).unwrap();
        assert_eq!(client.get("/items/3").dispatch().status(), Status::Ok);
        client.post(uri!("/items", super::add)).dispatch();
        client.req(Method::Get, "/items/4").dispatch();
    }
}
"#;
    let manifest = AXUM.replace("axum = \"0.8\"", "rocket = \"0.5\"");
    let snapshot = workspace(&[("Cargo.toml", &manifest), ("src/main.rs", rocket)]);
    insta::assert_snapshot!(calls(&snapshot), @r"
    GET /items/{id}: 15 17
    POST /items: 16
    ");
}

#[test]
fn tests_of_a_package_that_has_nothing_to_do_with_a_service_hit_nothing_of_it() {
    let test = "#[tokio::test]\nasync fn health() { client.get(\"/health\").send().await; }\n";
    let member = |name: &str, more: &str| {
        format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\n[dependencies]\naxum = \"0.8\"\n{more}")
    };
    let snapshot = workspace(&[
        ("shop/Cargo.toml", AXUM),
        ("shop/src/main.rs", MAIN),
        ("shop/src/lib.rs", ""),
        ("other/Cargo.toml", &member("other", "")),
        ("other/src/lib.rs", ""),
        ("other/tests/health.rs", test),
        ("ends/Cargo.toml", &member("ends", "[dev-dependencies]\nshop = { path = \"../shop\" }\n")),
        ("ends/src/lib.rs", ""),
        ("ends/tests/health.rs", test),
    ]);
    let health = snapshot.api.endpoints.iter().find(|endpoint| endpoint.path == "/health").unwrap();
    let files: Vec<String> = health.tests.iter().map(|place| snapshot.locate(*place).file.clone()).collect();
    assert_eq!(files, ["ends/tests/health.rs"]);
}

/// The calls that no route answers: method, path, what it has, what is meant.
fn misses(snapshot: &Snapshot) -> Vec<String> {
    let said =
        |miss: &wayline::api::Miss| format!("{} {} {:?} {:?}", miss.method, miss.path, miss.methods, miss.closest);
    snapshot.api.misses.iter().map(said).collect()
}

#[test]
fn a_request_that_no_route_answers_is_told_where_nothing_else_may_answer() {
    let test = |path: &str, expects: &str| {
        format!(
            "#[cfg(test)]\nmod tests {{\n    use super::*;\n    #[tokio::test]\n    async fn asked() {{\n        \
             let response = app().oneshot(Request::get(\"{path}\").body(Body::empty()).unwrap()).await.unwrap();\n        \
             assert_eq!(response.status(), StatusCode::{expects});\n    }}\n}}\n"
        )
    };
    assert_eq!(misses(&shop(&test("/v1/item", "OK"), "")), ["GET /v1/item [] Some(\"/v1/items\")"]);
    assert_eq!(misses(&shop(&test("/v1/items", "OK"), "")), [""; 0]);
    assert_eq!(misses(&shop(&test("/v1/item", "NOT_FOUND"), "")), [""; 0], "on purpose");
    let fallback = MAIN.replace("Router::new().nest(", "Router::new().fallback(health).nest(");
    let main = format!("{fallback}{}", test("/v1/item", "OK"));
    let snapshot = workspace(&[("Cargo.toml", AXUM), ("src/main.rs", &main)]);
    assert_eq!(misses(&snapshot), [""; 0], "the fallback may answer");
}
