import helpers
from fastapi import APIRouter

PREFIX = "/views"
router = APIRouter(prefix=PREFIX)


@router.get(helpers.path("x"))
def x(): ...


def late():
    from main import app

    return app
