"""Does a handler whose parameters are spelled with Annotated take the same requests?"""

import importlib
import io
import os
import pathlib
import sys
import tokenize

CASES = pathlib.Path(os.environ["WAYLINE_CASES"])
sys.path.insert(0, str(CASES))


def load(result, module="main"):
    return importlib.import_module(f"{result}.{module}")


def comments(result):
    found = set()
    for file in (CASES / result).glob("*.py"):
        tokens = tokenize.generate_tokens(io.StringIO(file.read_text()).readline)
        found |= {token.string for token in tokens if token.type == tokenize.COMMENT}
    return found


def test_comments_are_kept():
    assert comments("before") <= comments("after")


HEADERS = {"Authorization": "Bearer good"}


def documented(result):
    operation = load(result).app.openapi()["paths"]["/me"]["get"]
    operation["parameters"].sort(key=lambda parameter: parameter["name"])
    return operation


def test_requests_are_answered_as_before():
    from fastapi.testclient import TestClient

    for result in ("before", "after"):
        client = TestClient(load(result).app)
        assert client.get("/me", headers=HEADERS).json() == {"q": "x", "user": "ada", "page": 1}
        assert client.get("/me?q=toolong", headers=HEADERS).status_code == 422
        assert client.get("/me").status_code == 401
    assert documented("before") == documented("after")
