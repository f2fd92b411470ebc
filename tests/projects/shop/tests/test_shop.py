import pytest
from fastapi.testclient import TestClient

from shop.main import app

API = "/api/v1"
ANNA = {"username": "anna", "password": "correct horse"}


@pytest.fixture
def client():
    with TestClient(app) as client:
        yield client


@pytest.fixture
def anna(client):
    assert client.post(f"{API}/auth/register", json=ANNA).status_code == 201
    token = client.post(f"{API}/auth/token", data=ANNA).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}


def test_health(client):
    assert client.get("/health").json()["status"] == "ok"


def test_anyone_reads_the_catalogue(client):
    assert len(client.get(f"{API}/catalog/products", params={"tag": "books"}).json()) == 1
    assert client.get(f"{API}/catalog/products/1").json()["name"] == "An atlas of routes"
    assert client.get(f"{API}/catalog/categories/games/products").json()[0]["id"] == 2
    assert client.get(f"{API}/catalog/products/99").status_code == 404


def test_only_staff_changes_the_catalogue(client, anna):
    box = {"name": "Points lever", "category": "games", "price": "9.50"}
    assert client.post(f"{API}/catalog/products", json=box).status_code == 401
    assert client.post(f"{API}/catalog/products", json=box, headers=anna).status_code == 201
    image = {"image": ("lever.png", b"png")}
    assert client.put(f"{API}/catalog/products/3/image", files=image, headers=anna).json()["has_image"]
    assert client.patch(f"{API}/catalog/products/3", json={"stock": 4}, headers=anna).json()["stock"] == 4
    assert client.delete(f"{API}/catalog/products/3", headers=anna).status_code == 204


def test_an_order_from_cart_to_payment(client, anna):
    assert client.post(f"{API}/orders", headers=anna).status_code == 409
    client.post(f"{API}/cart/items", json={"product_id": 1, "quantity": 2}, headers=anna)
    order = client.post(f"{API}/orders", headers=anna).json()
    assert order["total"] == "79.80"
    partner = {"X-Partner-Key": "partner-development-key"}
    paid = {"order_id": order["id"], "succeeded": True}
    assert client.post(f"{API}/webhooks/payments", json=paid, headers=partner).status_code == 202
    assert client.get(f"{API}/orders/{order['id']}", headers=anna).json()["status"] == "paid"
    assert client.post(f"{API}/orders/{order['id']}/cancel", headers=anna).status_code == 409


def test_a_cart_works_without_an_account(client):
    client.post(f"{API}/cart/items", json={"product_id": 2})
    assert client.get(f"{API}/cart").json()["lines"] == [{"product_id": 2, "quantity": 1}]
    assert client.delete(f"{API}/cart/items/2").json() == {"lines": []}


def test_a_socket_follows_an_order(client, anna):
    client.post(f"{API}/cart/items", json={"product_id": 1}, headers=anna)
    order = client.post(f"{API}/orders", headers=anna).json()["id"]
    token = anna["Authorization"].removeprefix("Bearer ")
    with client.websocket_connect(f"{API}/events/orders/{order}?token={token}") as socket:
        assert socket.receive_json() == {"order": order, "status": "placed"}


def test_admins_need_the_key(client, anna):
    assert client.get("/admin/users/").status_code == 403
    key = {"X-Admin-Key": "admin-development-key"}
    assert client.get("/admin/users/", headers=key).json() == [{"username": "anna", "is_staff": True}]
    assert client.get("/admin/reports/stats", headers=key).json()["products"] == 2
    assert client.put("/admin/users/anna/staff", headers=key).json()["is_staff"] is False
