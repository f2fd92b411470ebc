"""Authentication by JWT bearer tokens. Needs the packages pyjwt and pydantic-settings.

Nobody gets in until AUTH_SECRET_KEY is set, to a random string of at least 32 bytes. Tokens come from
create_access_token; let load_user look the user up, and return None for one who is gone.
"""

from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException, status
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from jwt.exceptions import InvalidTokenError
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class AuthSettings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="AUTH_")
    secret_key: str = Field(min_length=32)  # no default: AUTH_SECRET_KEY has to be set
    algorithm: str = "HS256"
    access_token_minutes: int = 15


class User(BaseModel):
    id: str


bearer_scheme = HTTPBearer(auto_error=False)


def get_auth_settings() -> AuthSettings:
    return AuthSettings()


def create_access_token(user_id: str, settings: AuthSettings) -> str:
    now = datetime.now(timezone.utc)
    expires = now + timedelta(minutes=settings.access_token_minutes)
    claims = {"sub": str(user_id), "iat": now, "exp": expires}
    return jwt.encode(claims, settings.secret_key, algorithm=settings.algorithm)


async def load_user(user_id: str) -> User | None:
    return User(id=user_id)


async def get_current_user(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer_scheme)],
    settings: Annotated[AuthSettings, Depends(get_auth_settings)],
) -> User:
    error = HTTPException(
        status_code=status.HTTP_401_UNAUTHORIZED,
        detail="Could not validate credentials",
        headers={"WWW-Authenticate": "Bearer"},
    )
    if credentials is None:
        raise error
    try:
        payload = jwt.decode(
            credentials.credentials,
            settings.secret_key,
            algorithms=[settings.algorithm],
            options={"require": ["exp", "sub"]},
        )
    except InvalidTokenError as exc:
        raise error from exc
    user = await load_user(payload["sub"])
    if user is None:
        raise error
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]
