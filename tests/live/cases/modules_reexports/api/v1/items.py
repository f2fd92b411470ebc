from fastapi import APIRouter

from api import shared

router = APIRouter(prefix=f"{shared.PREFIX}/items")


@router.get("")
def list_items(): ...
