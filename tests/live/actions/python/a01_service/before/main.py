from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from . import service
from .models import Item, get_db

app = FastAPI()
NAMES = ["a", "b", "c", "d", "e"]


class ItemPublic(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str


@app.get("/newest")
def list_newest(name: str | None = None, db: Session = Depends(get_db)) -> list[ItemPublic]:
    """The newest first."""
    return [ItemPublic.model_validate(item) for item in service.newest_items(db, name)]


@app.get("/old", response_model=list[ItemPublic])
def list_old(skip: int = 0, limit: int = 500, db: Session = Depends(get_db)):
    items = service.old_items(db, skip=skip, limit=limit)
    return items


@app.get("/shaped", response_model=list[ItemPublic])
def list_shaped(db: Session = Depends(get_db)):
    return [
        ItemPublic(id=item.id, name=item.name.upper())  # shouted
        for item in db.execute(
            # all of them
            select(Item).order_by(Item.created_at, Item.id)
        ).scalars()
        .all()
    ]


@app.get("/names")
def list_names() -> list[str]:
    return [name.upper() for name in NAMES]
