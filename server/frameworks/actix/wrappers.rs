// Wrappers of actix-web that write OpenAPI documents: the same names from elsewhere.

pub use actix_web::{App, App as UtoipaApp, HttpServer, Scope, ServiceConfig};
pub use actix_web::web::*;

pub mod scope {
    pub use actix_web::Scope;

    pub fn scope(path: &str) -> Scope {
        Scope::new(path)
    }
}

pub fn scope(path: &str) -> Scope {
    actix_web::Scope::new(path)
}

pub mod service_config {
    pub use actix_web::web::ServiceConfig;
}

pub mod app {
    pub use actix_web::App as OpenApiWrapper;
}

pub mod actix {
    pub use actix_web::*;

    pub mod web {
        pub use actix_web::web::*;
    }
}

pub mod web {
    pub use actix_web::web::*;
}
