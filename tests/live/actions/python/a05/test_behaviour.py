"""Does a declared response keep back what the model does not have?"""

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


def test_only_the_model_is_answered():
    from fastapi.testclient import TestClient

    assert "hashed_password" in TestClient(load("before").app).get("/u/1").json()
    assert TestClient(load("after").app).get("/u/1").json() == {"id": 1, "name": "ada"}
