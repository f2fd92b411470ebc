# What becomes the body: model, dataclass, dict, list, set, tuple, unions that contain one; single and several bodies.
import dataclasses
from typing import Annotated, Any, Dict, List, Optional, Union

from fastapi import Body, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


class Other(BaseModel):
    size: int


@dataclasses.dataclass
class Point:
    x: int


@app.post("/model")
def model(item: Item): ...


@app.post("/optional-model")
def optional_model(item: Optional[Item] = None, other: Other | None = None): ...


@app.post("/union")
def union(item: Union[Item, Other]): ...


@app.post("/dataclass")
def point(point: Point): ...


@app.post("/dict")
def plain_dict(data: dict, q: str = ""): ...


@app.post("/typed-dict")
def typed_dict(data: Dict[str, Any]): ...


@app.post("/list")
def models(items: List[Item]): ...


@app.post("/list-of-int")
def ints(ids: list[int]): ...


@app.post("/set")
def a_set(ids: set[str] = set()): ...


@app.post("/tuple")
def a_tuple(pair: tuple[int, int]): ...


@app.post("/several/{item_id}")
def several(item_id: int, item: Item, other: Other, importance: Annotated[int, Body(gt=0)], q: str | None = None): ...


@app.post("/embed")
def embed(item: Annotated[Item, Body(embed=True)]): ...


@app.post("/scalar")
def scalar(value: int = Body(...)): ...


@app.put("/any")
def anything(value: Any = Body(None)): ...
