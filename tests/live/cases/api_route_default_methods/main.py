# `api_route` and `add_api_route` without methods are GET; methods as set, tuple and lower case.
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/r")


@app.api_route("/plain")
def plain(): ...


@router.api_route("/set", methods={"PUT", "PATCH"})
def as_set(): ...


@router.api_route("/tuple", methods=("POST",))
def as_tuple(): ...


@router.api_route("/lower", methods=["delete"])
def lower(): ...


def added(): ...


router.add_api_route("/added", added)
router.add_api_route("/added-many", added, methods=["GET", "HEAD"])
app.include_router(router)
