"""Partners call these; they send a key instead of a token."""

from fastapi import APIRouter, HTTPException, Security, status

from shop.deps import StoreDep, require_partner
from shop.models import Order, OrderStatus, PaymentEvent, ShippingEvent
from shop.store import Store

NAME = "webhooks"
router = APIRouter(dependencies=[Security(require_partner)], include_in_schema=False)


def find_order(store: Store, order_id: int) -> Order:
    try:
        return store.orders[order_id]
    except KeyError:
        raise HTTPException(404, "No such order") from None


@router.post("/payments", status_code=status.HTTP_202_ACCEPTED)
def payment(event: PaymentEvent, store: StoreDep) -> None:
    if event.succeeded:
        find_order(store, event.order_id).status = OrderStatus.paid


@router.post("/shipping", status_code=status.HTTP_202_ACCEPTED)
def shipping(event: ShippingEvent, store: StoreDep) -> None:
    find_order(store, event.order_id).status = OrderStatus.shipped
