from fastapi import APIRouter

one, two, _three = APIRouter(prefix="/one"), APIRouter(prefix="/two"), APIRouter(prefix="/three")
__all__ = ["one"] + ["two"]
__all__.append("_three")


@one.get("/x")
@two.get("/x")
@_three.get("/x")
def x(): ...
