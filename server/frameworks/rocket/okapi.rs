// rocket_okapi, abbreviated: lists of routes, with a document that nobody else sees.

macro_rules! openapi_get_routes {
    ($($handler:path),* $(,)?) => { vec![$(::rocket::route($handler)),*] };
}

macro_rules! openapi_routes {
    ($($handler:path),* $(,)?) => { vec![$(::rocket::route($handler)),*] };
}

macro_rules! openapi_get_routes_spec {
    ($($handler:path),* $(,)?) => { (vec![$(::rocket::route($handler)),*], ()) };
}

macro_rules! mount_endpoints_and_merged_docs {
    ($rocket:ident, $base:expr, $settings:ident, $($path:expr => $routes:expr),* $(,)?) => {
        $($rocket.mount($base, vec![::rocket::Nest { path: $path, target: ::rocket::Routes { routes: $routes.0 } }]);)*
    };
}
