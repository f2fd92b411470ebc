"""What a library lends: `fastapi dev loans/main.py`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from loans import books, readers
from loans.store import Store


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.store = Store()
    yield


app = FastAPI(title="Loans", lifespan=lifespan)
app.include_router(books.router, prefix="/books", tags=["books"])
app.include_router(readers.router, prefix="/readers", tags=["readers"])


@app.on_event("startup")
async def warm_up() -> None:
    app.state.ready = True


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
