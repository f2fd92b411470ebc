# FastAPI 0.128 and newer refuse models of pydantic.v1, older ones take them.
from typing import Dict, List, Optional

from fastapi import FastAPI
from pydantic import BaseModel as NewModel
from pydantic.v1 import BaseModel


class Item(BaseModel):
    name: str


class SpecialItem(Item):
    pass


class NewItem(NewModel):
    name: str


def old() -> Item: ...
def derived() -> SpecialItem: ...
def optional() -> Optional[Item]: ...
def several() -> List[Item]: ...
def either() -> Item | NewItem: ...
def mapped() -> Dict[str, Item]: ...
def new() -> NewItem: ...


app = FastAPI()

for handler in [old, derived, optional, several, either, mapped, new]:
    try:
        app.get("/" + handler.__name__)(handler)
    except Exception:
        pass
