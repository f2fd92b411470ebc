# Generators that yield routers, context managers around registration, classes with __enter__, ExitStack-free with.
from contextlib import contextmanager

from fastapi import APIRouter, FastAPI

app = FastAPI()


def handler(): ...


def routers():
    for name in ("a", "b"):
        router = APIRouter(prefix=f"/{name}")
        router.add_api_route("/x", handler)
        yield router
    yield from more()


def more():
    router = APIRouter(prefix="/more")
    router.add_api_route("/x", handler)
    yield router


@contextmanager
def group(prefix):
    router = APIRouter(prefix=prefix)
    yield router
    app.include_router(router)


class Group:
    def __init__(self, prefix):
        self.router = APIRouter(prefix=prefix)

    def __enter__(self):
        return self.router

    def __exit__(self, *_):
        app.include_router(self.router, prefix="/class")


for router in routers():
    app.include_router(router)
with group("/managed") as managed:
    managed.add_api_route("/y", handler)
with Group("/g") as g, group("/h") as h:
    g.add_api_route("/z", handler)
    h.add_api_route("/z", handler)
