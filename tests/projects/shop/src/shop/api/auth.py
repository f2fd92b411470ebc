from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, status
from fastapi.security import OAuth2PasswordRequestForm

from shop import tokens
from shop.deps import CurrentUser, SettingsDep, StoreDep
from shop.models import Credentials, Token, User

NAME = "auth"
router = APIRouter()


@router.post("/register", status_code=status.HTTP_201_CREATED)
def register(credentials: Credentials, store: StoreDep) -> User:
    if credentials.username in store.users:
        raise HTTPException(status.HTTP_409_CONFLICT, "This name is taken")
    # The first account runs the shop.
    user = User(username=credentials.username, is_staff=not store.users)
    store.users[user.username] = user
    store.passwords[user.username] = credentials.password
    return user


@router.post("/token")
def log_in(form: Annotated[OAuth2PasswordRequestForm, Depends()], store: StoreDep, config: SettingsDep) -> Token:
    if store.passwords.get(form.username) != form.password:
        raise HTTPException(status.HTTP_400_BAD_REQUEST, "Wrong name or password")
    key = config.secret_key.get_secret_value()
    return Token(access_token=tokens.issue(form.username, key, config.token_minutes))


@router.get("/me")
def read_me(user: CurrentUser) -> User:
    return user
