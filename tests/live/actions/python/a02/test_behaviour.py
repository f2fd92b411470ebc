import importlib
import os
import sys

from fastapi.testclient import TestClient

sys.path.insert(0, os.environ["WAYLINE_CASES"])


def load(package, module="main"):
    return importlib.import_module(f"{package}.{module}")


GOOD = {"Authorization": "Bearer good"}


def codes(package):
    client = TestClient(load(package).app)
    wrong = {"Authorization": "Bearer x"}
    return [
        client.get("/items").status_code,
        client.delete("/items/1").status_code,
        client.delete("/items/1", headers=GOOD).status_code,
        client.delete("/items/1", headers=wrong).status_code,
        client.get("/items", headers=GOOD).status_code,
    ]


def test_strangers_are_refused_where_it_was_required():
    assert codes("before") == [200, 204, 204, 204, 200]
    assert codes("function") == [200, 401, 204, 401, 200]
    assert codes("decorator") == [200, 401, 204, 401, 200]
    assert codes("router") == [401, 401, 204, 401, 200]


def test_the_document_says_so():
    for package in ("function", "decorator", "router"):
        paths = load(package).app.openapi()["paths"]
        assert paths["/items/{item_id}"]["delete"]["security"]
