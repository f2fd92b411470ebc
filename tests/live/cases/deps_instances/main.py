# Callable instances, bound methods, lambdas, partials, class and static methods as dependencies.
from functools import partial
from typing import Annotated

from fastapi import Depends, FastAPI, Header

app = FastAPI()


class Checker:
    def __init__(self, content: str):
        self.content = content

    def __call__(self, q: str = ""):
        return self.content in q

    def method(self, m: int):
        return m

    @classmethod
    def of_class(cls, k: str):
        return k

    @staticmethod
    def static(s: str = Header()):
        return s


def base(a: int, b: int = 2):
    return a + b


check = Checker("bar")


@app.get("/instance")
def instance(ok: Annotated[bool, Depends(check)]): ...


@app.get("/made")
def made(ok=Depends(Checker("x"))): ...


@app.get("/method")
def method(m=Depends(check.method)): ...


@app.get("/class-method")
def class_method(k=Depends(Checker.of_class), s=Depends(Checker.static)): ...


@app.get("/lambda")
def of_lambda(v=Depends(lambda z: z)): ...


@app.get("/partial")
def of_partial(v=Depends(partial(base, b=5))): ...
