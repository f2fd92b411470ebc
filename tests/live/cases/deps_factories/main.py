# Dependencies made by functions: closures with their own parameters, per call.
from typing import Type

from fastapi import Depends, FastAPI, Header, Query
from pydantic import BaseModel

app = FastAPI()


def require(role: str):
    def check(x_role: str = Header(alias=f"X-{role}-Role")):
        return x_role == role

    return check


def paginate(default: int = 10):
    async def page(limit: int = Query(default), offset: int = 0):
        return limit, offset

    return Depends(page)


@app.get("/admin", dependencies=[Depends(require("Admin"))])
def admin(p=paginate(50)): ...


@app.get("/user")
def user(ok: bool = Depends(require("User"))): ...
