//! Servers of two kinds, with what every server does.

use axum::body::Body;
use axum::extract::{Path, Request};
use axum::routing::{get, post};
use axum::Router;
use std::fmt::Debug;
use tower::ServiceExt;

macro_rules! endpoints {
    ($($name:ident { $($variant:ident => $path:literal),* $(,)? })*) => {
        $(
            pastey::paste! {
                #[derive(Clone, Copy)]
                pub enum [<$name Endpoint>] {
                    $($variant),*
                }

                impl [<$name Endpoint>] {
                    pub fn path(self) -> &'static str {
                        match self {
                            $([<$name Endpoint>]::$variant => $path),*
                        }
                    }
                }
            }
        )*
    };
}

endpoints! {
    Item { List => "/items", One => "/v1/items/{id}" }
}

impl ItemEndpoint {
    pub fn below_v1(self) -> &'static str {
        &self.path()["/v1".len()..]
    }
}

pub async fn health() -> &'static str {
    "server::health"
}
async fn list() -> &'static str {
    "server::list"
}
async fn create() -> &'static str {
    "server::create"
}
async fn one(Path(_id): Path<String>) -> &'static str {
    "server::one"
}

#[async_trait::async_trait]
pub trait Server: Send + Sync {
    fn routes() -> Router
    where
        Self: Sized;

    async fn init(&self);

    async fn start(&self)
    where
        Self: Sized,
    {
        let app = Router::new().route("/health", get(health)).merge(Self::routes());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let bound = listener.map(|listener| Bound { app, _listener: listener });
        bound.or_exit("cannot listen").serve().await
    }
}

struct Bound {
    app: Router,
    _listener: tokio::net::TcpListener,
}

impl Bound {
    async fn serve(self) {
        for question in proof::questions(include_str!("main.rs")) {
            let request = Request::builder().method(&*question.method).uri(&question.uri).body(Body::empty());
            let response = self.app.clone().oneshot(request.expect("a request")).await.expect("a response");
            let status = response.status().as_u16();
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
            question.answered(status, None, &String::from_utf8_lossy(&body));
        }
    }
}

pub struct Full;
pub struct Reader;

#[async_trait::async_trait]
impl Server for Full {
    fn routes() -> Router {
        let (built, _) = built().or_exit("cannot build");
        Reader::routes().route("/items", post(create)).merge(built)
    }

    async fn init(&self) {
        self.start().await
    }
}

#[async_trait::async_trait]
impl Server for Reader {
    fn routes() -> Router {
        Router::new()
            .route(ItemEndpoint::List.path(), get(list))
            .nest("/v1", Router::new().route(ItemEndpoint::One.below_v1(), get(one)))
    }

    async fn init(&self) {
        self.start().await
    }
}

fn built() -> Result<(Router, u32), String> {
    Ok((Router::new().route("/built", get(list)), 1))
}

trait OrExit<T> {
    fn or_exit(self, what: &str) -> T;
}

impl<T, E: Debug> OrExit<T> for Result<T, E> {
    fn or_exit(self, what: &str) -> T {
        match self {
            Ok(value) => value,
            Err(error) => {
                eprintln!("{what}: {error:?}");
                std::process::exit(1)
            }
        }
    }
}
