from fastapi import APIRouter, HTTPException, status

from shop.deps import CartOwner, StoreDep
from shop.models import Cart, CartLine

NAME = "cart"
router = APIRouter()


@router.get("")
def read_cart(owner: CartOwner, store: StoreDep) -> Cart:
    return store.cart_of(owner)


@router.delete("", status_code=status.HTTP_204_NO_CONTENT)
def empty_cart(owner: CartOwner, store: StoreDep) -> None:
    store.carts.pop(owner, None)


@router.post("/items", status_code=status.HTTP_201_CREATED)
def add_item(line: CartLine, owner: CartOwner, store: StoreDep) -> Cart:
    if line.product_id not in store.products:
        raise HTTPException(404, "No such product")
    store.cart_of(owner).lines.append(line)
    return store.cart_of(owner)


@router.delete("/items/{product_id}")
def remove_item(product_id: int, owner: CartOwner, store: StoreDep) -> Cart:
    cart = store.cart_of(owner)
    cart.lines = [line for line in cart.lines if line.product_id != product_id]
    return cart
