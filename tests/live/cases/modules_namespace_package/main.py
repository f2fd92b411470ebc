# Folders without __init__, imports inside functions, conditional imports, a module that shadows nothing.
from fastapi import FastAPI

from space.deep.views import router


def load():
    from space.deep import other

    return other.router


app = FastAPI()
app.include_router(router)
app.include_router(load())
