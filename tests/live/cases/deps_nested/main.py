# Dependencies of dependencies, shared ones counted once, yield and async ones, context managers.
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Header, Query

app = FastAPI()


def settings(env: str = Query("dev")):
    return env


async def db(env=Depends(settings), x_shard: int = Header(0)):
    yield env


async def user(db=Depends(db), session: str = Cookie()):
    return session


def pager(page: int = 1, db=Depends(db, use_cache=False)):
    yield page


@app.get("/me/{part}")
async def me(part: str, user=Depends(user), pager=Depends(pager), env=Depends(settings), page: int = 3): ...


def needs_body(payload: dict):
    return payload


@app.post("/through")
def through(a=Depends(needs_body), part: Annotated[int, Query()] = 0): ...
