from typing import Annotated, Dict, List, Optional, TypeVar

from fastapi import Body, Cookie, Depends, Header, Query
from pydantic import BaseModel, Field


class Thing(BaseModel):
    id: int


def session(sid: Annotated[str, Cookie()]):
    return sid


ItemId = int
Name = Annotated[str, Query(alias="n")]
Tag = Annotated[str, Header(alias="X-Tag")]
Positive = Annotated[int, Field(gt=0)]
Limit = Annotated[Positive, Query(alias="lim")]
Payload = Dict[str, List[Thing]]
Session = Annotated[str, Depends(session)]
Listing = Annotated[Optional[List[int]], Body(embed=True)]
