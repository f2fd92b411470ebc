# Depends inside Annotated versus as default; the last Annotated metadata counts; class as both annotation and dependency.
from typing import Annotated

from fastapi import Depends, FastAPI, Query

app = FastAPI()


def one(a: int): ...


def two(b: int): ...


Alias = Annotated[int, Depends(one)]


@app.get("/last")
def last(x: Annotated[int, Depends(one), Depends(two)]): ...


@app.get("/alias")
def alias(x: Alias, y: Annotated[Alias, Depends(two)]): ...


@app.get("/query-last")
def query_last(x: Annotated[str, Query(alias="first"), Query(alias="second")]): ...
