"""Everything the shop knows, in memory."""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from decimal import Decimal

from shop.models import Cart, CartLine, Category, Order, Product, Review, User


@dataclass
class Store:
    users: dict[str, User] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    products: dict[int, Product] = field(default_factory=dict)
    reviews: dict[int, list[Review]] = field(default_factory=dict)
    carts: dict[str, Cart] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)

    def cart_of(self, owner: str) -> Cart:
        return self.carts.setdefault(owner, Cart())

    def place_order(self, customer: str, lines: list[CartLine]) -> Order:
        total = sum((self.products[line.product_id].price * line.quantity for line in lines), Decimal(0))
        order = Order(
            id=len(self.orders) + 1,
            customer=customer,
            lines=list(lines),
            total=total,
            placed_at=datetime.now(timezone.utc),
        )
        self.orders[order.id] = order
        return order


def sample_store() -> Store:
    store = Store()
    store.categories = {
        "books": Category(slug="books", title="Books"),
        "games": Category(slug="games", title="Games"),
    }
    store.products = {
        1: Product(id=1, name="An atlas of routes", category="books", price=Decimal("39.90"), stock=7),
        2: Product(id=2, name="Signal box", category="games", price=Decimal("24.00"), stock=3),
    }
    return store
