from sqlalchemy import desc, select
from sqlalchemy.orm import Session

from .models import Item


def newest_items(db: Session, name: str | None = None) -> list[Item]:
    statement = select(Item).order_by(desc(Item.created_at))
    if name:
        statement = statement.where(Item.name == name)
    return list(db.scalars(statement).all())  # loaded


def old_items(db: Session, skip: int = 0, limit: int = 100):
    return db.query(Item).order_by(Item.id).offset(skip).limit(limit).all()
