#!/usr/bin/env python3
"""Does `wayline routes` print what the running framework serves? Compares every case under every FastAPI version.

    compare.py --python VERSION=INTERPRETER … [--wayline PATH] [--only TEXT] [--record] [--no-wayline]

Cases: tests/probes/*, tests/wiring/*, tests/live/cases/* and, if present, tests/projects/shop. A case's `main.py` may open with

    # live: apps=main:app,admin:api     the applications (default `main:app`; `main:create()` calls a factory)
    # live: versions=0.165.0            the versions it is made for (default: all)

The truth is what the running application holds after start-up (`running.py`). wayline gets a copy of the case with a
`requirements.txt` that pins the version. Compared: method, path, file and function of each endpoint, its inputs and security
schemes; tags, status, deprecated, in_schema, name and operation_id where wayline's row has that key.
`--record` writes the truth of the cases to recorded/VERSION.json, which the quick lane reads (`tests/it/truth.rs`); without it
a record that no longer equals the running framework is a failure.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
TESTS = os.path.dirname(HERE)
APPS = {"probes/32_src_layout": ["shop.main:app"], "projects/shop": ["shop.main:app"]}
PINS = {"projects/shop": ["0.165.0"]}  # what the case pins itself
CONVERTER = re.compile(r"\{([^}:]+):[^}]+\}")
KEY = ("method", "path", "file", "function")
DETAILS = ("tags", "status", "deprecated", "in_schema", "name", "operation_id")
ABSENT = {"inputs": [], "schemes": [], "tags": [], "status": None, "deprecated": False, "in_schema": True, "name": None, "operation_id": None}


def header(tree):
    """-> the settings of the `# live:` lines of a case's main.py"""
    file = os.path.join(tree, "main.py")
    lines = open(file, encoding="utf-8").read().splitlines() if os.path.exists(file) else []
    pairs = [word.split("=", 1) for line in lines if line.startswith("# live:") for word in line[len("# live:"):].split()]
    return {key: value.split(",") for key, value in pairs}


def cases(only):
    """-> every case: name, tree, apps, versions (None: all)"""
    found = []
    for group in ("probes", "wiring", "live/cases", "projects"):
        folder = os.path.join(TESTS, group)
        for entry in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            tree, name = os.path.join(folder, entry), f"{group}/{entry}"
            if not os.path.isdir(tree) or only not in name or (group == "projects" and entry != "shop"):
                continue
            said = header(tree)
            apps = said.get("apps") or APPS.get(name) or ["app.main:app" if group == "wiring" else "main:app"]
            src = os.path.join(tree, "src")
            found.append({"name": name, "tree": tree, "path": src if os.path.isdir(src) else tree, "apps": apps,
                          "versions": said.get("versions") or PINS.get(name)})
    return found


def wanted(case, version):
    return not case["versions"] or version in case["versions"]


def running(interpreter, todo):
    """-> (version of FastAPI, {case name: answer})"""
    text = "".join(json.dumps({key: case[key] for key in ("name", "tree", "path", "apps")}) + "\n" for case in todo)
    run = subprocess.run([interpreter, os.path.join(HERE, "running.py")], input=text, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{interpreter}: {run.stderr[-2000:]}")
    first, *answers = map(json.loads, run.stdout.splitlines())
    return first["fastapi"], {a["name"]: a for a in answers}


def printed(args, case, version):
    """-> the rows wayline prints for a copy of the case that pins the version"""
    with tempfile.TemporaryDirectory() as temp:
        tree = os.path.join(temp, os.path.basename(case["tree"]))
        shutil.copytree(case["tree"], tree, ignore=shutil.ignore_patterns("__pycache__"))
        with open(os.path.join(tree, "requirements.txt"), "w") as out:
            out.write(f"fastapi=={version}\n")
        run = subprocess.run([args.wayline, "routes", "--format", "json", "."], cwd=tree, capture_output=True, text=True, timeout=20)
    try:
        rows = [row for row in json.loads(run.stdout)["routes"] if not row["file"].endswith(".rs")]
        return [normal(row) for row in rows if row["method"] != "MOUNT"]
    except (ValueError, KeyError) as error:
        raise RuntimeError(f"exit code {run.returncode}, no routes ({error}): {run.stderr[:300]}") from error


def normal(row):
    """-> a row of wayline's in the form of `running.endpoint`; a callable object is named by its class"""
    handler = (row.get("handler") or "<closure>").removesuffix(".__call__")
    out = {"method": row["method"].upper(), "path": CONVERTER.sub(r"{\1}", row["path"]), "file": os.path.normpath(row["file"]),
           "function": re.split(r"::|[.:]", handler)[-1], "conditional": row.get("conditional")}
    out["inputs"] = sorted([i["in"], i["name"], bool(i["required"])] for i in row.get("inputs") or [])
    out["schemes"] = sorted(set((row.get("auth") or {}).get("schemes") or []))
    return out | {key: row[key] for key in DETAILS if key in row}


def key(row):
    return tuple(row[k] for k in KEY)


def automatic(row, rows):
    """whether a HEAD goes with a GET of the same handler: Starlette adds one by itself, so printing it is neither right nor wrong"""
    return row["method"] == "HEAD" and any(r["method"] == "GET" and key(r)[1:] == key(row)[1:] for r in rows)


def differences(truth, rows):
    """-> readable lines, empty if wayline prints the truth"""
    have = {key(r): r for r in rows}
    want = {key(t): t for t in reversed(truth)}  # of equal keys the first registered answers
    lines = ["missing " + " ".join(k) for k in want if k not in have and not automatic(want[k], truth)]
    lines += ["extra   " + " ".join(k) for k, r in have.items() if k not in want and not r["conditional"] and not automatic(r, rows)]
    for k in want.keys() & have.keys():
        for part in ("inputs", "schemes", *DETAILS):
            true, told = want[k].get(part, ABSENT[part]), have[k].get(part)
            if part in have[k] and comparable(want[k], part) and told != true:
                lines.append(f"{part} of {' '.join(k[:2])}: is {true}, told {told}")
    return lines


def comparable(truth, part):
    """whether the running framework says something about this part: Starlette's own routes have no inputs, tags, …"""
    return part in ("inputs", "schemes") or "in_schema" in truth


def judge(args, case, version, answer):
    """-> the differences of one case under one version"""
    if "error" in answer:
        return [f"does not run: {answer['error']}"]
    try:
        return differences(answer["endpoints"], printed(args, case, version))
    except Exception as error:  # a crash or a time-out is a wrong answer
        return [f"{type(error).__name__}: {error}"]


def record_file(version):
    return os.path.join(HERE, "recorded", f"{version}.json")


def recorded(version):
    file = record_file(version)
    return json.load(open(file)) if os.path.exists(file) else {}


def record(version, answers):
    """writes one endpoint a line, so that a change of the framework reads well as a diff"""
    os.makedirs(os.path.dirname(record_file(version)), exist_ok=True)
    blocks = []
    for name, answer in sorted(answers.items()):
        if "endpoints" in answer:
            rows = ",\n".join("  " + json.dumps(row) for row in answer["endpoints"])
            blocks.append(f"{json.dumps(name)}: [\n{rows}\n ]")
    with open(record_file(version), "w") as out:
        out.write("{\n " + ",\n ".join(blocks) + "\n}\n")


def compare(args, version, todo, answers):
    """-> (passed, failed), after printing a line per case and its differences"""
    old, passed, failed = recorded(version), 0, 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(lambda c: [] if args.no_wayline and "error" not in answers[c["name"]] else judge(args, c, version, answers[c["name"]]), todo))
    for case, lines in zip(todo, verdicts):
        if case["name"] in old and old[case["name"]] != answers[case["name"]].get("endpoints"):
            lines = lines + [f"the running framework differs from {os.path.relpath(record_file(version))}: record it again?"]
        passed, failed = passed + (not lines), failed + bool(lines)
        if lines or not args.quiet:
            print(f"{version:9} {case['name']:45} {'ok' if not lines else f'{len(lines)} differences'}")
        for line in lines:
            print(f"            {line}")
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", action="append", required=True, metavar="VERSION=INTERPRETER")
    parser.add_argument("--wayline", default="wayline")
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--record", action="store_true", help="write recorded/VERSION.json")
    parser.add_argument("--no-wayline", action="store_true", help="only run the cases and compare with the record")
    parser.add_argument("--quiet", action="store_true", help="print failing cases only")
    args = parser.parse_args()
    args.wayline = os.path.realpath(args.wayline) if os.sep in args.wayline else args.wayline
    passed = failed = 0
    for version, interpreter in (pair.split("=", 1) for pair in args.python):
        todo = [case for case in cases(args.only) if wanted(case, version)]
        real, answers = running(interpreter, todo)
        if real != version:
            sys.exit(f"{interpreter} has FastAPI {real}, not {version}")
        if args.record:
            record(version, {**{n: {"endpoints": e} for n, e in recorded(version).items() if args.only}, **answers})
        good, bad = compare(args, version, todo, answers)
        passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
