pub async fn ping() -> &'static str {
    "api::ping::ping"
}
