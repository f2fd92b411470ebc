# A router's prefix is an attribute: what is added afterwards uses the new value.
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/one")


@router.get("/a")
def a(): ...


router.prefix = "/two"


@router.get("/b")
def b(): ...


app = FastAPI()
app.include_router(router)
