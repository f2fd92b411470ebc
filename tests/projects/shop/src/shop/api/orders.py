from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException, status

from shop.deps import CurrentUser, PageDep, StoreDep, current_user
from shop.models import Order, OrderStatus

NAME = "orders"
router = APIRouter(dependencies=[Depends(current_user)])


def own_order(order_id: int, user: CurrentUser, store: StoreDep) -> Order:
    order = store.orders.get(order_id)
    if order is None or order.customer != user.username:
        raise HTTPException(404, "No such order")
    return order


OwnOrder = Annotated[Order, Depends(own_order)]


@router.get("")
def list_orders(user: CurrentUser, store: StoreDep, page: PageDep, status: OrderStatus | None = None) -> list[Order]:
    own = [order for order in store.orders.values() if order.customer == user.username]
    return page.cut([order for order in own if status is None or order.status == status])


@router.post("", status_code=status.HTTP_201_CREATED)
def place_order(
    user: CurrentUser,
    store: StoreDep,
    idempotency_key: Annotated[str | None, Header()] = None,
) -> Order:
    cart = store.cart_of(user.username)
    if not cart.lines:
        raise HTTPException(status.HTTP_409_CONFLICT, "The cart is empty")
    order = store.place_order(user.username, cart.lines)
    del store.carts[user.username]
    return order


@router.get("/{order_id}")
def read_order(order: OwnOrder) -> Order:
    return order


@router.post("/{order_id}/cancel")
def cancel_order(order: OwnOrder) -> Order:
    if order.status is not OrderStatus.placed:
        raise HTTPException(status.HTTP_409_CONFLICT, "Too late to cancel")
    order.status = OrderStatus.cancelled
    return order


@router.post("/{order_id}/refund", deprecated=True)
def refund_order(order: OwnOrder) -> Order:
    """Use cancel."""
    return cancel_order(order)
