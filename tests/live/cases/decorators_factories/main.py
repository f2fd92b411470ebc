# Own route decorators: functions and methods that return the router's decorator, defaulting and changing arguments.
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/r")


def endpoint(path, *, verbs=("GET",), target=router):
    def deco(f):
        target.add_api_route(path, f, methods=list(verbs), name=f"{f.__name__}_api")
        return f

    return deco


def versioned(*versions):
    def deco(f):
        for version in versions:
            router.get(f"/v{version}/{f.__name__}")(f)
        return f

    return deco


class Api:
    def __init__(self, prefix):
        self.router = APIRouter(prefix=prefix)
        self.post = self.router.post

    def crud(self, path):
        return self.router.api_route(path, methods=["GET", "DELETE"])

    def __getattr__(self, name):
        return getattr(self.router, name)


api = Api("/api")


@endpoint("/a")
def a(): ...


@endpoint("/b", verbs=["PUT", "PATCH"], target=app)
def b(): ...


@versioned(1, 2)
def c(): ...


@api.crud("/d")
def d(): ...


@api.post("/e")
def e(): ...


@api.get("/f")
def f(): ...


app.include_router(router)
app.include_router(api.router)
