# live: apps=main:public,main:private
# One factory called twice gives two applications with routers of their own.
from fastapi import APIRouter, FastAPI


def make_router(kind):
    router = APIRouter(prefix=f"/{kind}")

    @router.get("/x")
    def x(): ...

    if kind == "private":

        @router.delete("/x")
        def delete_x(): ...

    return router


def make(kind):
    app = FastAPI()
    app.include_router(make_router(kind))
    return app


public = make("public")
private = make("private")
