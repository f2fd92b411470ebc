use axum::{Router, body::{Body, to_bytes}, http::Request};
use serde_json::{Value, json};
use tower::ServiceExt;

async fn ask(app: Router, method: &str, path: &str, body: &str) -> (u16, String) {
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    let response = app.oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_list_has_pages() {
    use actions_axum::page_after::{Db, Item, router};
    let items = (0..250).map(|id| Item { id, name: id.to_string() }).collect();
    let db: Db = std::sync::Arc::new(std::sync::RwLock::new(items));
    let page = |path: &'static str| ask(router(db.clone()), "GET", path, "");
    let ids = |body: &str| -> Vec<u64> {
        let items: Vec<Value> = serde_json::from_str(body).unwrap();
        items.iter().map(|item| item["id"].as_u64().unwrap()).collect()
    };
    assert_eq!(ids(&page("/items").await.1), (0..20).collect::<Vec<_>>());
    assert_eq!(ids(&page("/items?limit=2&offset=3").await.1), [3, 4]);
    assert_eq!(ids(&page("/items?limit=100&offset=240").await.1).len(), 10);
    for path in ["/items?limit=0", "/items?limit=101", "/items?limit=abc", "/items?offset=-1"] {
        assert_eq!(page(path).await.0, 400, "{path}");
    }
}

#[tokio::test]
async fn a_handler_asks_for_credentials() {
    assert_eq!(ask(actions_axum::auth_before::router(), "DELETE", "/items/1", "").await.0, 204);
    let known = actions_axum::auth_after_existing::router;
    assert_eq!(ask(known(), "DELETE", "/items/1", "").await.0, 401);
    assert_eq!(ask(known(), "POST", "/items", r#"{"id":1}"#).await.0, 401);
}

#[tokio::test]
async fn what_is_sent_is_told_from_what_is_given() {
    use actions_axum::split_after::{UserUpdate, router};
    let (status, body) = ask(router(), "POST", "/users", r#"{"email":"a","password":"p"}"#).await;
    let given: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, given), (201, json!({"id": 1, "email": "a", "display_name": null, "created_at": "now"})));
    assert_eq!(ask(router(), "POST", "/users", r#"{"email":"a","password":"p","id":7}"#).await.0, 422);
    assert_eq!(ask(router(), "PUT", "/users/1", r#"{"display_name":null}"#).await.0, 200);
    assert!(!ask(router(), "GET", "/users", "").await.1.contains("SECRET"));
    let update = |text: &str| serde_json::from_str::<UserUpdate>(text).unwrap().display_name;
    assert_eq!((update("{}"), update(r#"{"display_name":null}"#)), (None, Some(None)));
}
