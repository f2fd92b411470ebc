use axum::extract::Path;
use axum::Router;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[utoipa::path(get, path = "/things", responses((status = 200, body = String)))]
async fn list() -> &'static str {
    "spec::list"
}

#[utoipa::path(post, path = "/things")]
async fn create() -> &'static str {
    "spec::create"
}

#[utoipa::path(get, path = "/things/{id}", params(("id" = u32, Path)))]
async fn one(Path(_id): Path<u32>) -> &'static str {
    "spec::one"
}

#[utoipa::path(method(get, head), path = "/other")]
async fn other() -> &'static str {
    "spec::other"
}

#[utoipa::path(post, path = "/mixed")]
async fn mixed() -> &'static str {
    "spec::mixed"
}

#[utoipa::path(get, path = "/mixed/{id}")]
async fn mixed_one() -> &'static str {
    "spec::mixed_one"
}

pub fn router() -> Router {
    let inner = OpenApiRouter::new().routes(routes!(mixed, mixed_one)).routes(routes!(one)).routes(routes!(self::other));
    let (router, _document) = OpenApiRouter::<()>::new().routes(routes!(list, create)).merge(inner).split_for_parts();
    router
}
