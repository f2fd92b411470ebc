# A package that imports its parts on first access with a module-level `__getattr__`.
import api
from api import items_router
from fastapi import FastAPI

app = FastAPI()
app.include_router(items_router)
app.include_router(api.users_router)
