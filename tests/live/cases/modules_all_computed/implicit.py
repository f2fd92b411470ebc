from fastapi import APIRouter

four = APIRouter(prefix="/four")
_five = APIRouter(prefix="/five")


@four.get("/x")
@_five.get("/x")
def x(): ...
