# live: apps=main:create()
# A factory that only the server calls (`uvicorn --factory main:create`), with helpers that take the application.
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/r")


@router.get("/x")
def x(): ...


def register(app: FastAPI, prefix: str) -> None:
    app.include_router(router, prefix=prefix)


def create(prefix: str = "/default") -> FastAPI:
    app = FastAPI()
    register(app, prefix)

    @app.get("/health")
    def health(): ...

    return app
