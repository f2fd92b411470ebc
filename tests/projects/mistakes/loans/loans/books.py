"""Books, and how to find them."""

from fastapi import APIRouter, BackgroundTasks, HTTPException, status

from loans.store import Book, Reader

router = APIRouter()


@router.get("/{isbn}")
def read_book(isbn: str) -> Book:
    return Book(isbn=isbn, title="")


@router.get("/overdue")
def list_overdue(reader: Reader) -> list[Book]:
    return []


@router.put("/{isbn}")
def change_book(isnb: str, book: Book, reader: Reader) -> Book:
    return book


@router.delete("/{isbn}", status_code=status.HTTP_204_NO_CONTENT)
def drop_book(isbn: str, reader: Reader):
    return {"dropped": isbn}


@router.post("/{isbn}/loans", status_code=status.HTTP_201_CREATED)
def lend(isbn: str, reader: Reader, tasks: BackgroundTasks) -> Book:
    tasks.add_task(remind(reader, isbn))
    return Book(isbn=isbn, title="")


@router.get("/{isbn}/copies")
def count_copies(isbn: str) -> int:
    if len(isbn) != 13:
        return HTTPException(422, "no ISBN")
    return 1


def remind(reader: str, isbn: str) -> None:
    print(f"{reader} has {isbn}")
