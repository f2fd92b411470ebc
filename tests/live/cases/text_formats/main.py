# Paths made of text: f-strings with conversions and specs, format, %, +, join, replace, strip, case, slices, split, partition.
from fastapi import FastAPI

app = FastAPI()
BASE = "/api/"
VERSION = 2
NAME = " Users "


def handler(): ...


PATHS = [
    f"{BASE}v{VERSION}",
    f"/pad/{VERSION:03d}/{'x':>3}".replace(" ", "_"),
    f"{BASE.rstrip('/')}/f/{{item_id}}",
    "/format/{}/{name}/{0}".format("a", name="n") if False else "/format/{}/{name}".format("a", name="n"),
    "/percent/%s/v%d" % ("p", VERSION),
    "/named/%(who)s" % {"who": "w"},
    "/".join(["", "joined", str(VERSION)]),
    "/" + NAME.strip().lower() + "/" + NAME.strip().upper(),
    BASE.strip("/").join(["/join/", "/end"]),
    "/slice/" + "abcdef"[1:3] + "abc"[-1],
    "/split/" + "a.b.c".split(".")[1] + "a.b.c".rsplit(".", 1)[0],
    "/part/" + "k=v".partition("=")[2],
    "/title/" + "user name".title().replace(" ", "-"),
    "/repeat" * 2,
    "/prefix/" + "v1_users".removeprefix("v1_") + "x.py".removesuffix(".py"),
    "/cap/" + "users".capitalize(),
    "/lines"
    "/concatenated",
    "/zfill/" + "7".zfill(3),
    "/{item_id}" + "/ok" if "a" in "abc" and "abc".startswith("a") and not "abc".endswith("x") else "/no",
]
for path in PATHS:
    app.add_api_route(path, handler)
