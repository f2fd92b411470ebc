# Response models, classes and return annotations do not disturb inputs.
from typing import Annotated, List, Union

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, JSONResponse
from pydantic import BaseModel

app = FastAPI()


class Out(BaseModel):
    id: int


@app.get("/a", response_model=Out)
def a(q: int = 0): ...


@app.get("/b", response_model=List[Out], status_code=206)
def b() -> list: ...


@app.get("/c")
def c() -> Union[Out, None]: ...


@app.get("/d", response_class=HTMLResponse)
def d() -> str: ...


@app.get("/e", response_model=None, responses={404: {"model": Out}})
def e(response: Response) -> Response | dict: ...
