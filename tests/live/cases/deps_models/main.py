# Models and dataclasses as dependencies: their fields are the inputs, renamed by alias or alias generator.
import dataclasses
from typing import Annotated, ClassVar, Optional

from fastapi import Depends, FastAPI, Query
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr
from pydantic.alias_generators import to_camel

app = FastAPI()


class Filter(BaseModel):
    name: Optional[str] = None
    min_price: int
    limit: int = Field(10, alias="max")
    kind: ClassVar[str] = "x"
    _secret: int = PrivateAttr(1)


class Camel(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    page_size: int = 10
    sort_key: str


@dataclasses.dataclass
class Window:
    start: int
    end: int = 10
    ids: list[int] = Query([])


@app.get("/filter")
def filtered(f: Filter = Depends()): ...


@app.get("/camel")
def camel(c: Annotated[Camel, Depends()]): ...


@app.get("/window")
def window(w: Window = Depends()): ...
