# Registration in start-up handlers: on_event, on_startup, async, on a router, with the application from outside.
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/r")


@router.get("/x")
def x(): ...


async def first():
    app.include_router(router, prefix="/first")


app = FastAPI(on_startup=[first])


@app.on_event("startup")
async def second():
    register(app)


def register(target):
    target.add_api_route("/second", x)


@app.on_event("shutdown")
def never():
    app.add_api_route("/never", x)
