"""A statement of a synchronous session, in every style."""

import importlib

from fastapi.testclient import TestClient


def client(result, count=5):
    main = importlib.import_module(f"{result}.main")
    base = getattr(main, "SQLModel", None) or main.Base
    base.metadata.drop_all(main.engine)
    base.metadata.create_all(main.engine)
    with main.Session(main.engine) as session:
        session.add_all([main.Item(name=str(index)) for index in range(count)])
        session.commit()
    base.metadata.clear()
    return TestClient(main.app)


def ids(answer):
    return [item["id"] for item in answer]


def test_before():
    assert ids(client("before").get("/items").json()) == [1, 2, 3, 4, 5]


def test_offset():
    api = client("offset")
    first = api.get("/items?limit=2").json()
    assert first["total"] == 5 and first["next_offset"] == 2 and ids(first["items"]) == [1, 2]
    last = api.get("/items?limit=2&offset=4").json()
    assert last["total"] == 5 and last["next_offset"] is None and ids(last["items"]) == [5]


def test_page():
    last = client("page").get("/items?size=2&page=3").json()
    assert (last["pages"], last["next"], ids(last["items"])) == (3, None, [5])


def test_cursor():
    api = client("cursor")
    first = api.get("/items?limit=3").json()
    assert ids(first["items"]) == [1, 2, 3] and first["has_more"]
    last = api.get("/items", params={"limit": 3, "cursor": first["next_cursor"]}).json()
    assert ids(last["items"]) == [4, 5] and not last["has_more"] and last["next_cursor"] is None


def test_bounds():
    assert ids(client("bounds").get("/items?limit=2&offset=1").json()) == [2, 3]
