# `Depends(Repo[User])`: FastAPI reads the alias's own signature, so clients must send `args` and `kwargs`; `Depends(Repo)` is as expected.
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, FastAPI, Query

T = TypeVar("T")


class Repo(Generic[T]):
    def __init__(self, shard: Annotated[int, Query()] = 0): ...


app = FastAPI()


@app.get("/alias")
def alias(repo: Annotated[Repo[int], Depends(Repo[int])]): ...


@app.get("/plain")
def plain(repo: Annotated[Repo, Depends(Repo)]): ...
