from fastapi import APIRouter

router = APIRouter()


@router.get("/beta")
def beta(): ...
