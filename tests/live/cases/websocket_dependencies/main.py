# Dependencies and inputs of a web socket.
from typing import Annotated

from fastapi import Cookie, Depends, FastAPI, Header, Query, WebSocket

app = FastAPI()


async def session(websocket: WebSocket, session: Annotated[str | None, Cookie()] = None, token: Annotated[str | None, Query()] = None):
    return session or token


@app.websocket("/items/{item_id}/ws")
async def items(websocket: WebSocket, item_id: str, q: int | None = None, who=Depends(session), x_trace: str = Header()): ...
