# if/elif/else, conditional expressions, `or` defaults, `and`, walrus, chained comparison, `in`, `is`, isinstance.
import sys
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI

if TYPE_CHECKING:
    from nowhere import Nothing

app = FastAPI()
DEBUG = False
LEVEL = 2
EXTRA: str | None = None
ENABLED = {"users", "items"}


def handler(): ...


if DEBUG:
    app.add_api_route("/debug", handler)
elif LEVEL >= 2:
    app.add_api_route("/level", handler)
else:
    app.add_api_route("/base", handler)

if 1 < LEVEL <= 3 and not DEBUG:
    app.add_api_route("/chained", handler)
if "users" in ENABLED and "admin" not in ENABLED:
    app.add_api_route("/users", handler)
if EXTRA is None:
    app.add_api_route("/none", handler)
if isinstance(LEVEL, int) and isinstance("x", (str, bytes)):
    app.add_api_route("/isinstance", handler)
if (size := len(ENABLED)) == 2:
    app.add_api_route(f"/size/{size}", handler)
app.add_api_route("/a" if DEBUG else "/b", handler)
app.add_api_route((EXTRA or "/default") + (DEBUG and "/x" or ""), handler)
if sys.version_info >= (3, 8):
    app.add_api_route("/python3", handler)
if __name__ == "__main__":
    app.add_api_route("/script", handler)
