//! What does a name show that holds an application or a router, wherever the object was made?

use super::talk::Talk;
use insta::assert_snapshot;

const FACTORY: &str = "from fastapi import APIRouter, FastAPI


def create_application(title: str = 'shop') -> FastAPI:
    application = FastAPI(title=title)
    return application


def create_router(name: str) -> APIRouter:
    return APIRouter(prefix=f'/{name}')
";
const ITEMS: &str = "from shop.factory import create_router

router = create_router('items')


@router.get('/{item_id}')
def read_item(item_id: int): ...
";
const MAIN: &str = "from shop import items
from shop.factory import create_application
from shop.items import router as item_router


def register(target):
    target.include_router(items.router, prefix='/v1')


def unknown(target):
    return target


app = create_application()
app.include_router(item_router)
register(app)
value = 1


@app.get('/health')
def health(): ...
";
const TEST: &str = "from fastapi.testclient import TestClient
from shop import items
from shop.main import app

client = TestClient(app)


def test_read():
    assert client.get(items.router.prefix + '/1').status_code == 200
";
const FILES: [(&str, &str); 5] = [
    ("shop/__init__.py", ""),
    ("shop/factory.py", FACTORY),
    ("shop/items.py", ITEMS),
    ("shop/main.py", MAIN),
    ("tests/test_items.py", TEST),
];

fn play(script: &str) -> String {
    Talk::play_all(&FILES, "utf-16", script)
}

#[test]
fn a_name_shows_the_application_or_router_that_a_factory_made() {
    assert_snapshot!(play(
        "
        > open shop/main.py
        > hover shop/main.py `ap|p = create`
        > definition shop/main.py `ap|p = create`
        > hover shop/main.py `ap|p.include_router`
        > hover shop/main.py `@ap|p.get`
        > hover shop/main.py `register(ap|p)`
        > open shop/items.py
        > hover shop/items.py `rou|ter = create`
        > definition shop/items.py `@rou|ter.get`
        > open shop/factory.py
        > hover shop/factory.py `return app|lication`
    "
    ));
}

#[test]
fn a_name_that_is_imported_or_passed_on_shows_what_it_holds() {
    assert_snapshot!(play(
        "
        > open shop/main.py
        > hover shop/main.py `import router as item|_router`
        > hover shop/main.py `import rou|ter as`
        > hover shop/main.py `include_router(item|_router)`
        > hover shop/main.py `tar|get.include_router`
        > hover shop/main.py `def register(tar|get)`
        > definition shop/main.py `items.rou|ter, prefix`
        > hover shop/main.py `def unknown(tar|get)`
        > hover shop/main.py `val|ue = 1`
        > open tests/test_items.py
        > hover tests/test_items.py `import ap|p`
        > hover tests/test_items.py `TestClient(ap|p)`
        > hover tests/test_items.py `items.rou|ter.prefix`
        > hover tests/test_items.py `ite|ms.router.prefix`
    "
    ));
}
