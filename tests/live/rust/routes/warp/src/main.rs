//! A service whose routes come about in several ways, with warp. Each line says what a request must reach.
//! expect: GET /users -> list
//! expect: POST /users -> create
//! expect: GET /users/{1} -> one
//! expect: DELETE /users/{1}/posts/{2} -> remove
//! expect: ANY /all -> list
//! expect: GET /api/first -> list
//! expect: GET /api/second -> <closure>
//! expect: PUT /built/{1} -> one
//! expect: GET /files/{*tail} -> <closure>
//! absent: PUT /users
//! absent: GET /first
use warp::{Filter, Rejection, Reply};

mod more;

async fn list() -> Result<impl Reply, Rejection> {
    Ok("list")
}
async fn create(_state: u8) -> Result<impl Reply, Rejection> {
    Ok("create")
}
async fn one(_id: u32) -> Result<impl Reply, Rejection> {
    Ok("one")
}
async fn remove(_id: u32, _post: String) -> Result<impl Reply, Rejection> {
    Ok("remove")
}

fn with_state() -> impl Filter<Extract = (u8,), Error = std::convert::Infallible> + Clone {
    warp::any().map(|| 1)
}

fn users() -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone {
    let all = warp::path!("users").and(warp::get()).and_then(list);
    let new = warp::path!("users").and(warp::post()).and(with_state()).and_then(create);
    let single = warp::path!("users" / u32).and(warp::get()).and_then(one);
    let gone = warp::path!("users" / u32 / "posts" / String).and(warp::delete()).and_then(remove);
    all.or(new).or(single).or(gone)
}

fn app() -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone {
    let everything = warp::path("all").and(warp::path::end()).and_then(list);
    let built = warp::put().and(warp::path("built")).and(warp::path::param()).and(warp::path::end()).and_then(one);
    let files = warp::get().and(warp::path("files")).and(warp::path::tail()).and_then(|_: warp::path::Tail| async { Ok::<_, Rejection>("<closure>") });
    let api = warp::path("api").and(more::first().or(more::second()));
    users().or(everything).or(built).or(files).or(api)
}

#[tokio::main]
async fn main() {
    if std::env::args().count() > 1 {
        return warp::serve(app()).run(([127, 0, 0, 1], 0)).await;
    }
    let app = app();
    for question in proof::questions(include_str!("main.rs")) {
        let response = warp::test::request().method(&question.method).path(&question.uri).reply(&app).await;
        question.answered(response.status().as_u16(), None, &String::from_utf8_lossy(response.body()));
    }
}
