"""Reports, registered by calls instead of decorators."""

from fastapi import FastAPI

from shop.deps import StoreDep
from shop.models import OrderStatus, Stats

READ = ["GET", "HEAD"]


def read_stats(store: StoreDep) -> Stats:
    return Stats(users=len(store.users), products=len(store.products), orders=len(store.orders))


def count_orders(store: StoreDep, status: OrderStatus) -> int:
    return sum(order.status is status for order in store.orders.values())


def register(app: FastAPI) -> None:
    app.add_api_route("/reports/stats", read_stats, methods=READ, tags=["reports"])
    app.add_api_route("/reports/orders", count_orders, methods=["GET"], tags=["reports"])
