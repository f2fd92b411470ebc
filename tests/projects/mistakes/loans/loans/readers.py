"""Readers and their cards."""

from typing import Annotated

from fastapi import APIRouter, Depends

from loans.store import Reader

router = APIRouter()
cards = APIRouter(prefix="/cards")


def paging(page: int = 1) -> int:
    return max(page, 1)


@router.get("/me")
def read_me(reader: Reader) -> str:
    return reader


@router.get("/me/loans")
def list_loans(reader: Reader, page: Annotated[int, Depends(paging())]) -> list[str]:
    return [f"page {page} of {reader}"]


@cards.post("/")
def issue_card(reader: Reader) -> str:
    return reader
