"""Does a split model take, keep and answer what it should?"""

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


def client(result):
    from fastapi.testclient import TestClient

    return TestClient(load(result).app)


def test_clients_set_and_see_less():
    before, after = client("before"), client("after")
    body = {"name": "n", "email": "e", "password": "p", "is_admin": True, "id": 99}
    old, new = before.post("/users", json=body).json(), after.post("/users", json=body).json()
    assert old["password"] == "p" and old["is_admin"] is True
    assert "password" not in new and new["is_admin"] is False and new["id"] == 1 and new["name"] == "n"
    assert before.patch("/users/1", json={"name": "z"}).status_code == 422
    changed = after.patch("/users/1", json={"name": "z"})
    assert changed.status_code == 200 and changed.json()["name"] == "z" and changed.json()["email"] == "e"
    assert after.get("/users/1").json()["name"] == "z"
