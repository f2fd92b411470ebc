"""Live updates of an order."""

from typing import Annotated

from fastapi import APIRouter, Depends, WebSocket, WebSocketDisconnect

from shop.deps import socket_user
from shop.models import User

NAME = "events"
router = APIRouter()


@router.websocket("/orders/{order_id}")
async def follow_order(socket: WebSocket, order_id: int, user: Annotated[User, Depends(socket_user)]) -> None:
    await socket.accept()
    try:
        while True:
            order = socket.app.state.store.orders.get(order_id)
            own = order is not None and order.customer == user.username
            await socket.send_json({"order": order_id, "status": order.status.value if own else None})
            await socket.receive_text()
    except WebSocketDisconnect:
        pass
