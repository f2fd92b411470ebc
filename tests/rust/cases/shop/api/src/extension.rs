//! Methods that routers get from elsewhere, by a trait for every router, with one of them by default.
use axum::{routing::get, Router};

pub trait WithHealth: Sized {
    fn with_probe(self, path: &str) -> Self;

    fn with_health(self) -> Self {
        self.with_probe("/healthz").with_probe("/readyz")
    }
}

async fn probe() -> &'static str {
    "ok"
}

impl<S> WithHealth for Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    fn with_probe(self, path: &str) -> Self {
        self.route(path, get(probe))
    }
}
