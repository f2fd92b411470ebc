"""Authentication by the OAuth2 password flow. Needs the packages pyjwt, pydantic-settings and python-multipart.

Nobody gets in until AUTH_SECRET_KEY is set, to a random string of at least 32 bytes, and authenticate looks the user
up and verifies the password hash. Let load_user look the user up too, and return None for one who is gone.
"""

from datetime import datetime, timedelta, timezone
from typing import Annotated

import jwt
from fastapi import APIRouter, Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
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


oauth2_scheme = OAuth2PasswordBearer(tokenUrl="auth/token")
auth_router = APIRouter(prefix="/auth", tags=["auth"])


def get_auth_settings() -> AuthSettings:
    return AuthSettings()


Settings = Annotated[AuthSettings, Depends(get_auth_settings)]


def create_access_token(user_id: str, settings: AuthSettings) -> str:
    now = datetime.now(timezone.utc)
    expires = now + timedelta(minutes=settings.access_token_minutes)
    claims = {"sub": str(user_id), "iat": now, "exp": expires}
    return jwt.encode(claims, settings.secret_key, algorithm=settings.algorithm)


async def load_user(user_id: str) -> User | None:
    return User(id=user_id)


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


async def authenticate(username: str, password: str) -> User | None:
    raise NotImplementedError("look the user up and verify the password hash")


@auth_router.post("/token")
async def issue_token(
    form: Annotated[OAuth2PasswordRequestForm, Depends()], settings: Settings
) -> Token:
    user = await authenticate(form.username, form.password)
    if user is None:
        raise HTTPException(
            status_code=status.HTTP_401_UNAUTHORIZED,
            detail="Incorrect username or password",
            headers={"WWW-Authenticate": "Bearer"},
        )
    return Token(access_token=create_access_token(user.id, settings))


async def get_current_user(
    token: Annotated[str, Depends(oauth2_scheme)], settings: Settings
) -> User:
    error = HTTPException(
        status_code=status.HTTP_401_UNAUTHORIZED,
        detail="Could not validate credentials",
        headers={"WWW-Authenticate": "Bearer"},
    )
    try:
        payload = jwt.decode(
            token,
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
