from fastapi import APIRouter

router = APIRouter(prefix="/admin")


@router.get("/panel")
def panel(): ...
