// actix-web, abbreviated: what is tried in order. Read by the machine, never compiled.

pub struct Verb {
    methods: Vec<Method>,
    path: &'static str,
    endpoint: Handler,
    is_service: bool,
}

pub struct Nest {
    path: &'static str,
    target: Scope,
}

pub struct Layer {
    what: Any,
    covers_all: bool,
}

pub struct Provider {
    what: Any,
    way: &'static str,
    covers_all: bool,
}

// What stands at one path: its verbs, and those that guards leave of them.
pub struct Routes {
    routes: Vec<Entry>,
    only: Vec<Method>,
    guarded: bool,
    special: bool,
}

// Where a guard is set.
pub struct Guard {}

fn entries(factory: F) -> Vec<Entry> {
    match __kind__(factory) {
        "tuple" => factory.into_iter().flat_map(|one| entries(one)).collect(),
        "Scope" => vec![Nest { path: factory.path, target: factory }],
        "Resource" => factory.paths.into_iter().map(|path| Nest { path: path, target: factory }).collect(),
        "function" => __attributed__(factory)
            .into_iter()
            .map(|found| Nest { path: found.0, target: Routes { routes: vec![verb(found.1, factory)], only: vec![], guarded: true, special: found.2 } })
            .collect(),
        "Files" => vec![],
        "outside" => vec![],
        _ => vec![Nest { path: "", target: factory }],
    }
}

fn verb(methods: Vec<Method>, handler: H) -> Verb {
    Verb { methods: methods, path: "", endpoint: handler, is_service: false }
}

fn at(path: &str, route: Route) -> Nest {
    __path__("actix-web", "route", path);
    Nest {
        path: path,
        target: Routes {
            routes: [route.layers, vec![verb(route.methods, route.handler)]].concat(),
            only: route.only,
            guarded: true,
            guard: route.guard,
            special: route.special,
        },
    }
}

pub struct App {
    routes: Vec<Entry>,
}

impl App {
    pub fn new() -> Self {
        App { routes: vec![] }
    }

    pub fn __join__(self, other: Self) -> Self {
        __joined__(self, other)
    }

    pub fn service(self, factory: F) -> Self {
        self.routes.extend(entries(factory));
        self
    }

    pub fn route(self, path: &str, route: Route) -> Self {
        self.routes.push(at(path, route));
        self
    }

    pub fn configure(self, f: F) -> Self {
        __run__(f, ServiceConfig { routes: self.routes });
        self
    }

    pub fn wrap(self, mw: M) -> Self {
        __layered__(mw);
        self.routes.push(Layer { what: mw, covers_all: true });
        self
    }

    pub fn wrap_fn(self, mw: F) -> Self {
        self.routes.push(Layer { what: mw, covers_all: true });
        self
    }

    pub fn app_data(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "app_data", covers_all: true });
        self
    }

    pub fn data(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "data", covers_all: true });
        self
    }

    pub fn data_factory(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "factory", covers_all: true });
        self
    }

    pub fn default_service(self, service: S) -> Self {
        self
    }

    pub fn external_resource(self, name: N, url: U) -> Self {
        self
    }

    pub fn into(self) -> Self {
        self
    }

    // paperclip, apistos, utoipa-actix-web

    pub fn wrap_api(self) -> Self {
        self
    }

    pub fn wrap_api_with_spec(self, spec: S) -> Self {
        self
    }

    pub fn with_json_spec_at(self, path: &str) -> Self {
        self
    }

    pub fn with_json_spec_v3_at(self, path: &str) -> Self {
        self
    }

    pub fn with_swagger_ui_at(self, path: &str) -> Self {
        self
    }

    pub fn build(self) -> Self {
        self
    }

    pub fn document(self, spec: S) -> Self {
        self
    }

    pub fn into_utoipa_app(self) -> Self {
        self
    }

    pub fn into_app(self) -> Self {
        self
    }

    pub fn openapi(self, api: A) -> Self {
        self
    }

    pub fn openapi_service(self, factory: F) -> Self {
        self
    }

    pub fn map(self, f: F) -> Self {
        f(self)
    }

    pub fn split_for_parts(self) -> (Self, OpenApi) {
        (self, __unknown__("an OpenAPI document"))
    }
}

pub struct Scope {
    routes: Vec<Entry>,
    path: &'static str,
    only: Vec<Method>,
    guarded: bool,
    guard: Option<Guard>,
    special: bool,
}

impl Scope {
    pub fn new(path: &str) -> Self {
        __path__("actix-web", "prefix", path);
        Scope { routes: vec![], path: path, only: vec![], guarded: false, guard: (), special: false }
    }

    pub fn __join__(self, other: Self) -> Self {
        __joined__(self, other)
    }

    pub fn service(self, factory: F) -> Self {
        self.routes.extend(entries(factory));
        self
    }

    pub fn route(self, path: &str, route: Route) -> Self {
        self.routes.push(at(path, route));
        self
    }

    pub fn configure(self, f: F) -> Self {
        __run__(f, ServiceConfig { routes: self.routes });
        self
    }

    pub fn guard(self, guard: G) -> Self {
        self.guarded = true;
        self.only = both(self.only, guard);
        self.special = is_special(self.special, guard);
        self.guard = Guard {};
        self
    }

    pub fn wrap(self, mw: M) -> Self {
        __layered__(mw);
        self.routes.push(Layer { what: mw, covers_all: true });
        self
    }

    pub fn wrap_fn(self, mw: F) -> Self {
        self.routes.push(Layer { what: mw, covers_all: true });
        self
    }

    pub fn app_data(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "app_data", covers_all: true });
        self
    }

    pub fn data(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "data", covers_all: true });
        self
    }

    pub fn map(self, f: F) -> Self {
        f(self)
    }

    pub fn default_service(self, service: S) -> Self {
        self
    }

    pub fn into(self) -> Self {
        self
    }
}

pub struct ServiceConfig {
    routes: Vec<Entry>,
}

impl ServiceConfig {
    pub fn service(self, factory: F) -> Self {
        self.routes.extend(entries(factory));
        self
    }

    pub fn route(self, path: &str, route: Route) -> Self {
        self.routes.push(at(path, route));
        self
    }

    pub fn configure(self, f: F) -> Self {
        __run__(f, self);
        self
    }

    pub fn map(self, f: F) -> Self {
        f(self)
    }

    pub fn app_data(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "app_data", covers_all: true });
        self
    }

    pub fn data(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "data", covers_all: true });
        self
    }

    pub fn default_service(self, service: S) -> Self {
        self
    }

    pub fn external_resource(self, name: N, url: U) -> Self {
        self
    }
}

pub struct Resource {
    routes: Vec<Entry>,
    paths: Vec<&'static str>,
    only: Vec<Method>,
    guarded: bool,
    guard: Option<Guard>,
    special: bool,
    closes: bool,
}

impl Resource {
    pub fn new(path: &str) -> Self {
        let paths = match __kind__(path) {
            "tuple" => path,
            _ => vec![path],
        };
        for one in paths {
            __path__("actix-web", "route", one);
        }
        Resource { routes: vec![], paths: paths, only: vec![], guarded: false, guard: (), special: false, closes: true }
    }

    fn add(self, methods: Vec<Method>, handler: H) -> Self {
        self.routes.push(verb(methods, handler));
        self
    }

    pub fn route(self, route: Route) -> Self {
        self.routes.push(at("", route));
        self
    }

    pub fn to(self, handler: H) -> Self {
        self.add(vec!["ANY"], handler)
    }

    pub fn get(self, handler: H) -> Self {
        self.add(vec!["GET"], handler)
    }

    pub fn post(self, handler: H) -> Self {
        self.add(vec!["POST"], handler)
    }

    pub fn put(self, handler: H) -> Self {
        self.add(vec!["PUT"], handler)
    }

    pub fn patch(self, handler: H) -> Self {
        self.add(vec!["PATCH"], handler)
    }

    pub fn delete(self, handler: H) -> Self {
        self.add(vec!["DELETE"], handler)
    }

    pub fn head(self, handler: H) -> Self {
        self.add(vec!["HEAD"], handler)
    }

    pub fn trace(self, handler: H) -> Self {
        self.add(vec!["TRACE"], handler)
    }

    pub fn guard(self, guard: G) -> Self {
        self.guarded = true;
        self.only = both(self.only, guard);
        self.special = is_special(self.special, guard);
        self.guard = Guard {};
        self
    }

    pub fn name(self, name: &str) -> Self {
        self
    }

    pub fn wrap(self, mw: M) -> Self {
        __layered__(mw);
        self.routes.push(Layer { what: mw, covers_all: true });
        self
    }

    pub fn wrap_fn(self, mw: F) -> Self {
        self.routes.push(Layer { what: mw, covers_all: true });
        self
    }

    pub fn app_data(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "app_data", covers_all: true });
        self
    }

    pub fn data(self, data: D) -> Self {
        self.routes.push(Provider { what: data, way: "data", covers_all: true });
        self
    }

    pub fn default_service(self, service: S) -> Self {
        self
    }
}

pub struct Route {
    methods: Vec<Method>,
    handler: H,
    only: Vec<Method>,
    guard: Option<Guard>,
    special: bool,
    layers: Vec<Layer>,
}

impl Route {
    pub fn of(methods: Vec<Method>) -> Self {
        Route { methods: methods, handler: __unknown__("a route without a handler"), only: vec![], guard: (), special: false, layers: vec![] }
    }

    pub fn new() -> Self {
        Route::of(vec!["ANY"])
    }

    pub fn to(self, handler: H) -> Self {
        self.handler = handler;
        self
    }

    pub fn service(self, handler: H) -> Self {
        self.handler = handler;
        self
    }

    pub fn method(self, method: Method) -> Self {
        self.methods = vec![__method__(method)];
        self
    }

    pub fn guard(self, guard: G) -> Self {
        self.only = both(self.only, guard);
        self.special = is_special(self.special, guard);
        self.guard = Guard {};
        self
    }

    pub fn wrap(self, mw: M) -> Self {
        __layered__(mw);
        self.layers.push(Layer { what: mw, covers_all: true });
        self
    }
}

// Which verbs guards leave; none said is all.
fn both(only: Vec<Method>, guard: G) -> Vec<Method> {
    match __kind__(guard) {
        "MethodGuard" => [only, guard.methods].concat(),
        _ => only,
    }
}

// Whether more than the verb decides.
fn is_special(special: bool, guard: G) -> bool {
    match __kind__(guard) {
        "MethodGuard" => special,
        _ => true,
    }
}

pub struct MethodGuard {
    methods: Vec<Method>,
}

impl MethodGuard {
    pub fn or(self, other: G) -> Self {
        match __kind__(other) {
            "MethodGuard" => MethodGuard { methods: [self.methods, other.methods].concat() },
            _ => __unknown__("a guard that lets more pass than its verbs say"),
        }
    }

    pub fn and(self, other: G) -> Self {
        self
    }
}

pub mod guard {
    use super::MethodGuard;

    pub fn Get() -> MethodGuard {
        MethodGuard { methods: vec!["GET"] }
    }

    pub fn Post() -> MethodGuard {
        MethodGuard { methods: vec!["POST"] }
    }

    pub fn Put() -> MethodGuard {
        MethodGuard { methods: vec!["PUT"] }
    }

    pub fn Patch() -> MethodGuard {
        MethodGuard { methods: vec!["PATCH"] }
    }

    pub fn Delete() -> MethodGuard {
        MethodGuard { methods: vec!["DELETE"] }
    }

    pub fn Head() -> MethodGuard {
        MethodGuard { methods: vec!["HEAD"] }
    }

    pub fn Options() -> MethodGuard {
        MethodGuard { methods: vec!["OPTIONS"] }
    }

    pub fn Connect() -> MethodGuard {
        MethodGuard { methods: vec!["CONNECT"] }
    }

    pub fn Trace() -> MethodGuard {
        MethodGuard { methods: vec!["TRACE"] }
    }

    pub fn Method(method: Method) -> MethodGuard {
        MethodGuard { methods: vec![__method__(method)] }
    }

    pub fn All(guard: G) -> MethodGuard {
        guard
    }

    pub fn Any(guard: G) -> MethodGuard {
        guard
    }
}

pub struct Redirect {
    from: &'static str,
}

impl Redirect {
    pub fn permanent(self) -> Self {
        self
    }

    pub fn temporary(self) -> Self {
        self
    }

    pub fn see_other(self) -> Self {
        self
    }

    pub fn using_status_code(self, status: S) -> Self {
        self
    }
}

pub mod web {
    pub use super::{Resource, Route, Scope, ServiceConfig};

    pub fn get() -> Route {
        Route::of(vec!["GET"])
    }

    pub fn post() -> Route {
        Route::of(vec!["POST"])
    }

    pub fn put() -> Route {
        Route::of(vec!["PUT"])
    }

    pub fn patch() -> Route {
        Route::of(vec!["PATCH"])
    }

    pub fn delete() -> Route {
        Route::of(vec!["DELETE"])
    }

    pub fn head() -> Route {
        Route::of(vec!["HEAD"])
    }

    pub fn trace() -> Route {
        Route::of(vec!["TRACE"])
    }

    pub fn method(method: Method) -> Route {
        Route::of(vec![__method__(method)])
    }

    pub fn route() -> Route {
        Route::of(vec!["ANY"])
    }

    pub fn to(handler: H) -> Route {
        Route::of(vec!["ANY"]).to(handler)
    }

    pub fn resource(path: &str) -> Resource {
        Resource::new(path)
    }

    pub fn scope(path: &str) -> Scope {
        Scope::new(path)
    }

    pub fn redirect(from: &str, to: &str) -> Resource {
        let resource = Resource::new(from);
        resource.routes.push(super::Verb { methods: vec!["ANY"], path: "", endpoint: to, is_service: true });
        resource
    }
}

pub struct HttpServer {
    app: App,
}

impl HttpServer {
    pub fn new(factory: F) -> Self {
        HttpServer { app: __served__(factory()) }
    }
}

pub mod test {
    pub fn init_service(app: App) -> Service {
        __served__(app)
    }
}

pub mod dev {
    pub use super::HttpServer as Server;
}
