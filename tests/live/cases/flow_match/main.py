# match on strings, tuples, mappings, classes, alternatives, guards and captures.
from fastapi import FastAPI

app = FastAPI()
MODE = "full"
SHAPES = [("get", "/a"), ("post", "/b"), {"path": "/c"}, 42, ["delete", "/d", "extra"]]


def handler(): ...


match MODE:
    case "lite":
        app.add_api_route("/lite", handler)
    case "full" | "max":
        app.add_api_route("/full", handler)
    case _:
        app.add_api_route("/other", handler)

for shape in SHAPES:
    match shape:
        case ("get", path):
            app.add_api_route(path, handler)
        case (verb, path) if verb == "post":
            app.add_api_route(path, handler, methods=["POST"])
        case {"path": path}:
            app.add_api_route(path, handler, methods=["PUT"])
        case int():
            app.add_api_route(f"/int-{shape}", handler)
        case [verb, path, *_]:
            app.add_api_route(path, handler, methods=[verb.upper()])
