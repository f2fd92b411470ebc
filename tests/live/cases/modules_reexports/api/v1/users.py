from ..shared import PREFIX
from fastapi import APIRouter

router = APIRouter(prefix=PREFIX + "/users")


@router.get("")
def list_users(): ...
