//! expect: GET /users
//! expect: POST /users
//! expect: GET /users/{id}
//! expect: ANY /ping
//! expect: GET /files/{*path}
//! expect: GET /api/v1/hello/{name}
//! expect: POST /api/v1/hello/{name}
//! expect: DELETE /api/other
use poem::{get, handler, listener::TcpListener, middleware::Tracing, EndpointExt, Route, Server};
use poem_openapi::{param::Path, payload::PlainText, OpenApi, OpenApiService};

struct Hello;

#[OpenApi(prefix_path = "/v1")]
impl Hello {
    #[oai(path = "/hello/:name", method = "get", method = "post")]
    async fn hello(&self, name: Path<String>) -> PlainText<String> {
        PlainText(name.0)
    }
}

struct Other {
    greeting: String,
}

#[OpenApi]
impl Other {
    #[oai(path = "/other", method = "delete")]
    async fn other(&self) -> PlainText<String> {
        PlainText(self.greeting.clone())
    }
}

#[handler]
fn list() -> String {
    String::new()
}

#[handler]
fn create() -> String {
    String::new()
}

#[handler]
fn ping() -> &'static str {
    "pong"
}

fn users() -> Route {
    Route::new().at("/", get(list).post(create)).at("/:id<\\d+>", get(list))
}

#[tokio::main]
async fn main() -> Result<(), std::io::Error> {
    let other = Other { greeting: "hi".to_owned() };
    let service = OpenApiService::new((Hello, other), "Greetings", "1.0").server("http://localhost:3000");
    let documentation = service.swagger_ui();
    let app = Route::new()
        .nest("/api", service)
        .nest("/", documentation)
        .nest("/users", users())
        .at("ping", ping)
        .at("/files/*path", get(list))
        .with(Tracing);
    Server::new(TcpListener::bind("127.0.0.1:0")).run(app).await
}
