# Generic models as bodies.
from typing import Generic, List, Optional, TypeVar

from fastapi import FastAPI
from pydantic import BaseModel

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    items: List[T]


class User(BaseModel):
    name: str


app = FastAPI()


@app.post("/pages")
def pages(page: Page[User], extra: Optional[Page[int]] = None): ...
