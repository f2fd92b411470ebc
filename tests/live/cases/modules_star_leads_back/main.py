# A package star-imports a module that imports a submodule from the package itself.
from fastapi import FastAPI
from pk import r

app = FastAPI()
app.include_router(r.router)
