"""What does the running framework serve? Imports each case with the FastAPI of this interpreter and prints its endpoints.

    VENV/bin/python running.py < CASES

CASES: one JSON object a line, {"name", "tree", "path" (folder put on the path), "apps" (["module:attribute", …])}.
Answers one line per case: {"name", "endpoints": […]} or {"name", "error": "…"}; see `endpoints` for the fields.
The framework is imported once and every case runs in a fork of this process: a case costs milliseconds.
"""
import asyncio
import importlib
import json
import os
import re
import signal
import sys
import warnings

HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "oracle"))
import dump  # noqa: E402  (tests/oracle/dump.py)
import fastapi  # noqa: E402
import fastapi.security  # noqa: E402,F401
import pydantic_settings  # noqa: E402,F401

SECONDS = 20
CONVERTER = re.compile(r"\{([^}:]+):[^}]+\}")
PLACE = {"Form": "form", "File": "file"}


def inputs(params):
    """-> sorted [place, name, required], each once: required wins, as the request is refused without it"""
    found = {}
    for param in params:
        place = PLACE.get(param.get("body_kind"), param["in"])
        found[place, param["name"]] = found.get((place, param["name"]), False) or param["required"]
    return sorted([place, name, required] for (place, name), required in found.items())


def function(operation):
    return (operation.get("qualname") or "").split(".")[-1].replace("()", "")


def endpoint(operation, method):
    """-> the fields that are compared; those that only FastAPI's own routes have are left out for Starlette's"""
    row = {"method": method, "path": CONVERTER.sub(r"{\1}", operation["path"]), "file": operation.get("file"), "function": function(operation)}
    if operation.get("kind") != "starlette":
        row["inputs"] = inputs(operation["params"])
        row["schemes"] = operation["security"]
    if operation.get("kind") == "api":
        row["tags"] = operation["tags"]
        row["status"] = operation["status_code"]
        row["deprecated"] = operation["deprecated"]
        row["in_schema"] = operation["include_in_schema"]
        row["name"] = operation["name"]
        row["operation_id"] = operation["operation_id"]
    return {key: value for key, value in row.items() if value not in (None, False) or key == "in_schema"}


def endpoints(app):
    """-> endpoints whose handler lies in the case's tree, in the order in which the framework tries them"""
    table = dump.dump_app("app", app, want_openapi=False)
    rows = [endpoint(o, o["method"]) for o in table["operations"] if o["kind"] != "docs"]
    rows += [endpoint({**w, "kind": "websocket"}, "WEBSOCKET") for w in table["websockets"]]
    return [row for row in rows if row.get("file") and not row["file"].startswith("<")]


async def started(app):
    """the endpoints once the application has started: a lifespan may register some"""
    async with app.router.lifespan_context(app):
        return endpoints(app)


def load(case):
    tree = os.path.realpath(case["tree"])
    dump.ROOT = tree
    os.chdir(tree)
    sys.path[0:2] = [os.path.realpath(case["path"])]
    warnings.simplefilter("ignore")
    rows = []
    for name in case["apps"]:
        module, attribute = name.split(":")
        target = getattr(importlib.import_module(module), attribute.removesuffix("()"))
        app = target() if attribute.endswith("()") else target
        rows += [row for row in asyncio.run(started(app)) if row not in rows]
    return rows


def answer(case):
    """runs in the fork"""
    try:
        return {"name": case["name"], "endpoints": load(case)}
    except BaseException as error:
        return {"name": case["name"], "error": f"{type(error).__name__}: {error}"[:500]}


def in_fork(case):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        os.dup2(2, 1)  # what a case prints is not an answer
        signal.alarm(SECONDS)
        with os.fdopen(write, "w") as out:
            out.write(json.dumps(answer(case)))
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read()
    os.waitpid(child, 0)
    return text or json.dumps({"name": case["name"], "error": f"died or took more than {SECONDS} s"})


if __name__ == "__main__":
    print(json.dumps({"fastapi": fastapi.__version__}), flush=True)
    for line in sys.stdin:
        print(in_fork(json.loads(line)), flush=True)
