use poem::{get, handler, Route};

#[handler]
fn index() -> &'static str {
    "nested::index"
}
#[handler]
pub fn leaf() -> &'static str {
    "nested::leaf"
}

pub fn routes() -> Route {
    Route::new().at("/", get(index)).nest("/deep", Route::new().at("/leaf", get(leaf)))
}
