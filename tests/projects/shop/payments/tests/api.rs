//! The service as a client sees it.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::Router;
use http_body_util::BodyExt;
use payments::{app, AppState, Settings};
use serde_json::{json, Value};
use tower::ServiceExt;

const MERCHANT: &str = "Bearer merchant";
const BANK: &str = "Bearer bank";

fn service() -> Router {
    app(AppState::new(Settings {
        address: String::new(),
        merchant_token: "merchant".to_owned(),
        bank_token: "bank".to_owned(),
        sandbox: true,
    }))
}

/// Sends a request with a body of JSON, and reads the answer.
async fn send(app: &Router, method: Method, path: &str, token: &str, body: Value) -> (StatusCode, Value) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", token)
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    let response = app.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
}

async fn charge(app: &Router, amount: u64) -> Value {
    let new = json!({ "order": 7, "amount": amount, "currency": "EUR" });
    let (status, payment) = send(app, Method::POST, "/v1/payments", MERCHANT, new).await;
    assert_eq!(status, StatusCode::CREATED);
    payment
}

#[tokio::test]
async fn the_service_is_up() {
    let app = service();
    let health = app.clone().oneshot(Request::get("/health").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(health.status(), StatusCode::OK);
    let ready = app.oneshot(Request::get("/ready").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(ready.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_payment_is_made_and_read() {
    let app = service();
    let payment = charge(&app, 1250).await;
    let path = format!("/v1/payments/{}", payment["id"]);
    let (status, read) = send(&app, Method::GET, &path, MERCHANT, Value::Null).await;
    assert_eq!((status, &read["status"]), (StatusCode::OK, &json!("pending")));
    let (_, all) = send(&app, Method::GET, "/v1/payments?status=pending&limit=5", MERCHANT, Value::Null).await;
    assert_eq!(all.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn strangers_are_refused() {
    let app = service();
    for path in ["/v1/payments", "/v1/payments/1", "/v1/refunds/1"] {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        assert_eq!(app.clone().oneshot(request).await.unwrap().status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    let event = json!({ "payment": 1, "status": "captured" });
    let (status, _) = send(&app, Method::POST, "/v1/bank/events", MERCHANT, event).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn what_is_captured_can_be_given_back_once() {
    let app = service();
    charge(&app, 500).await;
    let (status, _) = send(&app, Method::POST, "/v1/payments/1/capture", MERCHANT, Value::Null).await;
    assert_eq!(status, StatusCode::OK);
    let all = json!({ "amount": 500, "reason": "changed their mind" });
    let (status, refund) = send(&app, Method::POST, "/v1/payments/1/refunds", MERCHANT, all.clone()).await;
    assert_eq!((status, &refund["id"]), (StatusCode::CREATED, &json!(1)));
    let (status, _) = send(&app, Method::POST, "/v1/payments/1/refunds", MERCHANT, all).await;
    assert_eq!(status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_bank_settles_payments() {
    let app = service();
    charge(&app, 990).await;
    let event = json!({ "payment": 1, "status": "failed" });
    let (status, _) = send(&app, Method::POST, "/v1/bank/events", BANK, event).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (_, payment) = send(&app, Method::GET, "/v1/payments/1", MERCHANT, Value::Null).await;
    assert_eq!(payment["status"], "failed");
}
