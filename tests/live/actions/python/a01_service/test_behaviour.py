"""Statements one call away, lists that are made of rows, bounds that are there, and lists in memory."""

import importlib
from datetime import datetime

from fastapi.testclient import TestClient


def client(result):
    main = importlib.import_module(f"{result}.main")
    models = importlib.import_module(f"{result}.models")
    models.Base.metadata.drop_all(models.engine)
    models.Base.metadata.create_all(models.engine)
    with models.Session(models.engine) as session:
        days = [1, 3, 3, 2, 5, 5]
        items = [models.Item(name=f"i{index}", created_at=datetime(2026, 1, day)) for index, day in enumerate(days, 1)]
        session.add_all(items)
        session.commit()
    return TestClient(main.app)


def ids(answer):
    return [item["id"] for item in answer]


def all_pages(api, path):
    seen, cursor = [], None
    for _ in range(10):
        answer = api.get(path, params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += ids(answer["items"])
        cursor = answer["next_cursor"]
        if not answer["has_more"]:
            return seen
    raise AssertionError("it never ends")


def test_newest():
    assert sorted(ids(client("before").get("/newest").json())) == [1, 2, 3, 4, 5, 6]
    assert all_pages(client("newest_cursor"), "/newest") == [6, 5, 3, 2, 4, 1]
    answer = client("newest_offset").get("/newest?limit=4&offset=4").json()
    assert ids(answer["items"]) == [4, 1] and answer["total"] == 6 and answer["next_offset"] is None
    assert ids(client("newest_bounds").get("/newest?size=4&page=2").json()) == [4, 1]


def test_others_still_get_the_whole_list():
    service = importlib.import_module("newest_cursor.service")
    models = importlib.import_module("newest_cursor.models")
    client("newest_cursor")
    with models.Session(models.engine) as session:
        assert len(service.newest_items(session)) == 6


def test_old():
    for result in ("old_bounds", "old_offset"):
        assert client(result).get("/old?limit=101").status_code == 422
        assert client(result).get("/old?skip=-1").status_code == 422
    assert ids(client("old_bounds").get("/old?limit=2&skip=3").json()) == [4, 5]
    answer = client("old_offset").get("/old?limit=2&skip=3").json()
    assert ids(answer["items"]) == [4, 5] and answer["total"] == 6 and answer["next_offset"] == 5


def test_shaped():
    assert ids(client("before").get("/shaped").json()) == [1, 4, 2, 3, 5, 6]
    assert all_pages(client("shaped_cursor"), "/shaped") == [1, 4, 2, 3, 5, 6]
    answer = client("shaped_page").get("/shaped?size=4&page=2").json()
    assert ids(answer["items"]) == [5, 6] and answer["items"][0]["name"] == "I5"


def test_names():
    answer = client("names_offset").get("/names?limit=2&offset=2").json()
    assert answer["items"] == ["C", "D"] and answer["total"] == 5
    answer = client("names_page").get("/names?size=2&page=3").json()
    assert answer["items"] == ["E"] and answer["pages"] == 3
