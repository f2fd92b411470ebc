// loco, abbreviated. Read by the machine, never compiled.

pub struct Nest {
    path: &'static str,
    target: Routes,
}

pub struct Layer {
    what: Any,
    covers_all: bool,
}

pub struct Routes {
    routes: Vec<Entry>,
    own: &'static str,
}

impl Routes {
    pub fn new() -> Self {
        Routes { routes: vec![], own: "" }
    }

    pub fn at(prefix: &str) -> Self {
        Routes { routes: vec![], own: prefix }
    }

    pub fn prefix(self, prefix: &str) -> Self {
        self.own = prefix;
        self
    }

    pub fn add(self, uri: &str, method: MethodRouter) -> Self {
        self.routes.push(Nest { path: uri, target: method });
        self
    }

    pub fn nest(self, uri: &str, routes: Routes) -> Self {
        self.routes.push(Nest { path: uri, target: routes });
        self
    }

    pub fn merge(self, routes: Routes) -> Self {
        self.routes.push(Nest { path: "", target: routes });
        self
    }

    pub fn layer(self, layer: L) -> Self {
        self.routes.push(Layer { what: layer, covers_all: true });
        self
    }
}

pub struct AppRoutes {
    routes: Vec<Entry>,
    own: &'static str,
}

impl AppRoutes {
    pub fn empty() -> Self {
        AppRoutes { routes: vec![], own: "" }
    }

    pub fn with_default_routes() -> Self {
        AppRoutes { routes: vec![], own: "" }
    }

    pub fn prefix(self, prefix: &str) -> Self {
        self.own = prefix;
        self
    }

    pub fn reset_prefix(self) -> Self {
        self.own = "";
        self
    }

    pub fn add_route(self, routes: Routes) -> Self {
        self.routes.push(Nest { path: format!("{}/{}", self.own, routes.own), target: routes });
        self
    }

    pub fn add_routes(self, all: Vec<Routes>) -> Self {
        for routes in all {
            self.add_route(routes);
        }
        self
    }

    pub fn nest_prefix(self, prefix: &str) -> Self {
        self.own = format!("{}/{}", self.own, prefix);
        self
    }

    pub fn nest_route(self, prefix: &str, routes: Routes) -> Self {
        self.routes.push(Nest { path: format!("{}/{}/{}", self.own, prefix, routes.own), target: routes });
        self
    }

    pub fn nest_routes(self, prefix: &str, all: Vec<Routes>) -> Self {
        for routes in all {
            self.nest_route(prefix, routes);
        }
        self
    }
}

pub mod prelude {
    pub use super::{AppRoutes, Routes};
    pub use axum::routing::{delete, get, head, options, patch, post, put, trace};
}

pub mod controller {
    pub use super::{AppRoutes, Routes};

    pub mod routes {
        pub use super::super::Routes;
    }

    pub mod app_routes {
        pub use super::super::AppRoutes;
    }
}
