from typing import Annotated

from fastapi import Depends, FastAPI
from sqlmodel import Field, Session, SQLModel, create_engine, select
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
app = FastAPI()


class Item(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


def get_db():
    with Session(engine) as session:
        yield session


@app.get("/items")
def list_items(db: Annotated[Session, Depends(get_db)]) -> list[Item]:
    return db.exec(select(Item)).all()
