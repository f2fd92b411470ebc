//! A service whose routes come about in several ways, with salvo. Each line says what a request must reach.
//! expect: GET / -> root
//! expect: GET /users -> list via first, second
//! expect: POST /users -> create via first, second
//! expect: GET /users/{id} -> one via first, second, third
//! expect: DELETE /users/{id} -> remove via first, second, third
//! expect: GET /users/me -> root via first, second
//! expect: ANY /all -> list
//! expect: GET /files/{*rest} -> list
//! expect: GET /chained/deep -> root
//! expect: GET /then/inside -> list
//! expect: GET /appended/a -> root
//! expect: GET /appended/b -> list
//! absent: PUT /users
use salvo::prelude::*;
use salvo::test::{ResponseExt, TestClient};

macro_rules! handlers {
    ($($name:ident),*) => {
        $(#[handler] async fn $name() -> &'static str { stringify!($name) })*
    };
}

handlers!(root, list, create, one, remove);

fn note(request: &mut Response, name: &str) {
    let known = request.headers().get("x-way").and_then(|way| way.to_str().ok()).unwrap_or_default();
    let way = if known.is_empty() { name.to_owned() } else { format!("{known}, {name}") };
    request.headers_mut().insert("x-way", way.parse().expect("a name"));
}

#[handler]
async fn first(response: &mut Response) {
    note(response, "first");
}
#[handler]
async fn second(response: &mut Response) {
    note(response, "second");
}
#[handler]
async fn third(response: &mut Response) {
    note(response, "third");
}

fn users() -> Router {
    Router::with_path("users")
        .get(list)
        .post(create)
        .hoop(first)
        .push(Router::with_path("me").get(root))
        .push(Router::with_path("{id}").hoop(third).get(one).delete(remove))
        .hoop(second)
}

fn app() -> Router {
    let mut parts = vec![Router::with_path("a").get(root), Router::with_path("b").get(list)];
    Router::new()
        .get(root)
        .push(users())
        .push(Router::with_path("all").goal(list))
        .push(Router::with_path("files/{**rest}").get(list))
        .push(Router::new().path("chained").path("deep").get(root))
        .push(Router::with_path("then").then(|router| router.push(Router::with_path("inside").get(list))))
        .push(Router::with_path("appended").append(&mut parts))
}

#[tokio::main]
async fn main() {
    let service = Service::new(app());
    for question in proof::questions(include_str!("main.rs")) {
        let address = format!("http://127.0.0.1{}", question.uri);
        let method = question.method.parse().expect("a method");
        let mut response = salvo::test::RequestBuilder::new(address, method).send(&service).await;
        let status = response.status_code.map_or(404, |status| status.as_u16());
        let way = response.headers().get("x-way").and_then(|way| way.to_str().ok()).map(str::to_owned);
        let body = response.take_string().await.unwrap_or_default();
        question.answered(status, way.as_deref(), &body);
    }
    let _ = TestClient::get("http://127.0.0.1/");
}
