//! A service whose routes handlers declare themselves, with dropshot. Each line says what a request must reach.
//! expect: GET /things -> list
//! expect: PUT /things/{id} -> replace
//! expect: GET /files/{*path} -> files
//! absent: GET /other
use dropshot::{endpoint, ApiDescription, ConfigDropshot, HttpError, HttpResponseOk, Path, RequestContext, ServerBuilder};
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
struct ThingPath {
    #[serde(rename = "id")]
    _id: u32,
}

#[derive(Deserialize, JsonSchema)]
struct FilePath {
    #[serde(rename = "path")]
    _path: Vec<String>,
}

type Answer = Result<HttpResponseOk<&'static str>, HttpError>;

#[endpoint { method = GET, path = "/things" }]
async fn list(_: RequestContext<()>) -> Answer {
    Ok(HttpResponseOk("list"))
}

#[endpoint { method = PUT, path = "/things/{id}" }]
async fn replace(_: RequestContext<()>, _: Path<ThingPath>) -> Answer {
    Ok(HttpResponseOk("replace"))
}

#[endpoint { method = GET, path = "/files/{path:.*}", unpublished = true }]
async fn files(_: RequestContext<()>, _: Path<FilePath>) -> Answer {
    Ok(HttpResponseOk("files"))
}

/// Nobody registers it.
#[endpoint { method = GET, path = "/other" }]
async fn other(_: RequestContext<()>) -> Answer {
    Ok(HttpResponseOk("other"))
}

fn api() -> ApiDescription<()> {
    let mut api = ApiDescription::new();
    api.register(list).expect("a new route");
    api.register(replace).expect("a new route");
    api.register(files).expect("a new route");
    let _ = other;
    api
}

#[tokio::main]
async fn main() {
    use std::io::{Read, Write};
    let log = dropshot::ConfigLogging::StderrTerminal { level: dropshot::ConfigLoggingLevel::Critical };
    let log = log.to_logger("routes").expect("a log");
    let config = ConfigDropshot { bind_address: "127.0.0.1:0".parse().expect("an address"), ..Default::default() };
    let server = ServerBuilder::new(api(), (), log).config(config).start().expect("a server");
    for question in proof::questions(include_str!("main.rs")) {
        let address = server.local_addr();
        let asked = format!("{} {} HTTP/1.0\r\n\r\n", question.method, question.uri);
        let response = tokio::task::spawn_blocking(move || {
            let mut stream = std::net::TcpStream::connect(address).expect("a connection");
            stream.write_all(asked.as_bytes()).expect("a request");
            let mut text = String::new();
            stream.read_to_string(&mut text).expect("a response");
            text
        });
        let response = response.await.expect("an answer");
        let status = response.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        let body = response.split("\r\n\r\n").nth(1).unwrap_or_default().trim_matches('"');
        question.answered(status, None, body);
    }
    server.close().await.expect("an end");
}
