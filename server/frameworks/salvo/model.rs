// salvo, abbreviated. Read by the machine, never compiled.

pub struct Verb {
    methods: Vec<Method>,
    path: &'static str,
    endpoint: Handler,
    is_service: bool,
}

pub struct Nest {
    path: &'static str,
    target: Router,
}

pub struct Layer {
    what: Any,
    covers_all: bool,
    // The first hoop runs first.
    in_order: bool,
}

pub struct Router {
    routes: Vec<Entry>,
    own: &'static str,
}

impl Router {
    pub fn new() -> Self {
        Router { routes: vec![], own: "" }
    }

    pub fn with_path(path: &str) -> Self {
        __path__("salvo", "route", path);
        Router { routes: vec![], own: path }
    }

    pub fn with_hoop(hoop: H) -> Self {
        Router { routes: vec![Layer { what: hoop, covers_all: true, in_order: true }], own: "" }
    }

    pub fn __join__(self, other: Self) -> Self {
        __joined__(self, other)
    }

    pub fn path(self, path: &str) -> Self {
        __path__("salvo", "route", path);
        self.own = format!("{}/{}", self.own, path);
        self
    }

    fn verb(self, method: Method, goal: G) -> Self {
        self.routes.push(Verb { methods: vec![method], path: "", endpoint: goal, is_service: false });
        self
    }

    pub fn get(self, goal: G) -> Self {
        self.verb("GET", goal)
    }

    pub fn post(self, goal: G) -> Self {
        self.verb("POST", goal)
    }

    pub fn put(self, goal: G) -> Self {
        self.verb("PUT", goal)
    }

    pub fn patch(self, goal: G) -> Self {
        self.verb("PATCH", goal)
    }

    pub fn delete(self, goal: G) -> Self {
        self.verb("DELETE", goal)
    }

    pub fn head(self, goal: G) -> Self {
        self.verb("HEAD", goal)
    }

    pub fn options(self, goal: G) -> Self {
        self.verb("OPTIONS", goal)
    }

    pub fn goal(self, goal: G) -> Self {
        self.verb("ANY", goal)
    }

    pub fn push(self, router: Router) -> Self {
        self.routes.push(Nest { path: router.own, target: router });
        self
    }

    pub fn unshift(self, router: Router) -> Self {
        self.push(router)
    }

    pub fn append(self, others: Vec<Router>) -> Self {
        for other in others {
            self.push(other);
        }
        self
    }

    pub fn then(self, f: F) -> Self {
        f(self)
    }

    pub fn hoop(self, hoop: H) -> Self {
        self.routes.push(Layer { what: hoop, covers_all: true, in_order: true });
        self
    }

    pub fn hoop_when(self, hoop: H, filter: F) -> Self {
        self.routes.push(Layer { what: hoop, covers_all: true, in_order: true });
        self
    }

    pub fn oapi_tag(self, tag: T) -> Self {
        self
    }

    pub fn oapi_security(self, security: S) -> Self {
        self
    }

    pub fn filter(self, filter: F) -> Self {
        self
    }
}

fn whole(router: Router) -> Router {
    Router { routes: vec![Nest { path: router.own, target: router }], own: "" }
}

pub struct Service {
    router: Router,
}

impl Service {
    pub fn new(router: Router) -> Self {
        let all = whole(router);
        __served__(all);
        Service { router: all }
    }

    pub fn hoop(self, hoop: H) -> Self {
        self.router.hoop(hoop);
        self
    }

    pub fn catcher(self, catcher: C) -> Self {
        self
    }
}

pub struct Server {}

impl Server {
    pub fn new(acceptor: A) -> Self {
        Server {}
    }

    pub fn serve(self, service: S) {
        match __kind__(service) {
            "Service" => __served__(service.router),
            "Router" => __served__(whole(service)),
            _ => __served__(service),
        }
    }

    pub fn try_serve(self, service: S) {
        self.serve(service)
    }
}

pub mod prelude {
    pub use super::{Router, Server, Service};
}

pub mod routing {
    pub use super::Router;
}
