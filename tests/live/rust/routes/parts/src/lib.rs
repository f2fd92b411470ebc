//! Routers, a trait for routers and a macro that another crate of the workspace uses.
use axum::routing::{get, MethodRouter};
use axum::Router;

mod inner;
pub use inner::routes as reports;
pub use inner::deep::*;

pub mod paths {
    pub const VERSION: &str = "/v3";
    pub static STATUS: &str = "/status";
}

/// A part of a service that knows where it stands.
pub trait Part {
    const PATH: &'static str;

    fn router() -> Router;
}

/// Further methods for routers.
pub trait RouterExt: Sized {
    fn add(self, path: &str, method: MethodRouter) -> Self;

    fn with_probes(self) -> Self {
        self.add("/livez", get(probe)).add("/readyz", get(probe))
    }

    fn part<P: Part>(self) -> Self;
}

impl RouterExt for Router {
    fn add(self, path: &str, method: MethodRouter) -> Self {
        self.route(path, method)
    }

    fn part<P: Part>(self) -> Self {
        self.nest(P::PATH, P::router())
    }
}

pub async fn probe() -> &'static str {
    "parts::probe"
}

/// Routes for one thing that can be read and removed.
#[macro_export]
macro_rules! resource {
    ($router:expr, $path:literal { $($verb:ident => $handler:path),* $(,)? }) => {
        $router.route($path, $crate::__verbs()$(.$verb($handler))*)
    };
}

#[doc(hidden)]
pub fn __verbs<S: Clone + Send + Sync + 'static>() -> MethodRouter<S> {
    MethodRouter::new()
}
