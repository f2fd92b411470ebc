# Environment variables with defaults, as if the environment were empty; a boolean from text; an int.
import os

from fastapi import FastAPI

PREFIX = os.getenv("WAYLINE_CASE_PREFIX", "/env")
OTHER = os.environ.get("WAYLINE_CASE_OTHER", "/other")
FLAG = os.getenv("WAYLINE_CASE_FLAG", "false").lower() in ("1", "true", "yes")
ON = bool(int(os.getenv("WAYLINE_CASE_ON", "1")))
NONE = os.getenv("WAYLINE_CASE_NONE")
WORKERS = int(os.environ.get("WAYLINE_CASE_WORKERS", 2))

app = FastAPI()


def handler(): ...


app.add_api_route(PREFIX + "/a", handler)
app.add_api_route(OTHER + f"/{WORKERS}", handler)
app.add_api_route((NONE or "/none") + "/b", handler)
if FLAG:
    app.add_api_route("/flag", handler)
if ON:
    app.add_api_route("/on", handler)
if "WAYLINE_CASE_SECRET" in os.environ:
    app.add_api_route("/secret", handler)
app.add_api_route(os.path.join("/joined", "path"), handler)
