"""Does a limited model refuse what is beyond its limits, and nothing else?"""

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


def status(result, body):
    from fastapi.testclient import TestClient

    return TestClient(load(result).app).post("/items", json=body).status_code


def test_limits_hold():
    bad = {"name": "x" * 300, "quantity": 0, "category_id": -1}
    good = {"name": "x", "quantity": 1, "category_id": 1}
    assert (status("before", bad), status("after", bad), status("after", good)) == (201, 422, 201)
