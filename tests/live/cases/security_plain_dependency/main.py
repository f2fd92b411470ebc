# Authentication by plain dependencies and by reading headers: inputs, no scheme.
from fastapi import Depends, FastAPI, Header, HTTPException, Request

app = FastAPI()


async def verify(authorization: str = Header(), x_key: str | None = Header(None)):
    if authorization != "ok":
        raise HTTPException(401)


def by_request(request: Request):
    if "authorization" not in request.headers:
        raise HTTPException(status_code=401)


@app.get("/a", dependencies=[Depends(verify)])
def a(): ...


@app.get("/b")
def b(user=Depends(by_request)): ...
