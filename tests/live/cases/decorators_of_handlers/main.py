# Decorators between the route and the function: with and without wraps, with arguments, classes, stacked, above and below.
import functools

from fastapi import FastAPI

app = FastAPI()


def wrapped(f):
    @functools.wraps(f)
    async def inner(*args, **kwargs):
        return f(*args, **kwargs)

    return inner


def bare(f):
    def hidden(extra: int):
        return f(extra)

    return hidden


def tagged(tag):
    def mark(f):
        f.tag = tag
        return f

    return mark


class Counted:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f = f

    def __call__(self, *args, **kwargs):
        return self.f(*args, **kwargs)


@app.get("/wrapped")
@wrapped
def a(q: int): ...


@app.get("/bare")
@bare
def b(q: str): ...


@app.get("/tagged")
@tagged("x")
@wrapped
def c(q: bool = True): ...


@wrapped
@app.get("/below")
def d(z: int = 1): ...


@app.get("/cached")
@functools.lru_cache
def e(n: int): ...


@app.get("/" + c.tag)
def f(): ...
