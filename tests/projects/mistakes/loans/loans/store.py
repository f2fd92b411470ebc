"""Books and readers in memory, and who is asking."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Header, HTTPException
from pydantic import BaseModel


class Book(BaseModel):
    isbn: str
    title: str
    copies: int = 1


class Store:
    def __init__(self) -> None:
        self.books: dict[str, Book] = {}


def open_store() -> Iterator[Store]:
    yield Store()


def current_reader(x_card: Annotated[str | None, Header()] = None) -> str:
    if x_card is None:
        raise HTTPException(401, "show your card")
    return x_card


Reader = Annotated[str, Depends(current_reader)]
