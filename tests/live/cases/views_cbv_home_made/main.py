# A class decorator that finds marked methods and registers them on an instance.
import inspect

from fastapi import APIRouter, Depends, FastAPI

app = FastAPI()


def route(verb, path):
    def mark(f):
        f.__route__ = (verb, path)
        return f

    return mark


def controller(prefix):
    def deco(cls):
        router = APIRouter(prefix=prefix, tags=[cls.__name__])
        instance = cls()
        for name, method in inspect.getmembers(instance, inspect.ismethod):
            if hasattr(method, "__route__"):
                verb, path = method.__route__
                router.add_api_route(path, method, methods=[verb], name=f"{cls.__name__}.{name}")
        app.include_router(router)
        return cls

    return deco


def session(token: str):
    return token


@controller("/cats")
class Cats:
    @route("GET", "")
    def all(self, limit: int = 10): ...

    @route("POST", "/{name}")
    def make(self, name: str, s=Depends(session)): ...

    def helper(self): ...
