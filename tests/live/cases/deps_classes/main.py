# Classes as dependencies: `Depends(Class)`, `Depends()` on an annotated class, inheritance of `__init__`, no `__init__`.
from typing import Annotated

from fastapi import Depends, FastAPI, Header, Query

app = FastAPI()


class Common:
    def __init__(self, q: str | None = None, skip: int = 0, *, limit: int = Query(100)): ...


class Special(Common):
    """Inherits the constructor."""


class Wider(Common):
    def __init__(self, extra: str, *args, **kwargs): ...


class Nothing: ...


@app.get("/a")
def a(common: Common = Depends(Common)): ...


@app.get("/b")
def b(common: Annotated[Common, Depends()]): ...


@app.get("/c")
def c(common: Special = Depends()): ...


@app.get("/d")
def d(nothing: Annotated[Nothing, Depends()], x: int): ...


@app.get("/e")
def e(wider: Wider = Depends()): ...
