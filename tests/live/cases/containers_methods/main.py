# Methods of lists, dicts and sets that decide what is registered.
from collections import OrderedDict, defaultdict, namedtuple

from fastapi import FastAPI

app = FastAPI()


def handler(): ...


paths = ["/a"]
paths.append("/b")
paths.extend(("/c", "/d"))
paths.insert(0, "/first")
paths += ["/e"]
paths.remove("/c")
paths = paths + ["/f"]
paths.reverse()
last = paths.pop()
paths[1:2] = ["/sliced"]
del paths[0]
paths.sort()

table = {"x": "/x"}
table["y"] = "/y"
table.update(z="/z", **{"w": "/w"})
table.setdefault("y", "/not")
table.setdefault("v", "/v")
table.pop("w")
merged = {**table, "u": "/u"} | {"t": "/t"}
groups = defaultdict(list)
groups["one"].append("/g1")
groups["one"].append("/g2")
Pair = namedtuple("Pair", ["path", "verb"])
pair = Pair("/pair", "POST")
chosen = {"/s1", "/s2"} - {"/s2"} | {"/s3"}

for path in paths:
    app.add_api_route("/list" + path, handler)
app.add_api_route("/popped" + last, handler)
for key in merged:
    app.add_api_route(f"/dict/{key}{merged[key]}", handler)
for path in groups["one"] + groups.get("two", []):
    app.add_api_route(path, handler)
app.add_api_route(pair.path, handler, methods=[pair.verb])
for path in sorted(chosen):
    app.add_api_route(path, handler)
app.add_api_route(merged.get("nope", "/default"), handler)
for key, path in OrderedDict([("o", "/ordered")]).items():
    app.add_api_route(path, handler)
