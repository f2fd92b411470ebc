# for: enumerate, zip, reversed, sorted with key, items, range, nested, break and else, unpacking with a star.
from fastapi import FastAPI

app = FastAPI()


def handler(): ...


for i, name in enumerate(["a", "b"], start=1):
    app.add_api_route(f"/{i}/{name}", handler)
for left, right in zip(("x", "y"), ["1", "2", "3"]):
    app.add_api_route(f"/{left}{right}", handler)
for name in reversed(["p", "q"]):
    app.add_api_route("/rev/" + name, handler)
for name in sorted({"bb": 1, "a": 2}, key=len):
    app.add_api_route("/sorted/" + name, handler)
for key, (verb, path) in {"k": ("PUT", "/put"), "l": ("POST", "/post")}.items():
    app.add_api_route(f"/{key}{path}", handler, methods=[verb])
for n in range(0, 6, 3):
    app.add_api_route(f"/n/{n}", handler)
for first, *rest in [("h", "i", "j")]:
    app.add_api_route("/" + first + "/" + "-".join(rest), handler)
for name in ["one", "two", "three"]:
    if name == "two":
        break
    app.add_api_route("/stop/" + name, handler)
else:
    app.add_api_route("/not-reached", handler)
