# The includer's own prefix counts for API routes always, for Starlette's routes and mounts by version.
from fastapi import APIRouter, FastAPI

sub = FastAPI()


@sub.get("/leaf")
def leaf(): ...


async def plain(request): ...


inner = APIRouter(prefix="/own")
inner.add_route("/st", plain)
inner.mount("/m", sub)


@inner.get("/api")
def api(): ...


mid = APIRouter(prefix="/mid")
mid.include_router(inner, prefix="/p")
app = FastAPI()
app.include_router(mid, prefix="/a")
