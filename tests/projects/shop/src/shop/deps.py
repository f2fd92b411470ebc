"""Who is asking, and with what."""

import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import Cookie, Depends, HTTPException, Query, Request, Security, WebSocket, WebSocketException, status
from fastapi.security import APIKeyHeader, OAuth2PasswordBearer

from shop import tokens
from shop.config import Settings, get_settings
from shop.models import User
from shop.store import Store

settings = get_settings()

bearer = OAuth2PasswordBearer(tokenUrl=f"{settings.api_prefix}/auth/token")
optional_bearer = OAuth2PasswordBearer(tokenUrl=f"{settings.api_prefix}/auth/token", auto_error=False)
partner_key = APIKeyHeader(name="X-Partner-Key")

SettingsDep = Annotated[Settings, Depends(get_settings)]


def get_store(request: Request) -> Store:
    return request.app.state.store


StoreDep = Annotated[Store, Depends(get_store)]


def user_of(token: str, store: Store, config: Settings) -> User:
    try:
        return store.users[tokens.subject_of(token, config.secret_key.get_secret_value())]
    except (tokens.InvalidToken, KeyError) as error:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Invalid token", {"WWW-Authenticate": "Bearer"}) from error


def current_user(token: Annotated[str, Depends(bearer)], store: StoreDep, config: SettingsDep) -> User:
    return user_of(token, store, config)


CurrentUser = Annotated[User, Depends(current_user)]


def require_staff(user: CurrentUser) -> User:
    if not user.is_staff:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Staff only")
    return user


def cart_owner(
    token: Annotated[str | None, Depends(optional_bearer)],
    store: StoreDep,
    config: SettingsDep,
    guest: Annotated[str | None, Cookie()] = None,
) -> str:
    """The user, or the guest's cookie: a cart works without an account."""
    if token:
        return user_of(token, store, config).username
    return f"guest:{guest or 'anonymous'}"


CartOwner = Annotated[str, Depends(cart_owner)]


def require_partner(config: SettingsDep, key: str = Security(partner_key)) -> None:
    if not secrets.compare_digest(key, config.partner_key.get_secret_value()):
        raise HTTPException(status.HTTP_403_FORBIDDEN, "Unknown partner")


def socket_user(socket: WebSocket, config: SettingsDep, token: Annotated[str, Query()]) -> User:
    try:
        return user_of(token, socket.app.state.store, config)
    except HTTPException as error:
        raise WebSocketException(status.WS_1008_POLICY_VIOLATION) from error


@dataclass
class Page:
    """A class as a dependency: its fields are query parameters."""

    limit: Annotated[int, Query(ge=1, le=100)] = 20
    offset: Annotated[int, Query(ge=0)] = 0

    def cut(self, items: list) -> list:
        return items[self.offset : self.offset + self.limit]


PageDep = Annotated[Page, Depends()]
