use super::list;
use warp::{get, path, Filter, Rejection, Reply};

pub fn first() -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone {
    path("first").and(path::end()).and(get()).and_then(list)
}

pub fn second() -> impl Filter<Extract = (impl Reply,), Error = Rejection> + Clone {
    get().and(path!("second")).map(|| "<closure>")
}
