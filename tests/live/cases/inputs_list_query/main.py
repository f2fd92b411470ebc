# A list is a query parameter only with Query(); headers and cookies take lists too.
from typing import Annotated, List, Optional

from fastapi import FastAPI, Header, Query

app = FastAPI()


@app.get("/with-query")
def with_query(q: Annotated[list[str] | None, Query()] = None, ids: List[int] = Query([]), plain: list = Query()): ...


@app.get("/header-list")
def header_list(x_token: Annotated[Optional[List[str]], Header()] = None): ...


@app.post("/without")
def without(q: List[str] = []): ...
