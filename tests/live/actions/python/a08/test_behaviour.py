import asyncio
import importlib
import os
import sys
import time

import httpx

sys.path.insert(0, os.environ["WAYLINE_CASES"])


async def seconds(package):
    app = importlib.import_module(f"{package}.main").app
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
        start = time.perf_counter()
        answers = await asyncio.gather(*[client.get("/r/4") for _ in range(5)])
        assert all(answer.json() == 5 for answer in answers)
        return time.perf_counter() - start


def test_five_requests_wait_together():
    assert asyncio.run(seconds("before")) > 0.95
    assert asyncio.run(seconds("threaded")) < 0.6
