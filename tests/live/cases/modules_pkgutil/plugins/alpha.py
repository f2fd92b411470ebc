from fastapi import APIRouter

router = APIRouter()


@router.get("/alpha")
def alpha(): ...
