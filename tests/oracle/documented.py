#!/usr/bin/env python3
"""Holds `wayline routes --format json` (standard input) against an OpenAPI document: documented.py DOCUMENT [PREFIX]

PREFIX stands before each path of the document. Paths are compared without the names of their parameters. Prints what only
one of them has, and where both have an operation, inputs that differ (a body is one input). Exits with 1 if something
documented is not printed. A document in YAML needs PyYAML.
"""
import json, re, sys

VERBS = ("get", "put", "post", "patch", "delete", "head", "options", "trace")
BODY = ("body", "form", "file", "raw")


def read(path):
    text = open(path).read()
    if path.endswith(".json"):
        return json.loads(text)
    import yaml
    return yaml.safe_load(text)


def inputs(names, place):
    return {(place, name) for name in names if name}


def documented(operation, shared):
    found = set()
    for one in operation.get("parameters", []) + shared:
        found |= inputs([one.get("name")], one.get("in"))
    return found | ({("body", "")} if "requestBody" in operation else set())


def printed(route):
    return {("body", "") if one["in"] in BODY else (one["in"], one["name"]) for one in route["inputs"]}


def names(path):
    return re.findall(r"\{\*?([^}]*)\}", path)


def main():
    document, prefix = read(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    routes = json.load(sys.stdin)["routes"]
    shape = lambda path: re.sub(r"\{[^}]*\}", "{}", path).rstrip("/")
    wanted = {}
    for path, item in document["paths"].items():
        for verb in VERBS:
            if verb in item:
                wanted[verb.upper(), shape(prefix + path)] = (prefix + path, documented(item[verb], item.get("parameters", [])))
    found = {}
    for route in routes:
        found.setdefault((route["method"], shape(route["path"])), []).append(route)
    every = {path for method, path in found if method == "ANY"}
    missing = [key for key in wanted if key not in found and key[1] not in every]
    print(f"{len(wanted)} operations documented, {len(missing)} of them not printed; {len(routes)} routes printed")
    for method, path in missing:
        print(f"  not printed: {method} {path}")
    for key, (path, asked) in wanted.items():
        for route in found.get(key, []):
            if route["path"] != path and names(route["path"]) != names(path):
                print(f"  other names: {key[0]} {path}, printed {route['path']}")
                asked = {one for one in asked if one[0] != "path"} | {one for one in printed(route) if one[0] == "path"}
            for what, more in (("documented", asked - printed(route)), ("printed", printed(route) - asked)):
                if more:
                    print(f"  only {what}: {key[0]} {path}: " + ", ".join(sorted(" ".join(one).strip() for one in more)))
    for key, extra in found.items():
        if key not in wanted:
            for route in extra:
                print(f"  not documented: {key[0]} {route['path']}  {route['file']}:{route['line']}  {route['conditional'] or ''}".rstrip())
    sys.exit(bool(missing))


main()
