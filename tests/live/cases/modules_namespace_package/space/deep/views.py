from fastapi import APIRouter

from .other import PREFIX

router = APIRouter(prefix=PREFIX)


@router.get("/views")
def views(): ...
