# Web sockets: decorator with and without the router's prefix, the call, Starlette's decorator and call.
from fastapi import APIRouter, FastAPI, WebSocket

app = FastAPI()
router = APIRouter(prefix="/r")


@app.websocket("/ws/{room}")
async def room(websocket: WebSocket, room: str, token: str | None = None): ...


@router.websocket("/live")
async def live(websocket: WebSocket): ...


async def added(websocket: WebSocket): ...


router.add_api_websocket_route("/added", added)


@router.websocket_route("/starlette")
async def starlette(websocket): ...


router.add_websocket_route("/starlette-added", starlette)
app.include_router(router, prefix="/p")
