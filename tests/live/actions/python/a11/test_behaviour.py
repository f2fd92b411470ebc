import importlib
import os
import sys

from fastapi.testclient import TestClient

sys.path.insert(0, os.environ["WAYLINE_CASES"])


def load(package, module="main"):
    return importlib.import_module(f"{package}.{module}")


def codes(package):
    client = TestClient(load(package).app, raise_server_exceptions=False)
    return [client.get(path).status_code for path in ("/items/1", "/items/2")]


def test_what_is_not_there_is_not_found():
    assert codes("before") == [200, 500]
    assert codes("guarded") == [200, 404]
