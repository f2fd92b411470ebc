//! What does an extractor look like that nobody has written yet? It refuses every request until somebody does.

use crate::actions::Bench;
use crate::actions::rust::Handler;
use crate::edit::Uses;
use crate::eval::Version;

/// The text of an extractor of a name, for the framework of a handler.
pub(super) fn text(bench: &Bench, handler: &Handler, uses: &mut Uses, name: &str) -> String {
    let result = if uses.may_hide("Result") { "std::result::Result" } else { "Result" };
    let head = format!(
        "/// Who asks. A handler that takes it answers nobody without credentials.
#[derive(Debug, Clone)]
pub struct {name} {{
    pub token: String,
}}
"
    );
    let body = match handler.framework() {
        "axum" => axum(is_old(bench, handler), uses, name, result),
        "rocket" => rocket(uses, name),
        _ => actix(uses, name, result),
    };
    format!("{head}\n{body}")
}

/// Whether axum is of a version whose extractors are boxed.
fn is_old(bench: &Bench, handler: &Handler) -> bool {
    let service = handler.endpoints.first().and_then(|endpoint| bench.api.services.get(endpoint.service));
    service.and_then(|service| service.version("axum")).is_some_and(|version| version < Version(0, 8, 0))
}

fn axum(is_old: bool, uses: &mut Uses, name: &str, result: &str) -> String {
    let from = uses.need("axum::extract::FromRequestParts");
    let header = uses.need("axum::http::header");
    let parts = uses.need("axum::http::request::Parts");
    let status = uses.need("axum::http::StatusCode");
    let boxed = if is_old { "#[axum::async_trait]\n" } else { "" };
    format!(
        "{boxed}impl<S> {from}<S> for {name}
where
    S: Send + Sync,
{{
    type Rejection = {status};

    async fn from_request_parts(parts: &mut {parts}, _state: &S) -> {result}<Self, Self::Rejection> {{
        let token = parts
            .headers
            .get({header}::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix(\"Bearer \"))
            .ok_or({status}::UNAUTHORIZED)?;
        // TODO: verify `token` before trusting it. Until then every request is refused.
        let verified = false;
        if !verified {{
            return Err({status}::UNAUTHORIZED);
        }}
        Ok({name} {{ token: token.to_owned() }})
    }}
}}"
    )
}

fn actix(uses: &mut Uses, name: &str, result: &str) -> String {
    let from = uses.need("actix_web::FromRequest");
    let request = uses.need("actix_web::HttpRequest");
    let payload = uses.need("actix_web::dev::Payload");
    let unauthorized = uses.need("actix_web::error::ErrorUnauthorized");
    let header = uses.need("actix_web::http::header");
    let (ready, future) = (uses.need("std::future::ready"), uses.need("std::future::Ready"));
    format!(
        "impl {from} for {name} {{
    type Error = actix_web::Error;
    type Future = {future}<{result}<Self, Self::Error>>;

    fn from_request(request: &{request}, _payload: &mut {payload}) -> Self::Future {{
        let token = request
            .headers()
            .get({header}::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix(\"Bearer \"))
            .map(str::to_owned);
        // TODO: verify the token before trusting it. Until then every request is refused.
        let verified = false;
        {ready}(match token {{
            Some(token) if verified => Ok({name} {{ token }}),
            _ => Err({unauthorized}(\"authentication required\")),
        }})
    }}
}}"
    )
}

fn rocket(uses: &mut Uses, name: &str) -> String {
    let status = uses.need("rocket::http::Status");
    let from = uses.need("rocket::request::FromRequest");
    let outcome = uses.need("rocket::request::Outcome");
    let request = uses.need("rocket::request::Request");
    format!(
        "#[rocket::async_trait]
impl<'r> {from}<'r> for {name} {{
    type Error = &'static str;

    async fn from_request(request: &'r {request}<'_>) -> {outcome}<Self, Self::Error> {{
        let token = request.headers().get_one(\"Authorization\").and_then(|value| value.strip_prefix(\"Bearer \"));
        // TODO: verify the token before trusting it. Until then every request is refused.
        let verified = false;
        match token {{
            Some(token) if verified => {outcome}::Success({name} {{ token: token.to_owned() }}),
            _ => {outcome}::Error(({status}::Unauthorized, \"authentication required\")),
        }}
    }}
}}"
    )
}
