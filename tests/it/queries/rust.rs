//! What do the queries of frameworks in Rust find in a sample of each?

use super::{shown, source};
use wayline::syntax::{Capture, Language, Scope};

/// What the queries of a framework and those that it shares find in a sample; no pattern of any finds it again.
fn found(file: &str, text: &str) -> String {
    let source = source(Language::Rust, text);
    let all = source.matches(Scope::default());
    let once = [Capture::Application, Capture::Router, Capture::Include, Capture::RoutePath, Capture::RouteHandler];
    let found = all.iter().filter(|found| found.file != "landmarks").flat_map(|found| &found.captures);
    let mut found: Vec<_> = found.filter(|(name, _)| once.contains(name)).map(|(name, at)| (name, at.id())).collect();
    found.sort_unstable();
    assert!(found.is_sorted_by(|one, next| one != next), "something is found twice");
    shown(&source, &["shared", file], Scope::default())
}

#[test]
fn routes_of_axum_are_found() {
    let text = r#"
fn app() -> Router {
    Router::new().route("/items/{id}", get(read).post(write)).nest("/api", api::router())
}
#[utoipa::path(get, path = "/things", tag = "x")]
#[instrument]
async fn things(page: Query<Page>) -> String {}
fn typed() -> Router { OpenApiRouter::with_openapi(doc).typed_get(read) }
"#;
    insta::assert_snapshot!(found("axum", text), @r#"
    3: @router Router::new() | @name new
    3: @route Router::new().route("/items/{id}", get(read).post(write)) | @receiver Router::new() | @route.method route | @route.arguments ("/items/{id}", get(read).post(write)) | @route.path "/items/{id}"
    3: @route.method get | @route.handler read
    3: @route.method post | @route.handler write
    3: @include Router::new().route("/items/{id}", get(read).post(write)).nest("/api", api::router()) | @receiver Router::new().route("/items/{id}", get(read).post(write)) | @name nest | @include.arguments ("/api", api::router())
    5: @route #[utoipa::path(get, path = "/things", tag = "x")] | @route.arguments (get, path = "/things", tag = "x") | @route.method get | @route.path "/things" | @route.handler things | @route.parameters (page: Query<Page>)
    8: @router OpenApiRouter::with_openapi(doc) | @name with_openapi
    8: @route OpenApiRouter::with_openapi(doc).typed_get(read) | @receiver OpenApiRouter::with_openapi(doc) | @route.method typed_get | @route.arguments (read) | @route.handler read
    "#);
}

#[test]
fn routes_of_actix_are_found() {
    let text = r#"
#[get("/items/{id}")]
async fn read(id: web::Path<u32>) -> impl Responder {}
fn config(cfg: &mut ServiceConfig) {
    cfg.service(web::scope("/api").service(read).route("/x", web::get().to(handlers::x)));
}
fn main() { App::new().configure(config) }
"#;
    insta::assert_snapshot!(found("actix", text), @r#"
    2: @route #[get("/items/{id}")] | @route.method get | @route.arguments ("/items/{id}") | @route.path "/items/{id}" | @route.handler read | @route.parameters (id: web::Path<u32>)
    5: @include cfg.service(web::scope("/api").service(read).route("/x", web::get().to(handlers::x))) | @receiver cfg | @name service | @include.arguments (web::scope("/api").service(read).route("/x", web::get().to(handlers::x)))
    5: @router web::scope("/api") | @name scope | @route.path "/api"
    5: @include web::scope("/api").service(read) | @receiver web::scope("/api") | @name service | @include.arguments (read)
    5: @route web::scope("/api").service(read).route("/x", web::get().to(handlers::x)) | @receiver web::scope("/api").service(read) | @route.method route | @route.arguments ("/x", web::get().to(handlers::x)) | @route.path "/x"
    5: @route.method to | @route.handler handlers::x
    7: @application App::new() | @name new
    7: @include App::new().configure(config) | @receiver App::new() | @name configure | @include.arguments (config)
    "#);
}

#[test]
fn routes_of_rocket_are_found() {
    let text = r#"
#[get("/items/<id>?<page>", rank = 2)]
fn read(id: u32, page: u8) -> String {}
#[route(GET, uri = "/all")]
fn all() -> String {}
fn rocket() -> _ { rocket::build().mount("/api", routes![read, all]) }
"#;
    insta::assert_snapshot!(found("rocket", text), @r#"
    2: @route #[get("/items/<id>?<page>", rank = 2)] | @route.method get | @route.arguments ("/items/<id>?<page>", rank = 2) | @route.path "/items/<id>?<page>" | @route.handler read | @route.parameters (id: u32, page: u8)
    4: @route #[route(GET, uri = "/all")] | @route.arguments (GET, uri = "/all") | @route.method GET | @route.path "/all" | @route.handler all | @route.parameters ()
    6: @application rocket::build() | @name build
    6: @include rocket::build().mount("/api", routes![read, all]) | @receiver rocket::build() | @name mount | @include.arguments ("/api", routes![read, all])
    "#);
}

#[test]
fn routes_of_poem_are_found() {
    let text = r#"
#[OpenApi]
impl Api {
    #[oai(path = "/hello/:name", method = "get")]
    async fn hello(&self, name: Path<String>) -> PlainText<String> {}
}
fn app() -> Route { Route::new().at("/users/:id", get(read)).nest_no_strip("/api", service) }
"#;
    insta::assert_snapshot!(found("poem", text), @r#"
    4: @route #[oai(path = "/hello/:name", method = "get")] | @route.arguments (path = "/hello/:name", method = "get") | @route.path "/hello/:name" | @route.method "get" | @route.handler hello | @route.parameters (&self, name: Path<String>)
    7: @router Route::new() | @name new
    7: @route Route::new().at("/users/:id", get(read)) | @receiver Route::new() | @route.method at | @route.arguments ("/users/:id", get(read)) | @route.path "/users/:id"
    7: @route.method get | @route.handler read
    7: @include Route::new().at("/users/:id", get(read)).nest_no_strip("/api", service) | @receiver Route::new().at("/users/:id", get(read)) | @name nest_no_strip | @include.arguments ("/api", service)
    "#);
}

#[test]
fn routes_of_salvo_are_found() {
    let text = r#"
fn app() -> Router { Router::with_path("users/{id}").goal(read).push(Router::with_path("all").get(all)) }
"#;
    insta::assert_snapshot!(found("salvo", text), @r#"
    2: @router Router::with_path("users/{id}") | @name with_path | @route.path "users/{id}"
    2: @route Router::with_path("users/{id}").goal(read) | @receiver Router::with_path("users/{id}") | @route.method goal | @route.arguments (read) | @route.handler read
    2: @include Router::with_path("users/{id}").goal(read).push(Router::with_path("all").get(all)) | @receiver Router::with_path("users/{id}").goal(read) | @name push | @include.arguments (Router::with_path("all").get(all))
    2: @router Router::with_path("all") | @name with_path | @route.path "all"
    2: @route.method get | @route.handler all
    "#);
}

#[test]
fn routes_of_loco_are_found() {
    let text = r#"
fn routes() -> Routes { Routes::new().prefix("notes").add("/", get(list)) }
fn app() -> AppRoutes { AppRoutes::with_default_routes().add_route(routes()) }
"#;
    insta::assert_snapshot!(found("loco", text), @r#"
    2: @router Routes::new() | @name new
    2: @route Routes::new().prefix("notes").add("/", get(list)) | @receiver Routes::new().prefix("notes") | @route.method add | @route.arguments ("/", get(list)) | @route.path "/"
    2: @route.method get | @route.handler list
    3: @router AppRoutes::with_default_routes() | @name with_default_routes
    3: @include AppRoutes::with_default_routes().add_route(routes()) | @receiver AppRoutes::with_default_routes() | @name add_route | @include.arguments (routes())
    "#);
}

#[test]
fn routes_of_dropshot_are_found() {
    let text = r#"
#[endpoint { method = GET, path = "/items/{id}" }]
async fn read(rqctx: RequestContext<()>) -> Answer {}
fn api() { api.register(read) }
"#;
    insta::assert_snapshot!(found("dropshot", text), @r#"
    2: @route #[endpoint { method = GET, path = "/items/{id}" }] | @route.arguments { method = GET, path = "/items/{id}" } | @route.method GET | @route.path "/items/{id}" | @route.handler read | @route.parameters (rqctx: RequestContext<()>)
    4: @include api.register(read) | @receiver api | @name register | @include.arguments (read)
    "#);
}

#[test]
fn routes_of_warp_are_found() {
    let text = r#"
fn app() { warp::path!("users" / u32).and(warp::get()).and_then(read).or(warp::path("all").and_then(all)) }
"#;
    insta::assert_snapshot!(found("warp", text), @r#"
    2: @route warp::path!("users" / u32) | @route.method path | @route.arguments ("users" / u32) | @route.path "users"
    2: @route warp::path!("users" / u32).and(warp::get()).and_then(read) | @receiver warp::path!("users" / u32).and(warp::get()) | @route.method and_then | @route.arguments (read) | @route.handler read
    2: @router warp::path("all") | @name path | @route.path "all"
    2: @route warp::path("all").and_then(all) | @receiver warp::path("all") | @route.method and_then | @route.arguments (all) | @route.handler all
    "#);
}
