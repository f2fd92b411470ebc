use rocket::{delete, get, put, routes, Route};

#[put("/x")]
fn put_one() -> &'static str {
    "books::put_one"
}

#[get("/both")]
pub fn both() -> &'static str {
    "books::both"
}

#[delete("/<shelf>/<number>")]
fn remove(shelf: &str, number: u32) -> &'static str {
    let _ = (shelf, number);
    "books::remove"
}

pub fn routes() -> Vec<Route> {
    let mut all = routes![put_one];
    all.append(&mut routes![both, self::remove]);
    all
}
