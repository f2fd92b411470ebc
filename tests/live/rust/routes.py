"""Compares what wayline says of the route fixtures with what their programs answer, compiled and run.

    routes.py WAYLINE TARGET           all fixtures
    routes.py WAYLINE TARGET NAME...   only these

Each fixture lists its routes in the head of its main.rs: `expect: METHOD /path -> handler [via layers] [if condition]`,
and `absent:` for requests that must find nothing. A handler answers with its own name, middleware adds its own to a
header. Exits 1 if a line does not hold, or if wayline prints a line that is missing, other or more.
"""

import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
LINE = re.compile(r"(?P<method>\S+) (?P<path>\S+)(?: -> (?P<handler>\S+))?(?: via (?P<way>.+?))?(?: if (?P<condition>.+))?$")


def head(name):
    """The lines of a fixture's head: kind and what it says."""
    lines = (HERE / "routes" / name / "src/main.rs").read_text().splitlines()
    lines = [line[4:].partition(": ") for line in lines if line.startswith("//! ")]
    return [(kind, LINE.match(rest).groupdict()) for kind, _, rest in lines if kind in ("expect", "absent")]


def answers(name, target):
    """What the running service answers: method and path to status, way and handler."""
    ran = subprocess.run([target / "debug" / f"routes-{name}"], capture_output=True, text=True, timeout=120)
    if ran.returncode:
        raise SystemExit(f"{name} does not run: {ran.stderr.strip()}")
    rows = [line.split("\t") for line in ran.stdout.splitlines()]
    return {(method, path): (int(status), way, handler) for method, path, status, way, handler in rows}


def unproved(name, target):
    """Lines of the head that do not hold of the running service."""
    told, lines = answers(name, target), head(name)
    exact = {(line["method"], line["path"]) for kind, line in lines if kind == "expect"}
    for kind, line in lines:
        method, path = line["method"], line["path"]
        verbs = [verb for verb, at in told if at == path] if method == "ANY" else [method]
        for verb in verbs:
            if verb != method and (verb, path) in exact:
                continue
            status, way, handler = told.get((verb, path), (0, "", "nothing"))
            served = status not in (404, 405) and handler == line["handler"]
            if method == "HEAD":
                served = status == 200
            served = served and (method == "ANY" or way == (line["way"] or ""))
            if kind == "absent" and status not in (404, 405):
                yield f"absent {verb} {path}: {status} {handler}"
            if kind == "expect" and not served and line["condition"] is None:
                yield f"{verb} {path}: expected {line['handler']} via {line['way']}, got {status} {handler} via {way}"


def said(document, name):
    """What wayline says of a fixture: method and path to handler, way and condition."""
    package = f"routes_{name}"
    found = {}
    for row in document["routes"]:
        if not row["service"].startswith(f"{package}::"):
            continue
        handler = row["handler"].removeprefix(f"{package}::")
        handler = "<closure>" if handler.endswith("<closure>") else handler
        way = ", ".join(layer["name"].split("::")[-1] for layer in row["layers"] if layer["name"].startswith(package))
        key = (row["method"], row["path"])
        if key in found:
            yield key, "twice"
        found[key] = (handler, way, row["conditional"])
    yield from found.items()


def differences(document, name):
    expected = {
        (line["method"], line["path"]): (line["handler"], line["way"] or "", line["condition"])
        for kind, line in head(name)
        if kind == "expect"
    }
    found = dict(said(document, name))
    ways = any(way for _, way, _ in expected.values())
    for key in sorted(expected.keys() | found.keys()):
        wanted, got = expected.get(key), found.get(key)
        if wanted is None or got is None or wanted[0] != got[0] or wanted[2] != got[2] or ways and wanted[1] != got[1]:
            yield f"{' '.join(key)}: wayline says {got or 'nothing'}, expected {wanted or 'nothing'}"


def main():
    wayline, target, *only = sys.argv[1:]
    names = sorted(path.parent.parent.name for path in (HERE / "routes").glob("*/src/main.rs"))
    told = subprocess.run([wayline, "routes", "--format", "json", HERE], capture_output=True, text=True)
    document = json.loads(told.stdout)
    failed = 0
    for name in only or names:
        problems = [*unproved(name, pathlib.Path(target)), *differences(document, name)]
        lines = [kind for kind, _ in head(name)]
        print(f"{name}: {lines.count('expect')} routes, {lines.count('absent')} absent: {len(problems)} differences")
        for problem in problems:
            print(f"  {problem}")
        failed += len(problems)
    for gap in document["unresolved"]:
        print(f"unresolved: {gap}")
    return 1 if failed or document["unresolved"] else 0


sys.exit(main())
