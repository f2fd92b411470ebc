# Subclasses of APIRouter: defaults, an overridden api_route, add_api_route and include_router, extra methods, a class attribute prefix.
from fastapi import APIRouter, FastAPI


class Versioned(APIRouter):
    version = 1

    def __init__(self, *args, prefix: str = "", **kwargs):
        super().__init__(*args, prefix=f"/v{self.version}{prefix}", **kwargs)


class V2(Versioned):
    version = 2


class NoSlash(APIRouter):
    def add_api_route(self, path, endpoint, **kwargs):
        return super().add_api_route(path.rstrip("/"), endpoint, **kwargs)


class Doubled(APIRouter):
    def api_route(self, path, **kwargs):
        deco = super().api_route(path, **kwargs)
        again = super().api_route(path + "/again", **kwargs)
        return lambda f: again(deco(f))

    def search(self, path):
        return self.post(path + "/search")


class Prefixing(APIRouter):
    def include_router(self, router, *, prefix="", **kwargs):
        super().include_router(router, prefix="/wrapped" + prefix, **kwargs)


app = FastAPI()
one, two = Versioned(prefix="/x"), V2()
plain, doubled, outer = NoSlash(prefix="/plain"), Doubled(), Prefixing(prefix="/outer")


@one.get("/a")
def a(): ...


@two.get("/b")
def b(): ...


@plain.get("/c/")
def c(): ...


@doubled.get("/d")
def d(): ...


@doubled.search("/e")
def e(): ...


outer.include_router(one, prefix="/p")
for router in (one, two, plain, doubled, outer):
    app.include_router(router)
