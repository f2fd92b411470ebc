"""The shop: `fastapi dev src/shop/main.py`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from shop import __version__
from shop.admin import create_admin
from shop.api import api_router
from shop.config import get_settings
from shop.store import sample_store

settings = get_settings()


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.store = admin.state.store = sample_store()
    yield


app = FastAPI(title=settings.project_name, version=__version__, lifespan=lifespan)
app.include_router(api_router)

admin = create_admin()
app.mount(settings.admin_path, admin)


@app.get("/health", tags=["ops"])
def health() -> dict[str, str]:
    return {"status": "ok", "version": __version__}


if settings.debug_routes:
    from shop.debug import router as debug_router

    app.include_router(debug_router, prefix="/debug")
