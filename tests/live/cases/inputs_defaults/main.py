# Required or not: no default, `...`, None, a value, `default_factory`, Annotated with a default.
from typing import Annotated, Optional

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/defaults")
def defaults(
    a: str,
    b: Annotated[str, Query()],
    c: str = ...,
    d: str = Query(...),
    e: str = Query(),
    f: Optional[str] = None,
    g: str = "x",
    h: str = Query("x"),
    i: str = Query(default=None),
    j: Annotated[str, Query(max_length=3)] = "x",
    k: list[str] = Query(default_factory=list),
    l: Annotated[list[int], Query(default_factory=lambda: [1])] = ...,
    m: Optional[str] = Query(...),
): ...
