# An operation is refused for what its dependencies ask for too, also those of a router or an application.
from typing import Annotated, Optional

from fastapi import APIRouter, Depends, FastAPI, Query, Request

app = FastAPI()


class Session:
    def __init__(self, url: str = "sqlite://"):
        self.url = url


def forgotten(session: Session): ...
def remembered(session: Annotated[Session, Depends()]): ...
def optional(request: Optional[Request] = None): ...
def contradicting(limit: Annotated[int, Query(10)]): ...
def deep(inner=Depends(forgotten)): ...
def fine(limit: int = 10): ...


def handler(): ...


for dependency in [forgotten, remembered, optional, contradicting, deep, fine]:
    try:
        app.get("/of-route/" + dependency.__name__, dependencies=[Depends(dependency)])(handler)
    except Exception:
        pass


@app.get("/of-handler/remembered")
def uses_remembered(session=Depends(remembered)): ...


try:

    @app.get("/of-handler/deep")
    def uses_deep(session=Depends(deep)): ...

except Exception:
    pass

router = APIRouter(dependencies=[Depends(contradicting)])

try:

    @router.get("/of-router")
    def of_router(): ...

except Exception:
    pass

app.include_router(router)
