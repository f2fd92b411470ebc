from fastapi import HTTPException

from shop.api.catalog.base import CatalogRouter
from shop.deps import StoreDep
from shop.models import Category, Product

router = CatalogRouter("categories")


@router.get("")
def list_categories(store: StoreDep) -> list[Category]:
    return list(store.categories.values())


@router.get("/{slug}/products", name="category-products")
def list_products_of(slug: str, store: StoreDep) -> list[Product]:
    if slug not in store.categories:
        raise HTTPException(404, "No such category")
    return [product for product in store.products.values() if product.category == slug]
