# Tags in order: include's, router's, route's; an Enum's value; the application's own include tags.
from enum import Enum

from fastapi import APIRouter, FastAPI


class Tag(Enum):
    USERS = "users"


inner = APIRouter(prefix="/i", tags=["inner"])


@inner.get("/a", tags=["route", Tag.USERS])
def a(): ...


outer = APIRouter(prefix="/o", tags=["outer"])
outer.include_router(inner, tags=["include"])
app = FastAPI()
app.include_router(outer, tags=["app"])


@app.get("/untagged")
def untagged(): ...
