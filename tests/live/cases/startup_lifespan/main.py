# A lifespan: before the yield counts, after it does not; a class as context; helper functions; nested with.
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/r")


@router.get("/x")
def x(): ...


async def connect(): ...


@asynccontextmanager
async def pool():
    yield {"size": 1}


@asynccontextmanager
async def lifespan(app: FastAPI):
    await connect()
    async with pool() as made:
        app.state.pool = made
        for prefix in ("/a", "/b"):
            app.include_router(router, prefix=prefix)
        yield
    app.include_router(router, prefix="/never")


app = FastAPI(lifespan=lifespan)
