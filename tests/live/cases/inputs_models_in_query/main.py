# A model in Query(), Header(), Cookie() or Form() is one input, named by its parameter.
from typing import Annotated

from fastapi import Cookie, FastAPI, Form, Header, Query
from pydantic import BaseModel, Field


class Filters(BaseModel):
    limit: int = Field(100, gt=0)
    order_by: str = "created"
    tags: list[str] = []


class Heads(BaseModel):
    x_trace: str
    save_data: bool = False


class Cookies(BaseModel):
    session: str


class Login(BaseModel):
    username: str
    password: str


app = FastAPI()


@app.get("/query")
def query(filters: Annotated[Filters, Query()]): ...


@app.get("/header")
def header(heads: Annotated[Heads, Header()]): ...


@app.get("/cookie")
def cookie(cookies: Annotated[Cookies, Cookie()]): ...


@app.post("/form")
def form(login: Annotated[Login, Form()]): ...
