# Endpoints that are methods, static methods, partials, callable instances, lambdas, and nested functions.
from functools import partial

from fastapi import APIRouter, FastAPI, Query

app = FastAPI()


class Service:
    def __init__(self, prefix):
        self.router = APIRouter(prefix=prefix)
        self.router.add_api_route("/method", self.method)
        self.router.add_api_route("/static", self.static)
        self.router.add_api_route("/of-class", self.of_class, methods=["POST"])

    def method(self, q: int): ...

    @staticmethod
    def static(s: str = Query()): ...

    @classmethod
    def of_class(cls, c: bool = False): ...


class Pinger:
    def __call__(self, p: int): ...


def base(a: int, b: int = 0): ...


def outer():
    def nested(n: int): ...

    return nested


app.include_router(Service("/one").router)
app.include_router(Service("/two").router)
app.add_api_route("/ping", Pinger())
app.add_api_route("/partial", partial(base, b=1))
app.add_api_route("/nested", outer())
