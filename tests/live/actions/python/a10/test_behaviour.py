"""Does a migrated model validate as before, without warnings?"""

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


import warnings

import pytest


def test_the_model_validates_as_before():
    warnings.simplefilter("ignore")
    for result in ("before", "after"):
        item = load(result).Item
        assert item(name=" a ").name == "a" and item(name="a").low == 1
        with pytest.raises(ValueError):
            item(name="a", low=5, high=2)
        with pytest.raises(ValueError):
            item(name="a" * 51)
        assert item.model_config["from_attributes"]
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        importlib.reload(load("after"))
        assert not [warning for warning in seen if "Pydantic" in type(warning.message).__name__]
