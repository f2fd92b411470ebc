# What the framework fills in by itself is no input.
from typing import Annotated

from fastapi import BackgroundTasks, FastAPI, Query, Request, Response, WebSocket
from fastapi.security import SecurityScopes
from starlette.requests import HTTPConnection

app = FastAPI()


@app.get("/special")
def special(
    request: Request,
    response: Response,
    background: BackgroundTasks,
    connection: HTTPConnection,
    scopes: SecurityScopes,
    q: Annotated[int, Query()] = 1,
): ...


class MyRequest(Request): ...


@app.get("/subclass")
def subclass(request: MyRequest, req: "Request"): ...


@app.websocket("/ws")
async def ws(websocket: WebSocket, background: BackgroundTasks): ...
