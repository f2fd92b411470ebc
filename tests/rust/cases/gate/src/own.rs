use axum::extract::{FromRequestParts, Request};
use axum::http::{header, request::Parts, StatusCode};
use axum::response::{IntoResponse, Response};
use tower::{Layer, Service};

#[derive(Clone)]
pub struct GateLayer;

impl<S> Layer<S> for GateLayer {
    type Service = Gate<S>;

    fn layer(&self, inner: S) -> Gate<S> {
        Gate { inner }
    }
}

#[derive(Clone)]
pub struct Gate<S> {
    inner: S,
}

impl<S: Service<Request, Response = Response>> Service<Request> for Gate<S> {
    type Response = Response;
    type Error = S::Error;
    type Future = futures::future::Either<S::Future, futures::future::Ready<Result<Response, S::Error>>>;

    fn call(&mut self, request: Request) -> Self::Future {
        if request.headers().contains_key(header::AUTHORIZATION) {
            return futures::future::Either::Left(self.inner.call(request));
        }
        futures::future::Either::Right(futures::future::ready(Ok(StatusCode::UNAUTHORIZED.into_response())))
    }
}

pub struct Member;

impl<S: Send + Sync> FromRequestParts<S> for Member {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.headers.get(header::AUTHORIZATION).map(|_| Member).ok_or(StatusCode::UNAUTHORIZED)
    }
}
