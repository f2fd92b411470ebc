# One router included three times, with and without prefix, through two levels.
from fastapi import APIRouter, FastAPI

leaf = APIRouter()


@leaf.get("/leaf")
def get_leaf(): ...


v1 = APIRouter(prefix="/v1")
v2 = APIRouter(prefix="/v2")
v1.include_router(leaf)
v2.include_router(leaf, prefix="/deep")
app = FastAPI()
app.include_router(leaf)
app.include_router(v1, prefix="/api")
app.include_router(v2, prefix="/api")
