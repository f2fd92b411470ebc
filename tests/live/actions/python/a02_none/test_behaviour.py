import importlib
import os
import sys

import jwt
import pytest
from fastapi.testclient import TestClient

sys.path.insert(0, os.environ["WAYLINE_CASES"])


def load(package, module="main"):
    return importlib.import_module(f"{package}.{module}")


SECRET = "k" * 40


@pytest.fixture(autouse=True)
def secrets(monkeypatch):
    monkeypatch.setenv("AUTH_SECRET_KEY", SECRET)
    monkeypatch.setenv("AUTH_API_KEYS", '{"billing": "sesame-open"}')


def delete(package, **headers):
    return TestClient(load(package).app).delete("/items/1", headers=headers)


def refused(package, **headers):
    answer = delete(package, **headers)
    return answer.status_code == 401 and "WWW-Authenticate" in answer.headers


def with_token(token):
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("package", ["bearer", "oauth2"])
def test_only_tokens_of_the_secret_that_expire_get_in(package):
    auth = load(package, "auth")
    token = auth.create_access_token("7", auth.get_auth_settings())
    assert delete(package, **with_token(token)).status_code == 204
    assert refused(package)
    forged = jwt.encode({"sub": "1", "exp": 9999999999}, "z" * 40)
    endless = jwt.encode({"sub": "1"}, SECRET)
    nobody = jwt.encode({"exp": 9999999999}, SECRET)
    unsigned = jwt.encode({"sub": "1", "exp": 9999999999}, None, algorithm="none")
    for bad in (forged, endless, nobody, unsigned, "garbage"):
        assert refused(package, **with_token(bad))


def test_the_token_route_gives_tokens_to_who_is_authenticated(monkeypatch):
    auth = load("oauth2", "auth")
    client = TestClient(load("oauth2").app, raise_server_exceptions=False)
    form = {"username": "u", "password": "pw"}
    assert client.post("/auth/token", data=form).status_code == 500

    async def authenticate(username, password):
        return auth.User(id="7") if password == "pw" else None

    monkeypatch.setattr(auth, "authenticate", authenticate)
    token = client.post("/auth/token", data=form).json()["access_token"]
    assert delete("oauth2", **with_token(token)).status_code == 204
    assert client.post("/auth/token", data=form | {"password": "no"}).status_code == 401


def test_only_known_keys_get_in():
    assert delete("key", **{"X-API-Key": "sesame-open"}).status_code == 204
    assert refused("key")
    assert refused("key", **{"X-API-Key": "x"})
    assert refused("key", **{"X-API-Key": ""})


def test_nobody_gets_in_without_a_secret(monkeypatch):
    monkeypatch.delenv("AUTH_SECRET_KEY")
    monkeypatch.delenv("AUTH_API_KEYS")
    for package in ("bearer", "oauth2"):
        client = TestClient(load(package).app, raise_server_exceptions=False)
        token = jwt.encode({"sub": "1", "exp": 9999999999}, "z" * 40)
        assert client.delete("/items/1", headers=with_token(token)).status_code == 500
    assert refused("key", **{"X-API-Key": "sesame-open"})
