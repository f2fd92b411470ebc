# `router.route`: Starlette's decorator, without the router's own prefix.
# live: versions=0.115.14
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/own")


@router.route("/a")
async def a(request): ...


@router.route("/b", methods=["POST"])
async def b(request): ...


app = FastAPI()


@app.route("/c", methods=["GET", "PUT"])
async def c(request): ...


app.include_router(router, prefix="/in")
