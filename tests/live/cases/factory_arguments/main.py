# Factories: with defaults, with keyword arguments, conditional routers, nested functions, called with its options.
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/r")


@router.get("/x")
def x(): ...


def create(*, prefix: str = "/default", debug: bool = False, routers=(router,)) -> FastAPI:
    app = FastAPI(debug=debug)

    def include(r, **kwargs):
        app.include_router(r, prefix=prefix, **kwargs)

    for r in routers:
        include(r, tags=["made"])
    if debug:

        @app.get("/debug")
        def debug_info(): ...

    @app.get("/health")
    def health(): ...

    return app


app = create(prefix="/given", debug=True)
