# Every module of a package, found by pkgutil and importlib, and by a name list with a template.
import importlib
import pkgutil

import plugins
from fastapi import FastAPI

app = FastAPI()
for info in pkgutil.iter_modules(plugins.__path__):
    module = importlib.import_module(f"{plugins.__name__}.{info.name}")
    if hasattr(module, "router"):
        app.include_router(module.router, prefix=f"/{info.name}")
for name in ["alpha", "beta"]:
    app.include_router(importlib.import_module("plugins." + name).router, prefix="/named", tags=[name])
app.include_router(importlib.import_module(".beta", package="plugins").router, prefix="/relative")
app.include_router(__import__("plugins.alpha", fromlist=["router"]).router, prefix="/dunder")
