from core import app, router

from . import first, second  # noqa: F401

app.include_router(router)
