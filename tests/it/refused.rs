//! What becomes of an operation that the framework refuses to register? It is listed with its place, never printed.

use wayline::engine::{self, Extent, Question, Snapshot};

const OLD_MODEL: &str = "
from fastapi import FastAPI
from pydantic.v1 import BaseModel
class Item(BaseModel):
    name: str
app = FastAPI()
@app.get('/items')
def items() -> Item: ...
@app.get('/health')
def health(): ...
";

/// A workspace of one file and what it requires.
fn workspace(text: &str, requirements: &str) -> Snapshot {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("main.py"), text).unwrap();
    std::fs::write(root.path().join("requirements.txt"), requirements).unwrap();
    engine::open(&Question { paths: &[root.path().to_owned()], extent: Extent::Routes }, &|_| {}).unwrap()
}

fn paths(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.api.endpoints.iter().map(|endpoint| endpoint.path.as_str()).collect()
}

#[test]
fn it_is_unresolved_with_its_place_and_the_reason_and_the_others_stay() {
    let snapshot = workspace(OLD_MODEL, "fastapi==0.128.0\n");
    assert_eq!(paths(&snapshot), ["/health"]);
    let [refused] = &*snapshot.api.unresolved else { panic!("{:?}", snapshot.api.unresolved) };
    assert_eq!(
        refused.reason,
        "FastAPI refuses this operation (`/items`): the return type `Item` is a model of `pydantic.v1`, which FastAPI \
         supports no longer since 0.128"
    );
    assert_eq!((snapshot.locate(refused.at).line, refused.endpoints), (7, 1));
}

#[test]
fn the_installed_version_decides() {
    assert_eq!(paths(&workspace(OLD_MODEL, "fastapi==0.127.1\n")), ["/items", "/health"]);
    let union =
        OLD_MODEL.replace("import FastAPI", "import FastAPI, Response").replace("-> Item", "-> Response | dict");
    assert_eq!(paths(&workspace(&union, "fastapi==0.127.1\n")), ["/health"]);
    assert_eq!(paths(&workspace(&union, "fastapi==0.99.0\n")), ["/items", "/health"], "its checks were others");
    assert_eq!(
        paths(&workspace(&union, "fastapi\npydantic==1.10.2\n")),
        ["/items", "/health"],
        "and those of pydantic 1"
    );
}
