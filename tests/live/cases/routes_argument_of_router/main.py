# `APIRouter(routes=[…])` keeps the given paths: the router's own prefix is not added, the include's is.
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute


def one(): ...


def two(): ...


router = APIRouter(prefix="/own", routes=[APIRoute("/one", one), APIRoute("/two", two, methods=["POST"])])


@router.get("/three")
def three(): ...


app = FastAPI()
app.include_router(router, prefix="/in")
