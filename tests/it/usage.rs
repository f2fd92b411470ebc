//! Which calls in tests hit which endpoint, and what does the doctor count? Asked of small workspaces and of the shop.

use std::path::Path;
use wayline::engine::{self, Extent, Question, Snapshot};

fn open(root: &Path, extent: Extent) -> Snapshot {
    engine::open(&Question { paths: &[root.to_owned()], extent }, &|_| {}).unwrap()
}

/// A workspace of these files, fully looked at.
pub fn workspace(files: &[(&str, &str)]) -> Snapshot {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    open(root.path(), Extent::Counts)
}

/// `METHOD path: lines of calls`, one line for each endpoint that tests call.
pub fn calls(snapshot: &Snapshot) -> String {
    let tested = snapshot.api.endpoints.iter().filter(|endpoint| !endpoint.tests.is_empty());
    let line = |endpoint: &wayline::api::Endpoint| {
        let lines: Vec<String> = endpoint.tests.iter().map(|place| snapshot.locate(*place).line.to_string()).collect();
        format!("{} {}: {}", endpoint.method, endpoint.path, lines.join(" "))
    };
    tested.map(|endpoint| line(endpoint)).collect::<Vec<_>>().join("\n")
}

const APP: &str = "
from fastapi import FastAPI
from settings import settings
app = FastAPI()
@app.get(settings.API + '/items', name='items:list')
def items(): ...
@app.post(settings.API + '/items')
def add(): ...
@app.get(settings.API + '/items/search')
def search(): ...
@app.get(settings.API + '/items/{id}')
def item(id: int): ...
@app.websocket('/ws/{room}')
async def ws(room): ...
";
const SETTINGS: &str = "class Settings:\n    API: str = '/v1'\nsettings = Settings()\n";

/// The calls that a test with this text makes in the application above.
fn calls_of(test: &str) -> String {
    calls(&workspace(&[("main.py", APP), ("settings.py", SETTINGS), ("tests/test_items.py", test)]))
}

#[test]
fn literal_paths_hit_the_route_that_answers_them() {
    let test = "
def test_items(client):
    client.get('/v1/items?limit=3')
    client.post(url='http://test/v1/items', json={})
    assert client.get('/v1/items/search').status_code == 200
    with client.websocket_connect('/ws/blue') as socket: ...
async def test_later(ac):
    await ac.get('/v1/items/7')
    await ac.request('GET', '/v1/items/')
";
    insta::assert_snapshot!(calls_of(test), @r"
    GET /v1/items: 3 9
    POST /v1/items: 4
    GET /v1/items/search: 5
    GET /v1/items/{id}: 8
    WEBSOCKET /ws/{room}: 6
    ");
}

#[test]
fn settings_constants_and_local_names_are_looked_through() {
    let test = "
from settings import settings
from tests.paths import item_path
BASE = f'{settings.API}/items'
def test_items(client, made):
    client.get(BASE)
    url = BASE + '/'
    client.post(url)
    item = client.get(f'{BASE}/{made.id}').json()
    client.get(item_path(item['id']))
";
    let snapshot = workspace(&[
        ("main.py", APP),
        ("settings.py", SETTINGS),
        ("tests/__init__.py", ""),
        ("tests/paths.py", "prefix = '/v1'\ndef item_path(id):\n    return f'{prefix}/items/{id}'\n"),
        ("tests/test_items.py", test),
    ]);
    insta::assert_snapshot!(calls(&snapshot), @r"
    GET /v1/items: 6
    POST /v1/items: 8
    GET /v1/items/{id}: 9 10
    ");
}

#[test]
fn names_of_routes_loops_parameter_sets_and_class_attributes_are_known() {
    let test = "
import pytest
@pytest.mark.parametrize('method, path', [('get', '/v1/items'), pytest.param('post', '/v1/items')])
def test_all(client, method, path):
    client.request(method, path)
def test_named(app, client):
    client.get(app.url_path_for('items:list'))
class TestItems:
    url = '/v1/items/7'
    def test_item(self, client):
        client.get(self.url)
        for name in ('search', '8'):
            client.get(f'/v1/items/{name}')
";
    insta::assert_snapshot!(calls_of(test), @r"
    GET /v1/items: 5 7
    POST /v1/items: 5
    GET /v1/items/search: 13
    GET /v1/items/{id}: 11 13
    ");
}

#[test]
fn what_is_no_call_of_a_client_hits_nothing() {
    let test = "
from fastapi import FastAPI
def test_nothing(client, data, path, respx_mock):
    data.get('key'); data.get('v1/items'); client.get(path); client.get(f'{path}/items')
    client.get('https://api.vendor.com/v1/items'); respx_mock.get('/v1/items'); client.put('/v1/items')
    app = FastAPI()
    @app.get('/v1/items')
    def items(): ...
    app.get('/v1/items')(items)
client.get('/v1/items')
";
    assert_eq!(calls_of(test), "");
}

#[test]
fn of_several_services_the_nearest_is_meant() {
    let app = "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/health')\ndef health(): ...\n";
    let test = "def test_health(client):\n    client.get('/health')\n";
    let snapshot = workspace(&[("a/main.py", app), ("b/main.py", app), ("b/tests/test_b.py", test)]);
    let tested: Vec<usize> = snapshot.api.endpoints.iter().map(|endpoint| endpoint.tests.len()).collect();
    assert_eq!(tested, [0, 1]);
}

#[test]
fn tests_that_never_end_are_bounded() {
    let test = "
def f(n): return f(n + 1)
while True: f(0)
def test_items(client, a):
    a = a + a; b = [a, b]
    for x in [x]: client.get(f(f(f'{x}')))
    client.get('/v1/items')
    url = f'{url}/items'; client.get(url)
";
    assert_eq!(calls_of(test), "GET /v1/items: 7");
}

#[test]
fn the_doctor_counts_models_migrations_and_tests() {
    let snapshot = workspace(&[
        (
            "models.py",
            "import pydantic as p\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n\
             class Item(p.BaseModel): ...\nclass Row(Base): ...\nclass Plain: ...\nclass Error(Exception): ...\n",
        ),
        (
            "more.py",
            "from models import Item\nclass Special(Item): ...\nclass Page(Item[int]): ...\nclass Odd(Plain): ...\n",
        ),
        ("alembic/versions/1f.py", "revision = '1f'\ndown_revision = None\ndef upgrade(): ...\n"),
        ("shop/migrations/0001_initial.py", "class Migration: ...\n"),
        ("tests/test_models.py", "def helper(): ...\ndef test_a(): ...\nclass TestB:\n    def test_b(self): ...\n"),
    ]);
    let counts = snapshot.counts;
    assert_eq!((counts.models, counts.migrations, counts.tests), (4, 2, 2));
}

#[test]
fn tests_are_looked_at_only_when_asked_for() {
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/shop");
    assert_eq!(calls(&open(&shop, Extent::Routes)), "");
    let snapshot = open(&shop, Extent::Counts);
    let tested = snapshot.api.endpoints.iter().filter(|endpoint| !endpoint.tests.is_empty()).count();
    insta::assert_snapshot!(
        format!("{tested} of {} endpoints, {:?}", snapshot.api.endpoints.len(), snapshot.counts),
        @"30 of 44 endpoints, Counts { files: 39, python_files: 22, rust_files: 14, models: 15, migrations: 0, tests: 13 }"
    );
}
