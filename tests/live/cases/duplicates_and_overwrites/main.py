# The same path twice, a name defined twice, a router rebound to a new object: objects count, not names.
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/first")


@router.get("/x")
def x(): ...


app.include_router(router)
router = APIRouter(prefix="/second")


@router.get("/x")
def x(q: int): ...


app.include_router(router)
app.include_router(router, prefix="/again")


@app.get("/same")
def one(): ...


@app.get("/same")
def two(): ...
