# A function whose `__signature__` was assigned: FastAPI reads that one.
import inspect

from fastapi import Depends, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Query_(BaseModel):
    name: str
    size: int = 3


def as_params(model):
    def build(**data):
        return model(**data)

    build.__signature__ = inspect.signature(model)
    return build


@app.get("/s")
def s(q=Depends(as_params(Query_))): ...
