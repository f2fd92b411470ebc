# Imports: packages that re-export with other names, star import with __all__, relative and absolute, `import a.b as c`.
import api.v1.items as items_module
from api import *
from api import admin_router as backstage
from api.v1 import items
from fastapi import FastAPI

app = FastAPI()
app.include_router(users_router)
app.include_router(backstage)
app.include_router(items_module.router, prefix="/module")
app.include_router(items.router, prefix="/submodule")
hidden = globals().get("_hidden_router")
if hidden is not None:
    app.include_router(hidden, prefix="/star-does-not-export-underscores")
