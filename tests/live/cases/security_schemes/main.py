# Every security scheme of the framework, and none.
from typing import Annotated

from fastapi import Depends, FastAPI, Security
from fastapi.security import (
    APIKeyCookie,
    APIKeyHeader,
    APIKeyQuery,
    HTTPBasic,
    HTTPBasicCredentials,
    HTTPBearer,
    HTTPDigest,
    OAuth2AuthorizationCodeBearer,
    OAuth2PasswordBearer,
    OpenIdConnect,
)

app = FastAPI()
oauth = OAuth2PasswordBearer(tokenUrl="token")
code = OAuth2AuthorizationCodeBearer("a", "t")
key = APIKeyHeader(name="X-Key")


@app.get("/public")
def public(): ...


@app.get("/oauth")
def by_oauth(token: Annotated[str, Depends(oauth)]): ...


@app.get("/code")
def by_code(token: str = Security(code, scopes=["a"])): ...


@app.get("/key", dependencies=[Depends(key)])
def by_key(): ...


@app.get("/key-or-cookie")
def by_two(k=Depends(APIKeyQuery(name="k", auto_error=False)), c=Depends(APIKeyCookie(name="c", auto_error=False))): ...


@app.get("/basic")
def basic(c: HTTPBasicCredentials = Depends(HTTPBasic())): ...


@app.get("/digest")
def digest(c=Security(HTTPDigest())): ...


@app.get("/bearer")
def bearer(c=Depends(HTTPBearer(auto_error=False))): ...


@app.get("/openid")
def openid(c=Depends(OpenIdConnect(openIdConnectUrl="/o"))): ...
