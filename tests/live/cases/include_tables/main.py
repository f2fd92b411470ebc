# Includes driven by tables: dicts of options, tuples, nested dicts, a recursive tree of routers.
from fastapi import APIRouter, FastAPI

app = FastAPI()


def router_for(name):
    router = APIRouter()

    @router.get(f"/{name}")
    def leaf(): ...

    return router


TABLE = [
    {"router": router_for("a"), "prefix": "/one", "tags": ["t"]},
    {"router": router_for("b")},
]
TREE = {"v1": {"users": router_for("u"), "deep": {"er": router_for("d")}}, "v2": router_for("v")}

for options in TABLE:
    app.include_router(**options)


def walk(node, prefix=""):
    if isinstance(node, APIRouter):
        app.include_router(node, prefix=prefix)
        return
    for name, child in node.items():
        walk(child, f"{prefix}/{name}")


walk(TREE)
