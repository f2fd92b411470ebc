"""A statement of an asynchronous session, in every style."""

import asyncio
import importlib
from datetime import datetime

import pytest
from fastapi.testclient import TestClient


async def seeded(models):
    async with models.engine.begin() as connection:
        await connection.run_sync(models.Base.metadata.create_all)
    async with models.SessionLocal() as session:
        days = datetime(2026, 1, 1)
        names = ["hidden" if index == 3 else f"i{index}" for index in range(1, 8)]
        session.add_all(models.Item(id=index, name=name, created_at=days) for index, name in enumerate(names, 1))
        await session.commit()


def client(result):
    app = importlib.import_module(f"{result}.main").app
    models = importlib.import_module(f"{result}.models")
    asyncio.run(seeded(models))
    return TestClient(app)


@pytest.fixture
def ids():
    return lambda answer: [item["id"] for item in answer["items"]]


def test_before():
    assert [item["id"] for item in client("before").get("/items").json()] == [1, 2, 4, 5, 6, 7]


def test_offset(ids):
    api = client("offset")
    first = api.get("/items?limit=4").json()
    assert ids(first) == [1, 2, 4, 5] and first["total"] == 6 and first["next_offset"] == 4
    second = api.get("/items?limit=4&offset=4").json()
    assert ids(second) == [6, 7] and second["next_offset"] is None
    assert [api.get(f"/items?{query}").status_code for query in ("limit=0", "limit=101", "offset=-1")] == [422] * 3


def test_page(ids):
    api = client("page")
    first = api.get("/items?size=4").json()
    assert (first["pages"], first["next"], first["total"]) == (2, 2, 6)
    second = api.get("/items?size=4&page=2").json()
    assert ids(second) == [6, 7] and second["next"] is None
    assert api.get("/items?page=0").status_code == 422


def test_cursor(ids):
    api = client("cursor")
    seen, cursor = [], None
    while True:
        answer = api.get("/items", params={"limit": 2, **({"cursor": cursor} if cursor else {})}).json()
        seen += ids(answer)
        cursor = answer["next_cursor"]
        if not answer["has_more"]:
            break
    assert seen == [1, 2, 4, 5, 6, 7] and cursor is None
    assert api.get("/items?cursor=%21%21").status_code == 400
    assert api.get("/items?cursor=WyJ4Il0=").status_code == 400


def test_bounds():
    answer = client("bounds").get("/items?limit=2&offset=2").json()
    assert [item["id"] for item in answer] == [4, 5]
