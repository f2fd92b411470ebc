"""A query set of Tortoise, in every style."""

import asyncio
import importlib

import httpx
from tortoise import Tortoise


def answers(result, *queries):
    async def asked():
        main = importlib.import_module(f"{result}.main")
        await Tortoise.init(db_url="sqlite://:memory:", modules={"models": [f"{result}.main"]})
        await Tortoise.generate_schemas()
        for index in range(5):
            await main.Item.create(name=str(index))
        transport = httpx.ASGITransport(main.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as api:
            found = []
            for query in queries:
                cursor = found[-1]["next_cursor"] if found and "cursor" in query else ""
                found.append((await api.get(f"/items?{query}{cursor}")).json())
        await Tortoise.close_connections()
        return found

    return asyncio.run(asked())


def ids(answer):
    return [item["id"] for item in answer]


def test_before():
    assert ids(answers("before", "")[0]) == [1, 2, 3, 4, 5]


def test_offset():
    (answer,) = answers("offset", "limit=2&offset=2")
    assert answer["total"] == 5 and answer["next_offset"] == 4 and ids(answer["items"]) == [3, 4]


def test_page():
    (answer,) = answers("page", "size=2&page=3")
    assert answer["pages"] == 3 and answer["next"] is None and ids(answer["items"]) == [5]


def test_cursor():
    first, second = answers("cursor", "limit=3", "limit=3&cursor=")
    assert ids(first["items"]) == [1, 2, 3] and first["has_more"]
    assert ids(second["items"]) == [4, 5] and not second["has_more"]


def test_bounds():
    assert ids(answers("bounds", "limit=2&offset=1")[0]) == [2, 3]
