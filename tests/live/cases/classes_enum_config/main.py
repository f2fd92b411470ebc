# Configuration in enums, dataclasses, NamedTuples, TypedDicts, SimpleNamespace and class attributes.
import enum
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import NamedTuple, TypedDict

from fastapi import APIRouter, FastAPI

app = FastAPI()


def handler(): ...


class Prefix(str, enum.Enum):
    USERS = "/users"
    ITEMS = "/items"


class Kind(enum.Enum):
    SMALL = enum.auto()
    LARGE = enum.auto()


@dataclass
class Route:
    path: str
    verbs: list[str] = field(default_factory=lambda: ["GET"])
    prefix: str = "/dc"


class Endpoint(NamedTuple):
    path: str
    verb: str = "PATCH"


class Options(TypedDict, total=False):
    prefix: str


class Config:
    ROOT = "/root"
    FULL = ROOT + "/full"

    class Nested:
        PATH = "/nested"


space = SimpleNamespace(path="/space")
options: Options = {"prefix": "/typed"}
router = APIRouter()
router.add_api_route("/leaf", handler)
for member in Prefix:
    app.add_api_route(member.value, handler)
app.add_api_route(Prefix.USERS + "/plus", handler)
app.add_api_route(f"/kind/{Kind.LARGE.name.lower()}/{Kind.LARGE.value}", handler)
for route in [Route("/a"), Route("/b", ["PUT", "DELETE"], prefix="")]:
    app.add_api_route(route.prefix + route.path, handler, methods=route.verbs)
for path, verb in (Endpoint("/e"), Endpoint("/f", verb="POST")):
    app.add_api_route(path, handler, methods=[verb])
app.include_router(router, **options)
app.add_api_route(Config.FULL + Config().Nested.PATH, handler)
app.add_api_route(space.path, handler)
app.add_api_route(Prefix["ITEMS"].value + "/by-name", handler)
app.add_api_route(Prefix("/users").value + "/by-value", handler)
