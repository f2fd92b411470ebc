# A builder with a fluent interface, and an application made by a class.
from fastapi import APIRouter, FastAPI


class Builder:
    def __init__(self):
        self.routers = []
        self.prefix = ""
        self.app = None

    def at(self, prefix):
        self.prefix = prefix
        return self

    def add(self, router, **options):
        self.routers.append((router, options))
        return self

    def build(self):
        self.app = FastAPI()
        self._include()
        return self.app

    def _include(self):
        for router, options in self.routers:
            self.app.include_router(router, prefix=self.prefix + options.pop("prefix", ""), **options)


one = APIRouter()
two = APIRouter(prefix="/two")


@one.get("/x")
def x(): ...


@two.get("/y")
def y(): ...


app = Builder().at("/api").add(one, prefix="/one", tags=["t"]).add(two).build()
