"""Cards of readers: issued at the desk, blocked when they are lost."""

from fastapi import APIRouter, status

from loans.store import Reader

router = APIRouter(prefix="/cards")


@router.post("/", status_code=status.HTTP_201_CREATED)
def issue_card(name: str, desk: Reader) -> str:
    return name


@router.post("/{card}/block")
def block_card(card: str, desk: Reader) -> str:
    return card
