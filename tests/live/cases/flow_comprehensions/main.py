# Comprehensions: lists, dicts, sets, generators, with conditions and two loops.
from fastapi import APIRouter, FastAPI

app = FastAPI()
NAMES = ["users", "items", "_private"]
ROUTERS = {name: APIRouter(prefix=f"/{name}") for name in NAMES if not name.startswith("_")}


def handler(): ...


for router in ROUTERS.values():
    router.add_api_route("/all", handler)

[app.include_router(router) for router in ROUTERS.values()]
for path in [f"/{a}/{b}" for a in ("x", "y") for b in range(2)]:
    app.add_api_route(path, handler)
for path in sorted({p.upper() for p in ("/one", "/two")}):
    app.add_api_route(path, handler)
any(app.add_api_route(p, handler) for p in ("/g1", "/g2"))
