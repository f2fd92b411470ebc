use axum::{Router, body::Body, http::Request};
use tower::ServiceExt;

async fn removal(app: Router) -> u16 {
    let request = Request::builder().method("DELETE").uri("/items/1").header("authorization", "Bearer any");
    app.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_new_extractor_refuses_everybody() {
    assert_eq!(removal(actions_axum_stub::before::router()).await, 204);
    assert_eq!(removal(actions_axum_stub::after::router()).await, 401);
}
