//! A service whose routes come about in many ways, with poem and poem-openapi. Each line says what a request must reach.
//! expect: GET /users -> list
//! expect: POST /users -> create
//! expect: GET /users/{id} -> one
//! expect: DELETE /users/{id} -> remove
//! expect: GET /values/{number} -> one
//! expect: GET /files/{*path} -> list
//! expect: ANY /ping -> ping
//! expect: GET /nested -> nested::index
//! expect: GET /nested/deep/leaf -> nested::leaf
//! expect: GET /whole/way -> nested::leaf
//! expect: GET /wrapped -> list via outer, inner
//! expect: GET /api/v1/hello/{name} -> Hello::hello
//! expect: POST /api/v1/hello/{name} -> Hello::hello
//! expect: DELETE /api/v1/hello -> Hello::forget
//! expect: GET /api/other -> Other::other
//! absent: PUT /users
use poem::http::Method;
use poem::test::TestClient;
use poem::{get, handler, Endpoint, EndpointExt, IntoResponse, Request, Response, Route};
use poem_openapi::param::Path;
use poem_openapi::payload::PlainText;
use poem_openapi::{OpenApi, OpenApiService};

mod nested;

struct Hello;

#[OpenApi(prefix_path = "/v1")]
impl Hello {
    #[oai(path = "/hello/:name", method = "get", method = "post")]
    async fn hello(&self, name: Path<String>) -> PlainText<&'static str> {
        let _ = name;
        PlainText("Hello::hello")
    }

    #[oai(path = "/hello", method = "delete")]
    async fn forget(&self) -> PlainText<&'static str> {
        PlainText("Hello::forget")
    }
}

struct Other;

#[OpenApi]
impl Other {
    #[oai(path = "/other", method = "get")]
    async fn other(&self) -> PlainText<&'static str> {
        PlainText("Other::other")
    }
}

#[handler]
fn list() -> &'static str {
    "list"
}
#[handler]
fn create() -> &'static str {
    "create"
}
#[handler]
async fn one() -> &'static str {
    "one"
}
#[handler]
async fn remove() -> &'static str {
    "remove"
}
#[handler]
fn ping() -> &'static str {
    "ping"
}

fn passed(mut response: Response, name: &str) -> Response {
    let known = response.header("x-way").unwrap_or_default();
    let way = if known.is_empty() { name.to_owned() } else { format!("{name}, {known}") };
    response.headers_mut().insert("x-way", way.parse().expect("a name"));
    response
}

async fn outer<E: Endpoint>(next: std::sync::Arc<E>, request: Request) -> poem::Result<Response> {
    Ok(passed(next.call(request).await?.into_response(), "outer"))
}

async fn inner<E: Endpoint>(next: std::sync::Arc<E>, request: Request) -> poem::Result<Response> {
    Ok(passed(next.call(request).await?.into_response(), "inner"))
}

fn app() -> Route {
    let document = OpenApiService::new((Hello, Other), "greetings", "1.0");
    Route::new()
        .at("/users", get(list).post(create))
        .at("/users/:id", get(one).delete(remove))
        .at(r"/values/:number<\d+>", get(one))
        .at("/files/*path", get(list))
        .at("/ping", ping)
        .nest("/nested", nested::routes())
        .nest_no_strip("/whole", Route::new().at("/whole/way", get(nested::leaf)))
        .at("/wrapped", get(list).around(inner).around(outer))
        .nest("/api", document)
}

#[tokio::main]
async fn main() {
    let client = TestClient::new(app());
    for question in proof::questions(include_str!("main.rs")) {
        let method = question.method.parse::<Method>().expect("a method");
        let response = client.request(method, question.uri.clone()).send().await.0;
        let (status, way) = (response.status().as_u16(), response.header("x-way").map(str::to_owned));
        let body = response.into_body().into_string().await.unwrap_or_default();
        question.answered(status, way.as_deref(), &body);
    }
}
