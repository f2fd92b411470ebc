# What FastAPI can make no response field of, it refuses where it is registered; the other operations stay.
from dataclasses import dataclass
from typing import Annotated, Any, Dict, List, Optional, Union

from fastapi import APIRouter, FastAPI, Response, status
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from pydantic import BaseModel, GetPydanticSchema
from pydantic_core import core_schema


class Out(BaseModel):
    id: int


class Row:
    def __init__(self, id: int):
        self.id = id


class OldRow(Row):
    pass


@dataclass
class Point:
    x: int


class Schemed:
    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return core_schema.any_schema()


class Derived(Schemed):
    pass


app = FastAPI()

try:

    @app.get("/decorated")
    def decorated(teleport: bool = False) -> Response | dict: ...

except Exception:
    pass


def union() -> Union[Response, Out]: ...
def optional() -> Optional[JSONResponse]: ...
def file_or_none() -> FileResponse | None: ...
def listed() -> list[Response]: ...
def mapped() -> Dict[str, Response]: ...
def quoted() -> "Response | dict": ...
def row() -> Row: ...
def derived_row() -> OldRow: ...
def rows() -> List[Row]: ...
def row_or_none() -> Row | None: ...


def nothing_said(): ...
def response() -> Response: ...
def redirect() -> RedirectResponse: ...
def nothing() -> None: ...
def anything() -> Any: ...
def model() -> Out | None: ...
def point() -> Point: ...
def points() -> list[Point]: ...
def schemed() -> Schemed: ...
def derived() -> Derived: ...
def annotated() -> Annotated[Row, GetPydanticSchema(lambda source, handler: core_schema.any_schema())]: ...
def unresolved() -> "Nowhere | dict": ...
def type_of_row() -> type[Row]: ...


REFUSED = [union, optional, file_or_none, listed, mapped, quoted, row, derived_row, rows, row_or_none]
TAKEN = [nothing_said, response, redirect, nothing, anything, model, point, points, schemed, derived, annotated]

for handler in [*REFUSED, *TAKEN, unresolved, type_of_row]:
    try:
        app.get("/by-annotation/" + handler.__name__)(handler)
    except Exception:
        pass

for handler in REFUSED:
    app.get("/turned-off/" + handler.__name__, response_model=None)(handler)
    app.get("/said-otherwise/" + handler.__name__, response_model=Out)(handler)

for path, model in {"class": JSONResponse, "row": Row, "union": Union[Response, None], "out": Out, "list": List[Out]}.items():
    try:
        app.get("/by-argument/" + path, response_model=model)(nothing_said)
    except Exception:
        pass


def a_dict() -> dict: ...
def a_list() -> List[Out]: ...


for handler in [a_dict, a_list, model, nothing, nothing_said, response]:
    for code in [200, 204, 304]:
        try:
            app.delete(f"/status/{code}/{handler.__name__}", status_code=code)(handler)
        except Exception:
            pass

try:

    @app.delete("/status/named", status_code=status.HTTP_204_NO_CONTENT)
    def named() -> dict: ...

except Exception:
    pass

router = APIRouter(prefix="/router")

try:

    @router.get("/refused")
    def refused() -> Response | dict: ...

except Exception:
    pass


@router.get("/taken")
def taken() -> dict: ...


app.include_router(router)
