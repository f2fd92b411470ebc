# Scalar types are query parameters: enum, Literal, Optional, date, UUID, Decimal, subclasses of str, NewType, constrained types, Any.
import datetime
import decimal
import enum
import uuid
from typing import Any, Literal, NewType, Optional, Union

from fastapi import FastAPI
from pydantic import EmailStr, HttpUrl, PositiveInt, conint, constr

app = FastAPI()
UserId = NewType("UserId", int)


class Color(str, enum.Enum):
    RED = "red"


class Level(enum.IntEnum):
    LOW = 1


class Slug(str):
    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        return handler(str)


@app.get("/scalars")
def scalars(
    color: Color,
    level: Level,
    mode: Literal["a", "b"],
    day: datetime.date,
    span: datetime.timedelta,
    key: uuid.UUID,
    price: decimal.Decimal,
    slug: Slug,
    user: UserId,
    count: PositiveInt,
    small: conint(gt=1),
    short: constr(max_length=3),
    url: HttpUrl,
    raw: bytes,
    anything: Any,
    bare,
    text: Optional[str],
    either: Union[int, str],
    maybe: int | None = None,
): ...
