from fastapi import APIRouter

router = APIRouter(prefix="/r")


@router.get("/items")
def items(): ...
