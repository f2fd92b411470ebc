"""Readers, and what they have."""

from typing import Annotated

from fastapi import APIRouter, Depends

from loans.store import Reader, Store, open_store

router = APIRouter()


@router.get("/me")
def read_me(reader: Reader) -> str:
    return reader


@router.get("/me/loans")
def list_loans(reader: Reader, store: Annotated[Store, Depends(open_store())]) -> list[str]:
    return sorted(store.books)
