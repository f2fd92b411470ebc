# while with a counter, break and continue, and over a list that is emptied.
from fastapi import APIRouter, FastAPI

app = FastAPI()


def make(n):
    router = APIRouter(prefix=f"/n{n}")

    @router.get("/x")
    def x(): ...

    return router


n = 0
while True:
    n += 1
    if n == 2:
        continue
    if n > 3:
        break
    app.include_router(make(n))

pending = ["/a", "/b"]
while pending:
    path = pending.pop(0)
    app.include_router(make(9), prefix=path)
else:

    @app.get("/done")
    def done(): ...
