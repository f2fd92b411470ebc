# `from __future__ import annotations`: every annotation is a string.
from __future__ import annotations

from typing import Annotated, Optional

from fastapi import Depends, FastAPI, Header, Query, Request
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


class Paging:
    def __init__(self, skip: int = 0, limit: Annotated[int, Query(le=10)] = 10): ...


async def token(x_token: Annotated[str, Header()]) -> str:
    return x_token


PagingDep = Annotated[Paging, Depends()]


@app.post("/items/{item_id}")
async def create(request: Request, item_id: int, item: Item, paging: PagingDep, token: Annotated[str, Depends(token)], q: Optional[str] = None): ...
