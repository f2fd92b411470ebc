# `router.route` still exists on routers of the newest version.
# live: versions=0.165.0
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/own")


@router.route("/a")
async def a(request): ...


@router.route("/b", methods=["POST"])
async def b(request): ...


app = FastAPI()
app.include_router(router, prefix="/in")
