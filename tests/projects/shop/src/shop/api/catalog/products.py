from typing import Annotated

from fastapi import Depends, File, HTTPException, Path, Query, UploadFile, status

from shop.api.catalog.base import CatalogRouter
from shop.deps import CurrentUser, PageDep, StoreDep, require_staff
from shop.models import Product, ProductIn, ProductPatch, Review, ReviewIn

router = CatalogRouter("products")
staff_only = [Depends(require_staff)]


def find_product(product_id: Annotated[int, Path(ge=1)], store: StoreDep) -> Product:
    if product_id not in store.products:
        raise HTTPException(404, "No such product")
    return store.products[product_id]


ProductDep = Annotated[Product, Depends(find_product)]


@router.get("", response_model=list[Product])
def list_products(
    store: StoreDep,
    page: PageDep,
    q: str | None = None,
    tags: Annotated[list[str], Query(alias="tag")] = [],
):
    found = [product for product in store.products.values() if not q or q.lower() in product.name.lower()]
    return page.cut([product for product in found if not tags or product.category in tags])


@router.post("", status_code=status.HTTP_201_CREATED, dependencies=staff_only)
def create_product(product: ProductIn, store: StoreDep) -> Product:
    created = Product(id=max(store.products, default=0) + 1, **product.model_dump())
    store.products[created.id] = created
    return created


@router.get("/{product_id}")
def read_product(product: ProductDep) -> Product:
    return product


@router.patch("/{product_id}", dependencies=staff_only)
def change_product(product: ProductDep, change: ProductPatch, store: StoreDep) -> Product:
    store.products[product.id] = product.model_copy(update=change.model_dump(exclude_none=True))
    return store.products[product.id]


@router.delete("/{product_id}", status_code=status.HTTP_204_NO_CONTENT, dependencies=staff_only)
def delete_product(product: ProductDep, store: StoreDep) -> None:
    del store.products[product.id]


@router.put("/{product_id}/image", dependencies=staff_only)
async def upload_image(product: ProductDep, store: StoreDep, image: Annotated[UploadFile, File()]) -> Product:
    await image.read()
    store.products[product.id] = product.model_copy(update={"has_image": True})
    return store.products[product.id]


@router.get("/{product_id}/reviews")
def list_reviews(product: ProductDep, store: StoreDep) -> list[Review]:
    return store.reviews.get(product.id, [])


@router.post("/{product_id}/reviews", status_code=status.HTTP_201_CREATED)
def write_review(product: ProductDep, review: ReviewIn, user: CurrentUser, store: StoreDep) -> Review:
    written = Review(author=user.username, **review.model_dump())
    store.reviews.setdefault(product.id, []).append(written)
    return written
