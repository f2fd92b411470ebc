from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict
from tortoise import fields, models

app = FastAPI()


class Item(models.Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=50)


class ItemPublic(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


@app.get("/items", response_model=list[ItemPublic])
async def list_items():
    return await Item.all()
