"""The public API: one router per topic, all below the prefix of the settings."""

from fastapi import APIRouter

from shop.api import auth, cart, events, orders, webhooks
from shop.api.catalog import categories_router, products_router
from shop.config import get_settings

api_router = APIRouter(prefix=get_settings().api_prefix)

for topic in (auth, cart, orders, webhooks, events):
    api_router.include_router(topic.router, prefix=f"/{topic.NAME}", tags=[topic.NAME])

for catalog_router in (products_router, categories_router):
    api_router.include_router(catalog_router)

__all__ = ["api_router"]
