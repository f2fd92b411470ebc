//! A service whose routes come about in many ways, with axum 0.8. Each line says what a request must reach.
//! expect: GET / -> root
//! expect: GET /items -> list
//! expect: POST /items -> create
//! expect: GET /items/{id} -> one
//! expect: DELETE /items/{id} -> remove
//! expect: PUT /items/{id} -> replace
//! expect: PUT /both-verbs -> replace
//! expect: PATCH /both-verbs -> replace
//! expect: ANY /echo -> echo
//! expect: GET /mixed -> list
//! expect: ANY /mixed -> echo
//! expect: GET /built -> list
//! expect: POST /built -> create
//! expect: GET /served -> <service>
//! expect: ANY /raw -> <service>
//! expect: ANY /files/{*__private} -> <service>
//! expect: GET /closure -> <closure>
//! expect: POST /closure -> <closure>
//! expect: GET /generic -> typed
//! expect: GET /rest/{*path} -> rest
//! expect: GET /release/v{number} -> one
//! expect: GET /const -> root
//! expect: GET /base/static -> root
//! expect: GET /base/format/leaf -> root
//! expect: GET /joined/concat -> root
//! expect: GET /owner/associated -> root
//! expect: GET /text/added -> root
//! expect: GET /stepwise -> root
//! expect: POST /stepwise -> create
//! expect: GET /early -> root
//! expect: GET /for/a -> root
//! expect: GET /for/b -> list
//! expect: GET /fold/a -> root
//! expect: GET /fold/b -> root
//! expect: GET /grown/1 -> root
//! expect: GET /grown/2 -> list
//! expect: GET /helped -> root
//! expect: POST /helped -> create
//! expect: GET /turned -> root
//! expect: GET /given -> list
//! expect: GET /maybe -> root
//! expect: GET /debug -> root if cfg(debug_assertions)
//! expect: GET /featured/on -> root if cfg(feature = "extra")
//! expect: GET /featured/off -> list if cfg(not(feature = "extra"))
//! expect: GET /api -> api::index
//! expect: GET /api/users -> api::users::list
//! expect: POST /api/users -> api::users::create
//! expect: GET /api/users/{id} -> api::users::one
//! expect: PUT /api/users/{id} -> api::users::Users::update
//! expect: GET /api/orgs/{org}/members -> api::members
//! expect: GET /api/orgs/{org}/members/{id} -> api::member
//! expect: GET /globbed -> api::globbed
//! expect: GET /ping -> api::ping::ping
//! expect: GET /admin/stats -> api::stats via outer, inner
//! expect: GET /admin/late -> api::stats via outer
//! expect: GET /built-layers -> root via first, second
//! expect: GET /method-layers -> root via inner
//! expect: POST /method-layers -> create
//! expect: GET /shop/cart -> shop::cart
//! expect: GET /blog/posts -> blog::posts
//! expect: GET /blog/posts/{id} -> blog::post
//! expect: GET /livez -> parts::probe
//! expect: GET /readyz -> parts::probe
//! expect: GET /reports/daily -> parts::inner::daily
//! expect: GET /reports/v3/yearly -> parts::inner::deep::yearly
//! expect: GET /again/v3/yearly -> parts::inner::deep::yearly
//! expect: GET /v3/status -> root
//! expect: GET /macro/one -> one_alias::one_of_none
//! expect: DELETE /macro/one -> remove
//! expect: GET /table/a -> app::table_a
//! expect: GET /table/b -> app::table_b
//! expect: GET /typed/{id} -> typed_one
//! expect: DELETE /typed/{id}/parts/{part} -> typed_remove
//! expect: GET /spec/things -> spec::list
//! expect: POST /spec/things -> spec::create
//! expect: GET /spec/things/{id} -> spec::one
//! expect: GET /spec/other -> spec::other
//! expect: HEAD /spec/other -> spec::other
//! expect: GET /spec/mixed -> spec::mixed_one
//! expect: POST /spec/mixed -> spec::mixed
//! expect: GET /spec/mixed/{id} -> spec::mixed_one
//! expect: POST /spec/mixed/{id} -> spec::mixed
//! expect: GET /aided -> aided
//! expect: POST /aided -> create
//! expect: GET /aided/nested -> root
//! absent: GET /api/
//! absent: DELETE /items
//! absent: GET /only-for-tests
//! absent: GET /other
use axum::body::Body;
use axum::extract::{Path, Request};
use axum::handler::Handler;
use axum::middleware::{from_fn, Next};
use axum::response::Response;
use axum::routing::{self, any, delete, get, on, post, MethodFilter, MethodRouter};
use axum::Router;
use axum_extra::routing::{RouterExt as _, TypedPath};
use parts::{resource, RouterExt as _};
use tower::{ServiceBuilder, ServiceExt};

mod api;
mod blog;
mod shop;
mod spec;
use api::router as api_router;
use api::*;

const CONST: &str = "/const";
const BASE: &str = "/base";
const BETA: bool = false;

struct Owner;

impl Owner {
    const PATH: &'static str = "/owner/associated";
}

async fn root() -> &'static str {
    "root"
}
async fn list() -> &'static str {
    "list"
}
async fn create() -> &'static str {
    "create"
}
async fn one(Path(_id): Path<String>) -> &'static str {
    "one"
}
async fn remove() -> &'static str {
    "remove"
}
async fn replace() -> &'static str {
    "replace"
}
async fn echo() -> &'static str {
    "echo"
}
async fn typed<T: Default>() -> &'static str {
    let _ = T::default();
    "typed"
}
async fn rest(Path(_path): Path<String>) -> &'static str {
    "rest"
}
async fn aided() -> &'static str {
    "aided"
}

#[derive(serde::Deserialize, TypedPath)]
#[typed_path("/typed/{id}")]
struct TypedOne {
    #[allow(dead_code)]
    id: u32,
}

async fn typed_one(_: TypedOne) -> &'static str {
    "typed_one"
}

#[derive(serde::Deserialize, TypedPath)]
#[typed_path("/typed/{id}/parts/{part}")]
struct TypedPart(#[allow(dead_code)] u32, #[allow(dead_code)] u32);

async fn typed_remove(_: TypedPart) -> &'static str {
    "typed_remove"
}

/// Says on the way back that it was passed.
fn passed(mut response: Response, name: &str) -> Response {
    let known = response.headers().get("x-way").and_then(|way| way.to_str().ok()).unwrap_or_default();
    let way = if known.is_empty() { name.to_owned() } else { format!("{name}, {known}") };
    response.headers_mut().insert("x-way", way.parse().expect("a name"));
    response
}

async fn outer(request: Request, next: Next) -> Response {
    passed(next.run(request).await, "outer")
}
async fn inner(request: Request, next: Next) -> Response {
    passed(next.run(request).await, "inner")
}
async fn first(request: Request, next: Next) -> Response {
    passed(next.run(request).await, "first")
}
async fn second(request: Request, next: Next) -> Response {
    passed(next.run(request).await, "second")
}

macro_rules! table {
    ($router:ident, $($path:literal => $name:ident),+ $(,)?) => {
        $(
            async fn $name() -> &'static str {
                concat!("app::", stringify!($name))
            }
        )+
        let $router = $router$(.route($path, get($name)))+;
    };
}

fn item() -> MethodRouter {
    get(one).merge(delete(remove)).put(replace)
}

fn helped(path: &str, method: MethodRouter) -> Router {
    Router::new().route(path, method)
}

fn turned(router: Router) -> Router {
    router.route("/turned", get(root))
}

fn given<F: FnOnce(Router) -> Router>(router: Router, with: F) -> Router {
    with(router)
}

fn maybe() -> Option<Router> {
    Some(Router::new().route("/maybe", get(root)))
}

fn early(router: Router) -> Router {
    if !BETA {
        return router.route("/early", get(root));
    }
    router.route("/late", get(root))
}

#[cfg(feature = "extra")]
fn featured() -> Router {
    Router::new().route("/featured/on", get(root))
}

#[cfg(not(feature = "extra"))]
fn featured() -> Router {
    Router::new().route("/featured/off", get(list))
}

fn paths(router: Router) -> Router {
    static STATIC: &str = "/base/static";
    let mut text = String::from("/text");
    text.push_str("/added");
    router
        .route(CONST, get(root))
        .route(STATIC, get(root))
        .route(&format!("{BASE}/format/{}", "leaf"), get(root))
        .route(concat!("/joined", "/concat"), get(root))
        .route(Owner::PATH, get(root))
        .route(&text, get(root))
        .nest(parts::paths::VERSION, Router::new().route(parts::paths::STATUS, get(root)))
}

fn loops(mut router: Router) -> Router {
    for (path, method) in [("/for/a", get(root)), ("/for/b", get(list))] {
        router = router.route(path, method);
    }
    let mut table = Vec::new();
    table.push(("/grown/1", get(root)));
    table.push(("/grown/2", get(list)));
    let router = table.into_iter().fold(router, |router, (path, method)| router.route(path, method));
    ["a", "b"].iter().map(|name| format!("/fold/{name}")).fold(router, |all, path| all.route(&path, get(root)))
}

fn layered() -> Router {
    let covered = Router::new().route("/stats", get(stats)).layer(from_fn(inner));
    let admin = covered.route("/late", get(stats)).route_layer(from_fn(outer));
    let methods = get(root).layer(from_fn(inner)).post(create);
    Router::new()
        .nest("/admin", admin)
        .merge(
            Router::new()
                .route("/built-layers", get(root))
                .layer(ServiceBuilder::new().layer(from_fn(first)).layer(from_fn(second))),
        )
        .route("/method-layers", methods)
}

fn service() -> impl tower::Service<
    Request,
    Response = Response,
    Error = std::convert::Infallible,
    Future = std::future::Ready<Result<Response, std::convert::Infallible>>,
> + Clone
       + Sync {
    tower::service_fn(|_: Request| std::future::ready(Ok(Response::new(Body::from("<service>")))))
}

fn app() -> Router {
    let said = "<closure>".to_owned();
    let items = Router::new().route("/items", get(list).post(create)).route("/items/{id}", item());
    let mut app = Router::new()
        .route("/", get(root))
        .merge(items)
        .route("/both-verbs", on(MethodFilter::PUT.or(MethodFilter::PATCH), replace))
        .route("/echo", any(echo))
        .route("/mixed", any(echo).get(list))
        .route("/built", MethodRouter::new().get(list).on(MethodFilter::POST, create))
        .route("/served", routing::get_service(service()))
        .route_service("/raw", service())
        .nest_service("/files", service())
        .route("/closure", get(|| async { "<closure>" }).post(move || async move { said }))
        .route("/generic", get(typed::<u32>))
        .route("/rest/{*path}", get(rest))
        .route("/release/v{number}", get(one.layer(tower::layer::util::Identity::new())))
        .nest("/api", api_router())
        .merge(globbed_routes())
        .with_probes()
        .part::<shop::Shop>()
        .part::<blog::Blog>()
        .merge(parts::reports("/reports"))
        .nest("/again", parts::yearly_routes());
    app = app.route("/stepwise", get(root));
    app = app.route("/stepwise", post(create));
    #[cfg(debug_assertions)]
    {
        app = app.route("/debug", get(root));
    }
    #[cfg(test)]
    {
        app = app.route("/only-for-tests", get(root));
    }
    let app = loops(paths(early(app)));
    let app = turned(app.merge(helped("/helped", get(root))).merge(helped("/helped", post(create))));
    let app = given(app, |router| router.route("/given", get(list)));
    let app = app.merge(maybe().unwrap_or_default()).merge(featured()).merge(layered());
    let app = resource!(app, "/macro/one" { get => one_of_none, delete => remove });
    table!(app, "/table/a" => table_a, "/table/b" => table_b);
    let app = app.typed_get(typed_one).typed_delete(typed_remove);
    app.nest("/spec", spec::router()).merge(aide_routes()).fallback(|| async { (axum::http::StatusCode::NOT_FOUND, "") })
}

use self::one_alias::one_of_none;

mod one_alias {
    pub async fn one_of_none() -> &'static str {
        "one_alias::one_of_none"
    }
}

fn aide_routes() -> Router {
    use aide::axum::routing::{get_with, ApiMethodRouter};
    use aide::axum::ApiRouter;
    fn described(path: aide::transform::TransformOperation) -> aide::transform::TransformOperation {
        path.summary("described")
    }
    let nested: ApiMethodRouter = aide::axum::routing::get(root);
    let mut api = aide::openapi::OpenApi::default();
    ApiRouter::new()
        .api_route("/aided", get_with(aided, described).post_with(create, |it| it))
        .nest("/aided", ApiRouter::new().api_route("/nested", nested))
        .finish_api(&mut api)
}

#[tokio::main]
async fn main() {
    for question in proof::questions(include_str!("main.rs")) {
        let request = Request::builder().method(&*question.method).uri(&question.uri).body(Body::empty());
        let response = app().oneshot(request.expect("a request")).await.expect("a response");
        let (status, way) = (response.status().as_u16(), response.headers().get("x-way").cloned());
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        let way = way.as_ref().and_then(|way| way.to_str().ok());
        question.answered(status, way, &String::from_utf8_lossy(&body));
    }
}
