# Schemes deep in the dependency tree, on routers, includes and applications; a subclass; scopes.
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer, SecurityScopes


class JWTBearer(HTTPBearer):
    def __init__(self, auto_error: bool = True):
        super().__init__(auto_error=auto_error)

    async def __call__(self, request: Request):
        return await super().__call__(request)


oauth = OAuth2PasswordBearer(tokenUrl="token", scopes={"me": "Me"}, auto_error=False)


async def current_user(scopes: SecurityScopes, token: Annotated[str, Depends(oauth)]):
    return token


def active_user(user: Annotated[str, Security(current_user, scopes=["me"])]):
    return user


jwt = APIRouter(prefix="/jwt", dependencies=[Depends(JWTBearer())])
plain = APIRouter(prefix="/plain")
app = FastAPI()


@jwt.get("/a")
def a(): ...


@plain.get("/b")
def b(): ...


@app.get("/me")
def me(user: Annotated[str, Depends(active_user)]): ...


@app.get("/items", dependencies=[Security(active_user, scopes=["items"])])
def items(): ...


app.include_router(jwt)
app.include_router(plain, prefix="/keyed", dependencies=[Depends(APIKeyHeader(name="X-Key"))])
app.include_router(plain)
guarded = FastAPI(dependencies=[Depends(JWTBearer())])


@guarded.get("/g")
def g(): ...


app.mount("/guarded", guarded)
