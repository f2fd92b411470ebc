//! Where does a fix of Rust code stand beside what the pages show? Comments stay with what they are about, or it stays.

use wayline::edit::apply;
use wayline::engine::{self, Extent, Question};
use wayline::rules::{Profile, RULES, Selection};

/// A program once the fixes are made of what one rule finds in it, which is something.
fn mended(rule: &str, manifest: &str, text: &str) -> String {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("src")).unwrap();
    std::fs::write(root.path().join("Cargo.toml"), manifest).unwrap();
    std::fs::write(root.path().join("src/main.rs"), text).unwrap();
    let question = Question { paths: &[root.path().to_owned()], extent: Extent::Tests };
    let snapshot = engine::open(&question, &|_| {}).unwrap();
    assert!(RULES.iter().any(|known| known.name == rule));
    let found = snapshot.check(&Selection::of(Profile::All)).findings;
    let of_rule: Vec<_> = found.iter().filter(|finding| finding.rule == rule).collect();
    assert!(!of_rule.is_empty(), "{rule} finds nothing in\n{text}");
    let edits = of_rule.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits);
    apply(text, edits.map(|edit| &edit.splice)).unwrap()
}

fn manifest(dependencies: &str) -> String {
    format!(
        "[package]\nname = \"example\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}\n"
    )
}

/// What becomes of a chain that makes a router of axum.
fn assert_router(rule: &str, version: &str, cases: &[(&str, &str)]) {
    let manifest = manifest(&format!("axum = \"{version}\"\ntower-http = \"0.6\"\nutoipa-axum = \"0.2\""));
    let program = |chain: &str| {
        format!(
            "use axum::http::{{HeaderMap, StatusCode}};\nuse axum::middleware::{{from_fn, Next}};\nuse axum::routing::{{delete, get}};\n\
             use axum::Router;\nuse tower_http::cors::{{Any, CorsLayer}};\n\n\
             async fn require_user(headers: HeaderMap, request: axum::extract::Request, next: Next) -> Result<axum::response::Response, StatusCode> {{\n    \
             match headers.get(\"authorization\") {{\n        Some(_) => Ok(next.run(request).await),\n        \
             None => Err(StatusCode::UNAUTHORIZED),\n    }}\n}}\n\nasync fn a() {{}}\n\nasync fn b() {{}}\n\n\
             fn users() -> Router {{\n    Router::new().route(\"/users\", get(a)).fallback(b)\n}}\n\n\
             #[tokio::main]\nasync fn main() {{\n    let app = Router::new(){chain};\n    \
             let listener = tokio::net::TcpListener::bind(\"127.0.0.1:3000\").await.unwrap();\n    \
             axum::serve(listener, app).await.unwrap();\n}}\n"
        )
    };
    for (before, after) in cases {
        assert_eq!(mended(rule, &manifest, &program(before)), program(after));
    }
}

#[test]
fn a_layer_moves_below_all_routes_of_its_chain_or_not_at_all() {
    let layer = ".route_layer(from_fn(require_user))";
    let stays = [
        format!("{layer} // why\n    .route(\"/a\", get(a))"),
        format!("\n    // Why.\n    {layer}\n    .route(\"/a\", get(a))"),
        format!("{layer}.route(\"/a\", get(a)).layer(from_fn(require_user)).route(\"/b\", get(b))"),
        format!("{layer}.fallback(b)"),
    ];
    let stays: Vec<_> = stays.iter().map(|chain| (chain.as_str(), chain.as_str())).collect();
    assert_router("layer-without-routes", "0.8", &stays);
    let routes = "\n        .route(\"/a\", get(a))\n        .nest(\n            \"/b\",\n            Router::new().route(\"/\", get(b)),\n        )";
    let before = format!("\n        {layer}{routes}\n        .fallback(b)");
    let after = format!("{routes}\n        {layer}\n        .fallback(b)");
    assert_router("layer-without-routes", "0.8", &[(&before, &after)]);
}

#[test]
fn a_route_moves_above_a_layer_if_nothing_else_moves_along() {
    let guarded = "\n        .route(\"/a\", get(a))\n        .route_layer(from_fn(require_user))";
    let with = |rest: &str| format!("{guarded}{rest}");
    let stays = [
        with("\n        .route(\"/a/{id}\", delete(b).get(a))"),
        with("\n        .fallback(a)\n        .route(\"/a/{id}\", delete(b))"),
        with("\n        .route(\"/a/{id}\", delete(b)) // open"),
        with("\n        .merge(Router::new().route(\"/a/{id}\", delete(b)).route(\"/b\", get(b)))"),
    ];
    let stays: Vec<_> = stays.iter().map(|chain| (chain.as_str(), chain.as_str())).collect();
    assert_router("uncovered-route", "0.8", &stays);
    let public = "\n        .route(\"/b\", get(b))";
    let route = "\n        .route(\"/a/{id}\", delete(b))";
    let after = format!(
        "\n        .route(\"/a\", get(a)){route}\n        .route_layer(from_fn(require_user)){public}\n        .fallback(a)"
    );
    let before = with(&format!("{public}{route}\n        .fallback(a)"));
    assert_router("uncovered-route", "0.8", &[(&before, &after)]);
}

#[test]
fn a_fallback_is_dropped_where_routers_can_do_that() {
    let merge = ".fallback(b).merge(users())";
    assert_router("merged-fallbacks", "0.8", &[(merge, merge)]);
    assert_router("merged-fallbacks", "0.8.4", &[(merge, ".fallback(b).merge(users().reset_fallback())")]);
    let wrapped = ".fallback(b).merge(Router::from(utoipa_axum::router::OpenApiRouter::new().fallback(b)))";
    assert_router("merged-fallbacks", "0.8.4", &[(wrapped, wrapped)]);
}

#[test]
fn origins_are_named_and_the_rest_is_what_was_allowed() {
    let list = "AllowOrigin::list([\"https://example.com\".parse().unwrap()])";
    let layer = |of: &str| format!(".route(\"/\", get(a)).layer({of})");
    let any = "CorsLayer::new().allow_origin(Any).allow_methods(Any).allow_headers(Any).allow_credentials(true)";
    let named = format!(
        "CorsLayer::new().allow_origin(tower_http::cors::{list}).allow_methods(tower_http::cors::AllowMethods::mirror_request())\
         .allow_headers(tower_http::cors::AllowHeaders::mirror_request()).allow_credentials(true)"
    );
    let cases = [
        (any.to_owned(), named),
        (
            "CorsLayer::permissive().allow_credentials(true)".to_owned(),
            format!("CorsLayer::very_permissive().allow_origin(tower_http::cors::{list}).allow_credentials(true)"),
        ),
        (
            "CorsLayer::very_permissive()".to_owned(),
            format!("CorsLayer::very_permissive().allow_origin(tower_http::cors::{list})"),
        ),
        (
            "CorsLayer::new().allow_credentials(true).allow_origin(tower_http::cors::AllowOrigin::any())".to_owned(),
            format!("CorsLayer::new().allow_credentials(true).allow_origin(tower_http::cors::{list})"),
        ),
    ];
    for (before, after) in cases {
        assert_router("cors-credentials", "0.8", &[(&layer(&before), &layer(&after))]);
    }
    let exposed = layer("CorsLayer::new().allow_origin(Any).expose_headers(Any).allow_credentials(true)");
    assert_router("cors-credentials", "0.8", &[(&exposed, &exposed)]);
}

/// A program of actix-web with some state.
fn actix(state: &str, handlers: &str, main: &str) -> String {
    format!(
        "use actix_web::{{web, App, HttpServer}};\nuse std::sync::{{Arc, Mutex}};\n\n{state}\n\n{handlers}\n\n\
         #[actix_web::main]\nasync fn main() -> std::io::Result<()> {{\n{main}\n}}\n"
    )
}

#[test]
fn state_is_made_before_the_workers_if_it_can_be_shared() {
    let manifest = manifest("actix-web = \"4\"");
    let state = "struct Counter {\n    requests: Mutex<u32>,\n}";
    let handler = "async fn count(counter: web::Data<Counter>) -> String {\n    String::new()\n}";
    let made = "web::Data::new(Counter { requests: Mutex::new(0) })";
    let server = |before: &str, closure: &str, data: &str| {
        format!(
            "{before}    HttpServer::new({closure} {{\n        App::new().app_data({data}).route(\"/\", web::get().to(count))\n    }})\n    \
             .bind(\"127.0.0.1:0\")?\n    .run()\n    .await"
        )
    };
    let mended = |state: &str, main: &str| mended("state-per-worker", &manifest, &actix(state, handler, main));
    let hoisted = server(&format!("    let counter_data = {made};\n"), "move ||", "counter_data.clone()");
    assert_eq!(mended(state, &server("", "move ||", made)), actix(state, handler, &hoisted));
    let stays = [
        (state, server("    // Serves.\n", "||", made)),
        (state, server("    let counter_data = 1;\n", "||", made)),
        ("struct Counter {\n    requests: Mutex<u32>,\n    last: Mutex<std::rc::Rc<u32>>,\n}", server("", "||", made)),
    ];
    for (state, main) in stays {
        assert_eq!(mended(state, &main), actix(state, handler, &main));
    }
}

#[test]
fn data_is_provided_otherwise_if_nobody_asks_for_it_as_it_is() {
    let manifest = manifest("actix-web = \"4\"");
    let state = "struct Settings {\n    greeting: String,\n}";
    let one = "async fn greet(settings: web::Data<Settings>) -> String {\n    String::new()\n}";
    let two =
        format!("{one}\n\nasync fn other(settings: web::Data<Arc<Settings>>) -> String {{\n    String::new()\n}}");
    let main = |data: &str, more: &str| {
        format!(
            "    let settings = Arc::new(Settings {{ greeting: String::new() }});\n    HttpServer::new(move || \
             App::new().app_data({data}(settings.clone())).route(\"/\", web::get().to(greet)){more})\n        \
             .bind(\"127.0.0.1:0\")?\n        .run()\n        .await"
        )
    };
    let mended = |text: &str| mended("extractor-without-provider", &manifest, text);
    let (new, from) = (main("web::Data::new", ""), main("web::Data::from", ""));
    assert_eq!(mended(&actix(state, one, &new)), actix(state, one, &from));
    let both = actix(state, &two, &main("web::Data::new", ".route(\"/other\", web::get().to(other))"));
    assert_eq!(mended(&both), both);
}
