import importlib
import os
import sys

from fastapi.testclient import TestClient

sys.path.insert(0, os.environ["WAYLINE_CASES"])


def load(package, module="main"):
    return importlib.import_module(f"{package}.{module}")


def codes(package):
    client = TestClient(load(package).app)
    good = {"Authorization": "Bearer good"}
    paths = ("/items/1", "/items/2", "/items/3")
    return [client.get(path, headers=good).status_code for path in paths]


def test_what_others_own_is_forbidden():
    assert codes("before") == [200, 200, 404]
    assert codes("owned") == [200, 403, 404]
