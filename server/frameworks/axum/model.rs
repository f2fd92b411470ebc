// axum, abbreviated: a router is the list of what it was given, in order. Read by the machine, never compiled.

pub struct Verb {
    methods: Vec<Method>,
    path: &'static str,
    endpoint: Handler,
    is_service: bool,
}

// What is apart has a tree of its own.
pub struct Nest {
    path: &'static str,
    target: Router,
    is_apart: bool,
}

pub struct Layer {
    what: Any,
}

pub struct Provider {
    what: Any,
    way: &'static str,
    covers_all: bool,
}

// Where the fallback of a router is set.
pub struct Fallback {}

pub struct Router {
    routes: Vec<Entry>,
    fallback: Option<Fallback>,
    checks: bool,
}

impl Router {
    pub fn new() -> Self {
        Router { routes: vec![], fallback: (), checks: true }
    }

    pub fn default() -> Self {
        Router { routes: vec![], fallback: (), checks: true }
    }

    pub fn from(other: Router) -> Self {
        other
    }

    pub fn clone(self) -> Self {
        __copy__(self)
    }

    pub fn __join__(self, other: Self) -> Self {
        __joined__(self, other)
    }

    pub fn route(self, path: &str, method_router: MethodRouter) -> Self {
        if self.checks {
            __path__("axum", "route", path);
        }
        self.routes.push(Nest { path: path, target: method_router });
        self
    }

    pub fn route_service(self, path: &str, service: Service) -> Self {
        if self.checks {
            __path__("axum", "route", path);
        }
        let target = MethodRouter { routes: vec![Verb { methods: vec!["ANY"], path: "", endpoint: service, is_service: true }] };
        self.routes.push(Nest { path: path, target: target });
        self
    }

    pub fn nest(self, path: &str, router: Router) -> Self {
        if self.checks {
            __path__("axum", "prefix", path);
        }
        self.routes.push(Nest { path: path, target: router });
        self
    }

    pub fn nest_service(self, path: &str, service: Service) -> Self {
        if self.checks {
            __path__("axum", "prefix", path);
        }
        let inner = __application_in__(service);
        if let Some(inner) = inner {
            self.routes.push(Nest { path: path, target: inner, is_apart: true });
            self.inside(service);
        } else {
            let target = Router::new().without_v07_checks().route_service("/{*__private}", service);
            self.routes.push(Nest { path: path, target: target });
        }
        self
    }

    pub fn merge(self, other: Router) -> Self {
        self.routes.push(Nest { path: "", target: other });
        __merged__(self, other);
        self
    }

    pub fn layer(self, layer: L) -> Self {
        __layered__(layer);
        self.routes.push(Layer { what: layer });
        self
    }

    pub fn route_layer(self, layer: L) -> Self {
        if __seen_empty__(self) {
            __object__("no-routes");
        }
        __layered__(layer);
        self.routes.push(Layer { what: layer });
        self
    }

    pub fn with_state(self, state: S) -> Self {
        self
    }

    pub fn fallback(self, handler: H) -> Self {
        self.fallback = Fallback {};
        self
    }

    pub fn fallback_service(self, service: H) -> Self {
        self.fallback = Fallback {};
        let inner = __application_in__(service);
        if let Some(inner) = inner {
            self.routes.push(Nest { path: "", target: inner, is_apart: true });
            self.inside(service);
        }
        self
    }

    // What a service around a router does is not known.
    fn inside(self, service: S) {
        match __kind__(service) {
            "Router" => {}
            _ => self.routes.push(Provider { what: "", way: "open", covers_all: true }),
        }
    }

    pub fn method_not_allowed_fallback(self, handler: H) -> Self {
        self
    }

    pub fn reset_fallback(self) -> Self {
        self.fallback = ();
        self
    }

    pub fn without_v07_checks(self) -> Self {
        self.checks = false;
        self
    }

    pub fn has_routes(self) -> bool {
        true
    }

    pub fn into(self) -> Self {
        self
    }

    pub fn into_make_service(self) -> Self {
        __served__(self)
    }

    pub fn into_make_service_with_connect_info(self) -> Self {
        self.routes.push(Provider { what: "", way: "connection", covers_all: true });
        __served__(self)
    }

    pub fn into_service(self) -> Self {
        self
    }

    pub fn as_service(self) -> Self {
        self
    }

    pub fn boxed(self) -> Self {
        self
    }

    pub fn or(self, other: Router) -> Self {
        self.merge(other)
    }

    pub fn oneshot(self, request: R) -> Response {
        __served__(self);
        __unknown__("a response")
    }

    // axum-extra

    pub fn typed_get(self, handler: H) -> Self {
        self.typed("GET", handler)
    }

    pub fn typed_post(self, handler: H) -> Self {
        self.typed("POST", handler)
    }

    pub fn typed_put(self, handler: H) -> Self {
        self.typed("PUT", handler)
    }

    pub fn typed_patch(self, handler: H) -> Self {
        self.typed("PATCH", handler)
    }

    pub fn typed_delete(self, handler: H) -> Self {
        self.typed("DELETE", handler)
    }

    pub fn typed_head(self, handler: H) -> Self {
        self.typed("HEAD", handler)
    }

    pub fn typed_options(self, handler: H) -> Self {
        self.typed("OPTIONS", handler)
    }

    pub fn typed_trace(self, handler: H) -> Self {
        self.typed("TRACE", handler)
    }

    fn typed(self, method: Method, handler: H) -> Self {
        self.routes.push(Nest { path: __typed_path__(handler), target: routing::verb(method, handler) });
        self
    }

    pub fn route_with_tsr(self, path: &str, method_router: MethodRouter) -> Self {
        self.route(path, method_router)
    }

    // utoipa-axum

    pub fn with_openapi(api: OpenApi) -> Self {
        Router { routes: vec![], fallback: (), checks: true }
    }

    pub fn routes(self, handlers: Vec<MethodRouter>) -> Self {
        __same_path__(handlers);
        for entry in everywhere(handlers) {
            self.routes.push(entry);
        }
        self
    }

    pub fn split_for_parts(self) -> (Self, OpenApi) {
        (self, __unknown__("an OpenAPI document"))
    }

    pub fn to_openapi(self) -> OpenApi {
        __unknown__("an OpenAPI document")
    }

    pub fn into_openapi(self) -> OpenApi {
        __unknown__("an OpenAPI document")
    }

    pub fn get_openapi(self) -> OpenApi {
        __unknown__("an OpenAPI document")
    }

    pub fn get_openapi_mut(self) -> OpenApi {
        __unknown__("an OpenAPI document")
    }

    // aide

    pub fn api_route(self, path: &str, method_router: MethodRouter) -> Self {
        self.route(path, method_router)
    }

    pub fn api_route_with(self, path: &str, method_router: MethodRouter, transform: F) -> Self {
        self.route(path, method_router)
    }

    pub fn nest_api_service(self, path: &str, service: Service) -> Self {
        self.nest_service(path, service)
    }

    pub fn finish_api(self, api: OpenApi) -> Self {
        self
    }

    pub fn finish_api_with(self, api: OpenApi, transform: F) -> Self {
        self
    }

    pub fn with_path_items(self, transform: F) -> Self {
        self
    }
}

// One method router holds all handlers, and stands at the path of each.
fn everywhere(entries: Vec<Nest>) -> Vec<Nest> {
    let paths = __paths_apart__(entries);
    if paths.is_empty() {
        return entries;
    }
    let mut all = vec![];
    for path in paths {
        for entry in entries {
            all.push(Nest { path: path, target: entry.target });
        }
    }
    all
}

pub struct MethodRouter {
    routes: Vec<Entry>,
}

impl MethodRouter {
    pub fn new() -> Self {
        MethodRouter { routes: vec![] }
    }

    pub fn default() -> Self {
        MethodRouter { routes: vec![] }
    }

    pub fn clone(self) -> Self {
        __copy__(self)
    }

    pub fn __join__(self, other: Self) -> Self {
        __joined__(self, other)
    }

    pub fn into(self) -> Self {
        self
    }

    fn verb(self, method: Method, handler: H) -> Self {
        self.routes.push(Verb { methods: vec![method], path: "", endpoint: handler, is_service: false });
        self
    }

    fn service(self, method: Method, service: S) -> Self {
        self.routes.push(Verb { methods: vec![method], path: "", endpoint: service, is_service: true });
        self
    }

    pub fn get(self, handler: H) -> Self {
        self.verb("GET", handler)
    }

    pub fn post(self, handler: H) -> Self {
        self.verb("POST", handler)
    }

    pub fn put(self, handler: H) -> Self {
        self.verb("PUT", handler)
    }

    pub fn patch(self, handler: H) -> Self {
        self.verb("PATCH", handler)
    }

    pub fn delete(self, handler: H) -> Self {
        self.verb("DELETE", handler)
    }

    pub fn head(self, handler: H) -> Self {
        self.verb("HEAD", handler)
    }

    pub fn options(self, handler: H) -> Self {
        self.verb("OPTIONS", handler)
    }

    pub fn trace(self, handler: H) -> Self {
        self.verb("TRACE", handler)
    }

    pub fn connect(self, handler: H) -> Self {
        self.verb("CONNECT", handler)
    }

    pub fn any(self, handler: H) -> Self {
        self.verb("ANY", handler)
    }

    pub fn on(self, filter: MethodFilter, handler: H) -> Self {
        self.routes.push(Verb { methods: filter.methods, path: "", endpoint: handler, is_service: false });
        self
    }

    pub fn on_service(self, filter: MethodFilter, service: S) -> Self {
        self.routes.push(Verb { methods: filter.methods, path: "", endpoint: service, is_service: true });
        self
    }

    pub fn get_service(self, service: S) -> Self {
        self.service("GET", service)
    }

    pub fn post_service(self, service: S) -> Self {
        self.service("POST", service)
    }

    pub fn put_service(self, service: S) -> Self {
        self.service("PUT", service)
    }

    pub fn patch_service(self, service: S) -> Self {
        self.service("PATCH", service)
    }

    pub fn delete_service(self, service: S) -> Self {
        self.service("DELETE", service)
    }

    pub fn head_service(self, service: S) -> Self {
        self.service("HEAD", service)
    }

    pub fn options_service(self, service: S) -> Self {
        self.service("OPTIONS", service)
    }

    pub fn trace_service(self, service: S) -> Self {
        self.service("TRACE", service)
    }

    pub fn merge(self, other: MethodRouter) -> Self {
        self.routes.push(Nest { path: "", target: other });
        self
    }

    pub fn fallback(self, handler: H) -> Self {
        self.fallback = Fallback {};
        self
    }

    pub fn fallback_service(self, handler: H) -> Self {
        self.fallback = Fallback {};
        self
    }

    pub fn layer(self, layer: L) -> Self {
        self.routes.push(Layer { what: layer });
        self
    }

    pub fn route_layer(self, layer: L) -> Self {
        self.routes.push(Layer { what: layer });
        self
    }

    pub fn with_state(self, state: S) -> Self {
        self
    }

    pub fn handle_error(self, handler: H) -> Self {
        self
    }

    pub fn __or__(self, other: Self) -> Self {
        self.merge(other)
    }

    // aide

    pub fn get_with(self, handler: H, transform: F) -> Self {
        self.verb("GET", handler)
    }

    pub fn post_with(self, handler: H, transform: F) -> Self {
        self.verb("POST", handler)
    }

    pub fn put_with(self, handler: H, transform: F) -> Self {
        self.verb("PUT", handler)
    }

    pub fn patch_with(self, handler: H, transform: F) -> Self {
        self.verb("PATCH", handler)
    }

    pub fn delete_with(self, handler: H, transform: F) -> Self {
        self.verb("DELETE", handler)
    }

    pub fn head_with(self, handler: H, transform: F) -> Self {
        self.verb("HEAD", handler)
    }

    pub fn options_with(self, handler: H, transform: F) -> Self {
        self.verb("OPTIONS", handler)
    }
}

pub mod routing {
    pub use super::{MethodFilter, MethodRouter, Router};
    use super::{Nest, Verb};

    pub fn verb(method: Method, handler: H) -> MethodRouter {
        MethodRouter { routes: vec![Verb { methods: vec![method], path: "", endpoint: handler, is_service: false }] }
    }

    pub fn service(method: Method, service: S) -> MethodRouter {
        MethodRouter { routes: vec![Verb { methods: vec![method], path: "", endpoint: service, is_service: true }] }
    }

    pub fn get(handler: H) -> MethodRouter {
        verb("GET", handler)
    }

    pub fn post(handler: H) -> MethodRouter {
        verb("POST", handler)
    }

    pub fn put(handler: H) -> MethodRouter {
        verb("PUT", handler)
    }

    pub fn patch(handler: H) -> MethodRouter {
        verb("PATCH", handler)
    }

    pub fn delete(handler: H) -> MethodRouter {
        verb("DELETE", handler)
    }

    pub fn head(handler: H) -> MethodRouter {
        verb("HEAD", handler)
    }

    pub fn options(handler: H) -> MethodRouter {
        verb("OPTIONS", handler)
    }

    pub fn trace(handler: H) -> MethodRouter {
        verb("TRACE", handler)
    }

    pub fn connect(handler: H) -> MethodRouter {
        verb("CONNECT", handler)
    }

    pub fn any(handler: H) -> MethodRouter {
        verb("ANY", handler)
    }

    pub fn on(filter: MethodFilter, handler: H) -> MethodRouter {
        MethodRouter { routes: vec![Verb { methods: filter.methods, path: "", endpoint: handler, is_service: false }] }
    }

    pub fn get_service(s: S) -> MethodRouter {
        service("GET", s)
    }

    pub fn post_service(s: S) -> MethodRouter {
        service("POST", s)
    }

    pub fn put_service(s: S) -> MethodRouter {
        service("PUT", s)
    }

    pub fn patch_service(s: S) -> MethodRouter {
        service("PATCH", s)
    }

    pub fn delete_service(s: S) -> MethodRouter {
        service("DELETE", s)
    }

    pub fn head_service(s: S) -> MethodRouter {
        service("HEAD", s)
    }

    pub fn options_service(s: S) -> MethodRouter {
        service("OPTIONS", s)
    }

    pub fn trace_service(s: S) -> MethodRouter {
        service("TRACE", s)
    }

    pub fn any_service(s: S) -> MethodRouter {
        service("ANY", s)
    }

    pub fn on_service(filter: MethodFilter, s: S) -> MethodRouter {
        MethodRouter { routes: vec![Verb { methods: filter.methods, path: "", endpoint: s, is_service: true }] }
    }

    pub mod method_routing {
        pub use super::*;
    }
}

// Before 0.4.

pub mod handler {
    pub use super::routing::*;
}

pub mod service {
    pub use super::routing::*;
}

pub struct MethodFilter {
    methods: Vec<Method>,
}

impl MethodFilter {
    pub const GET: Self = MethodFilter { methods: vec!["GET"] };
    pub const POST: Self = MethodFilter { methods: vec!["POST"] };
    pub const PUT: Self = MethodFilter { methods: vec!["PUT"] };
    pub const PATCH: Self = MethodFilter { methods: vec!["PATCH"] };
    pub const DELETE: Self = MethodFilter { methods: vec!["DELETE"] };
    pub const HEAD: Self = MethodFilter { methods: vec!["HEAD"] };
    pub const OPTIONS: Self = MethodFilter { methods: vec!["OPTIONS"] };
    pub const TRACE: Self = MethodFilter { methods: vec!["TRACE"] };
    pub const CONNECT: Self = MethodFilter { methods: vec!["CONNECT"] };

    pub fn or(self, other: Self) -> Self {
        MethodFilter { methods: [self.methods, other.methods].concat() }
    }

    pub fn __or__(self, other: Self) -> Self {
        MethodFilter { methods: [self.methods, other.methods].concat() }
    }
}

pub fn serve(listener: L, app: Router) -> Serve {
    __served__(app);
    __unknown__("a running server")
}
