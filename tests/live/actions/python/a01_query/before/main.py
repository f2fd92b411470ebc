from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = FastAPI()


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class ItemPublic(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


def get_db():
    with Session(engine) as session:
        yield session


@app.get("/items", response_model=list[ItemPublic])
def list_items(
    db: Annotated[Session, Depends(get_db)],
):
    # all of them
    return db.query(Item).all()
