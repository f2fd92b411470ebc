// poem, abbreviated. Read by the machine, never compiled.

pub struct Verb {
    methods: Vec<Method>,
    path: &'static str,
    endpoint: Handler,
    is_service: bool,
}

pub struct Nest {
    path: &'static str,
    target: Route,
    is_apart: bool,
}

pub struct Layer {
    what: Any,
    covers_all: bool,
}

fn target(endpoint: E) -> Target {
    match __kind__(endpoint) {
        "function" => RouteMethod { routes: vec![Verb { methods: vec!["ANY"], path: "", endpoint: endpoint, is_service: false }] },
        "outside" => RouteMethod { routes: vec![Verb { methods: vec!["ANY"], path: "", endpoint: endpoint, is_service: true }] },
        _ => endpoint,
    }
}

pub struct Route {
    routes: Vec<Entry>,
}

impl Route {
    pub fn new() -> Self {
        Route { routes: vec![] }
    }

    pub fn default() -> Self {
        Route { routes: vec![] }
    }

    pub fn __join__(self, other: Self) -> Self {
        __joined__(self, other)
    }

    pub fn clone(self) -> Self {
        __copy__(self)
    }

    pub fn at(self, path: &str, endpoint: E) -> Self {
        __path__("poem", "route", path);
        self.routes.push(Nest { path: path, target: target(endpoint) });
        self
    }

    pub fn try_at(self, path: &str, endpoint: E) -> Self {
        self.at(path, endpoint)
    }

    pub fn nest(self, path: &str, endpoint: E) -> Self {
        match __kind__(endpoint) {
            "outside" => self,
            "text" => self,
            _ => {
                __path__("poem", "prefix", path);
                self.routes.push(Nest { path: path, target: target(endpoint), is_apart: true });
                self
            }
        }
    }

    pub fn try_nest(self, path: &str, endpoint: E) -> Self {
        self.nest(path, endpoint)
    }

    pub fn nest_no_strip(self, path: &str, endpoint: E) -> Self {
        match __kind__(endpoint) {
            "outside" => self,
            _ => {
                self.routes.push(Nest { path: "", target: target(endpoint), is_apart: true });
                self
            }
        }
    }

    pub fn with(self, middleware: M) -> Self {
        self.routes.push(Layer { what: middleware, covers_all: false });
        self
    }

    pub fn with_if(self, on: bool, middleware: M) -> Self {
        self.routes.push(Layer { what: middleware, covers_all: false });
        self
    }

    pub fn around(self, f: F) -> Self {
        self.routes.push(Layer { what: f, covers_all: false });
        self
    }

    pub fn before(self, f: F) -> Self {
        self
    }

    pub fn after(self, f: F) -> Self {
        self
    }

    pub fn data(self, data: D) -> Self {
        self
    }

    pub fn data_opt(self, data: D) -> Self {
        self
    }

    pub fn and_then(self, f: F) -> Self {
        self
    }

    pub fn map(self, f: F) -> Self {
        self
    }

    pub fn map_ok(self, f: F) -> Self {
        self
    }

    pub fn map_to_response(self) -> Self {
        self
    }

    pub fn catch_error(self, f: F) -> Self {
        self
    }

    pub fn catch_all_error(self, f: F) -> Self {
        self
    }

    pub fn inspect_err(self, f: F) -> Self {
        self
    }

    pub fn inspect_all_err(self, f: F) -> Self {
        self
    }

    pub fn boxed(self) -> Self {
        self
    }

    pub fn into_endpoint(self) -> Self {
        self
    }
}

pub struct RouteMethod {
    routes: Vec<Entry>,
}

impl RouteMethod {
    pub fn new() -> Self {
        RouteMethod { routes: vec![] }
    }

    fn verb(self, method: Method, endpoint: E) -> Self {
        self.routes.push(Verb { methods: vec![method], path: "", endpoint: endpoint, is_service: false });
        self
    }

    pub fn method(self, method: Method, endpoint: E) -> Self {
        self.verb(__method__(method), endpoint)
    }

    pub fn get(self, endpoint: E) -> Self {
        self.verb("GET", endpoint)
    }

    pub fn post(self, endpoint: E) -> Self {
        self.verb("POST", endpoint)
    }

    pub fn put(self, endpoint: E) -> Self {
        self.verb("PUT", endpoint)
    }

    pub fn patch(self, endpoint: E) -> Self {
        self.verb("PATCH", endpoint)
    }

    pub fn delete(self, endpoint: E) -> Self {
        self.verb("DELETE", endpoint)
    }

    pub fn head(self, endpoint: E) -> Self {
        self.verb("HEAD", endpoint)
    }

    pub fn options(self, endpoint: E) -> Self {
        self.verb("OPTIONS", endpoint)
    }

    pub fn trace(self, endpoint: E) -> Self {
        self.verb("TRACE", endpoint)
    }

    pub fn connect(self, endpoint: E) -> Self {
        self.verb("CONNECT", endpoint)
    }

    pub fn with(self, middleware: M) -> Self {
        self.routes.push(Layer { what: middleware, covers_all: false });
        self
    }

    pub fn data(self, data: D) -> Self {
        self
    }

    pub fn around(self, f: F) -> Self {
        self.routes.push(Layer { what: f, covers_all: false });
        self
    }

    pub fn boxed(self) -> Self {
        self
    }
}

pub fn get(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("GET", endpoint)
}

pub fn post(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("POST", endpoint)
}

pub fn put(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("PUT", endpoint)
}

pub fn patch(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("PATCH", endpoint)
}

pub fn delete(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("DELETE", endpoint)
}

pub fn head(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("HEAD", endpoint)
}

pub fn options(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("OPTIONS", endpoint)
}

pub fn trace(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("TRACE", endpoint)
}

pub fn connect(endpoint: E) -> RouteMethod {
    RouteMethod::new().verb("CONNECT", endpoint)
}

pub mod route {
    pub use super::{RouteMethod, connect, delete, get, head, options, patch, post, put, trace};
}

pub struct Server {}

impl Server {
    pub fn new(listener: L) -> Self {
        Server {}
    }

    pub fn name(self, name: &str) -> Self {
        self
    }

    pub fn idle_timeout(self, timeout: T) -> Self {
        self
    }

    pub fn run(self, app: Route) {
        __served__(app)
    }

    pub fn run_with_graceful_shutdown(self, app: Route, signal: S, timeout: T) {
        __served__(app)
    }
}
