//! A service whose routes come about in many ways, with actix-web 4. Each line says what a request must reach.
//! expect: GET /health -> health
//! expect: GET /multi -> multi
//! expect: POST /multi -> multi
//! expect: GET /one-of-two -> two
//! expect: GET /two-of-two -> two
//! expect: GET /api/items -> list
//! expect: POST /api/items -> create
//! expect: GET /api/items/{id} -> one
//! expect: DELETE /api/items/{id} -> remove
//! expect: GET /api/v2 -> version
//! expect: GET /api/v2/ -> plain_list
//! expect: GET /api/v2/ping -> ping
//! expect: GET /resource -> ping
//! expect: POST /resource -> plain_create
//! expect: ANY /all -> ping
//! expect: ANY /routed -> ping
//! expect: GET /several/a -> ping
//! expect: GET /several/b -> ping
//! expect: GET /configured/a -> ping
//! expect: PUT /configured/b -> config::replace
//! expect: GET /configured/deep/c -> config::deep::leaf
//! expect: GET /configured/closure -> ping
//! expect: GET /configured/extra -> version
//! expect: POST /guarded -> plain_create
//! expect: PUT /fallen/through -> ping
//! expect: GET /fallen/through -> version
//! expect: GET /users/me -> version
//! expect: GET /users/{id} -> one_user
//! expect: DELETE /users/{id} -> remove_user
//! expect: GET /numbers/{number} -> one_user
//! expect: GET /files/{*tail} -> files
//! expect: GET /returned/x -> ping
//! expect: PATCH /method -> ping
//! expect: GET /tuple/a -> tuple_a
//! expect: GET /tuple/b -> tuple_b
//! expect: GET /block -> ping
//! expect: GET /looped/a -> ping
//! expect: GET /looped/b -> ping
//! expect: GET /trait/thing -> Things::read
//! expect: GET /wrapped/here -> version via outer, inner
//! expect: GET /wrapped/resource -> ping via outer, inner, own
//! expect: GET /renamed -> ping
//! expect: GET /debug -> ping if cfg(debug_assertions)
//! absent: GET /guarded
//! absent: GET /api/second
//! absent: HEAD /health
use actix_web::body::MessageBody;
use actix_web::dev::{HttpServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::http::Method;
use actix_web::middleware::{from_fn, Next};
use actix_web::web::{self, get as read, ServiceConfig};
use actix_web::{delete, get, guard, post, route, routes, test, App, Error, Responder, Scope};

mod config;

#[get("/health")]
async fn health() -> impl Responder {
    "health"
}
#[route("/multi", method = "GET", method = "POST")]
async fn multi() -> impl Responder {
    "multi"
}
#[routes]
#[get("/one-of-two")]
#[get("/two-of-two")]
async fn two() -> impl Responder {
    "two"
}
#[actix_web::get("")]
async fn list() -> impl Responder {
    "list"
}
#[post("")]
async fn create() -> impl Responder {
    "create"
}
#[get("/{id}")]
async fn one(_id: web::Path<String>) -> impl Responder {
    "one"
}
#[delete("/{id}")]
async fn remove(_id: web::Path<String>) -> impl Responder {
    "remove"
}
#[get("/a")]
async fn tuple_a() -> impl Responder {
    "tuple_a"
}
#[get("/b")]
async fn tuple_b() -> impl Responder {
    "tuple_b"
}
async fn plain_list() -> impl Responder {
    "plain_list"
}
async fn plain_create() -> impl Responder {
    "plain_create"
}
async fn ping() -> impl Responder {
    "ping"
}
async fn version() -> impl Responder {
    "version"
}
async fn one_user(_id: web::Path<String>) -> impl Responder {
    "one_user"
}
async fn remove_user(_id: web::Path<String>) -> impl Responder {
    "remove_user"
}
async fn files(_tail: web::Path<String>) -> impl Responder {
    "files"
}

/// Routes that a type brings along.
trait Routes {
    fn routes(cfg: &mut ServiceConfig);
}

struct Things;

impl Things {
    async fn read() -> impl Responder {
        "Things::read"
    }
}

impl Routes for Things {
    fn routes(cfg: &mut ServiceConfig) {
        cfg.route("/thing", web::get().to(Self::read));
    }
}

fn items() -> impl HttpServiceFactory {
    web::scope("/items").service(list).service(create).service((one, remove))
}

fn returned(path: &str) -> Scope {
    web::scope(path).route("/x", web::get().to(ping))
}

/// Says on the way back that it was passed.
fn passed<B: MessageBody>(mut response: ServiceResponse<B>, name: &str) -> ServiceResponse<B> {
    let key = HeaderName::from_static("x-way");
    let known = response.headers().get(&key).and_then(|way| way.to_str().ok()).unwrap_or_default();
    let way = if known.is_empty() { name.to_owned() } else { format!("{name}, {known}") };
    response.headers_mut().insert(key, HeaderValue::from_str(&way).expect("a name"));
    response
}

async fn outer(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    Ok(passed(next.call(request).await?, "outer"))
}
async fn inner(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    Ok(passed(next.call(request).await?, "inner"))
}
async fn own(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    Ok(passed(next.call(request).await?, "own"))
}

fn wrapped() -> impl HttpServiceFactory {
    web::scope("/wrapped")
        .wrap(from_fn(inner))
        .service(web::resource("/resource").wrap(from_fn(own)).get(ping))
        .route("/here", web::get().to(version))
        .wrap(from_fn(outer))
}

fn build(cfg: &mut ServiceConfig) {
    let v2 = web::scope("/v2")
        .route("/ping", web::get().to(ping))
        .route("/", web::get().to(plain_list))
        .route("", web::get().to(version));
    cfg.service(health)
        .service(multi)
        .service(two)
        .service(web::scope("/api").service(items()).service(v2))
        .service(web::scope("/api").route("/second", web::get().to(ping)))
        .service(web::resource("/resource").route(web::get().to(ping)).route(web::post().to(plain_create)))
        .service(web::resource("/all").to(ping))
        .route("/routed", web::to(ping))
        .service(web::resource(["/several/a", "/several/b"]).get(ping))
        .service(
            web::scope("/configured")
                .configure(config::configure)
                .configure(|cfg| config::configure_with(cfg, "/closure", "extra")),
        )
        .service(web::resource("/guarded").guard(guard::Post()).to(plain_create))
        .service(web::scope("/fallen").guard(guard::Put()).route("/through", web::put().to(ping)))
        .service(web::scope("/fallen").route("/through", web::get().to(version)))
        .route("/users/me", read().to(version))
        .route("/users/{id}", read().to(one_user))
        .route("/users/{id}", web::delete().to(remove_user))
        .route(r"/numbers/{number:\d+}", web::get().to(one_user))
        .route("/files/{tail:.*}", web::get().to(files))
        .service(returned("/returned"))
        .route("/method", web::method(Method::PATCH).to(ping))
        .service(web::scope("/tuple").service((tuple_a, tuple_b)))
        .service({
            let path = "/block";
            web::resource(path).get(ping)
        })
        .service(wrapped());
    for name in ["a", "b"] {
        cfg.route(&format!("/looped/{name}"), web::get().to(ping));
    }
    cfg.service(web::scope("/trait").configure(<Things as Routes>::routes));
    use config::renamed as other_name;
    cfg.configure(other_name);
    #[cfg(debug_assertions)]
    cfg.route("/debug", web::get().to(ping));
}

#[actix_web::main]
async fn main() {
    let app = test::init_service(App::new().configure(build)).await;
    for question in proof::questions(include_str!("main.rs")) {
        let method = question.method.parse::<Method>().expect("a method");
        let request = test::TestRequest::with_uri(&question.uri).method(method).to_request();
        let response = test::call_service(&app, request).await;
        let (status, way) = (response.status().as_u16(), response.headers().get("x-way").cloned());
        let body = test::read_body(response).await;
        let way = way.as_ref().and_then(|way| way.to_str().ok());
        question.answered(status, way, &String::from_utf8_lossy(&body));
    }
}
