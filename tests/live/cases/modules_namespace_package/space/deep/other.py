from fastapi import APIRouter

PREFIX = "/deep"
router = APIRouter()


@router.get("/other")
def other(): ...
