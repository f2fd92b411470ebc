from fastapi.testclient import TestClient

from loans.main import app

client = TestClient(app)


def test_a_book_is_read() -> None:
    assert client.get("/book/9780000000000").status_code == 200


def test_the_service_is_up() -> None:
    assert client.get("/health").json() == {"status": "ok"}
