# Argument binding: defaults, keyword-only, positional-only, *args, **kwargs passed on, unpacking at the call, partial.
from functools import partial

from fastapi import APIRouter, FastAPI

app = FastAPI()


def handler(): ...


def add(path, /, verb="GET", *, prefix="/p", **kwargs):
    app.add_api_route(prefix + path, handler, methods=[verb], **kwargs)


def add_all(*paths, **options):
    for path in paths:
        add(path, **options)


add("/a")
add("/b", "PUT")
add("/c", prefix="", verb="PATCH", status_code=202)
add_all("/d", "/e", prefix="/all", tags=["t"])
add_all(*["/f", "/g"], **{"verb": "DELETE"})
put = partial(add, verb="PUT", prefix="/partial")
put("/h")
put("/i", prefix="/other")

router = APIRouter()
router.add_api_route("/leaf", handler)
include = partial(app.include_router, prefix="/included")
include(router)
partial(app.include_router, router)(prefix="/again")
get = partial(app.get, "/partial-verb")


@get()
def partial_verb(): ...
