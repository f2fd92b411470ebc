#!/usr/bin/env python3
"""Scores `wayline routes --format json` against the truth.

  score.py probes                         the one-difficulty apps under ../probes/
  score.py wiring                         the small wiring cases under ../wiring/
  score.py python NAME TREE               a project of truth/python (TREE: the folder named by meta.tree in its checkout)
  options: --wayline PATH  --timeout S  --list N  --json OUT

Keys. P = (method, full path); F = (method, full path, file, function); H = (method, file, function): the handler was found at all.
`auth` = share of found endpoints where `auth.schemes` (security classes only) is empty exactly when the runtime tree has none; an absent field is wrong.
`inputs` = F1 over (endpoint, place, name, required) of found endpoints; an absent field counts as no inputs. `ws` = recall of websocket paths.
Parameter converters are stripped ({p:path} -> {p}); trailing slashes count. A row with `conditional` that the truth lacks is left out of `found`
(counted as `conditional`). A row with method ANY stands for every method. Operations whose handler lives outside the tree (third-party
routers), docs routes and automatic HEAD are not counted.
"""
import argparse, collections, json, os, re, subprocess, sys, time

HERE = os.path.dirname(os.path.realpath(__file__))
CONVERTER = re.compile(r"\{([^}:]+):[^}]+\}")
strip = lambda path: CONVERTER.sub(r"{\1}", path)


def rows_of(args, tree):
    """-> (rows, seconds); a row is method, path, file, function, line, schemes or None, inputs or None"""
    start = time.time()
    run = subprocess.run([args.wayline, "routes", "--format", "json", "."], cwd=tree, capture_output=True, text=True, timeout=args.timeout)
    rows = []
    for x in json.loads(run.stdout)["routes"]:
        handler = re.split(r"::|[.:]", x.get("handler") or "<closure>")[-1]
        rows.append((x["method"].upper(), x["path"], os.path.normpath(x["file"]), handler, x["line"],
                     (x.get("auth") or {}).get("schemes"), x.get("inputs"), x.get("conditional")))
    args.websockets = {strip(r[1]) for r in rows if r[0] in ("WEBSOCKET", "WS")}
    return [r for r in rows if r[0] not in ("WEBSOCKET", "WS", "MOUNT")], time.time() - start


def ratio(a, b):
    return round(a / b, 4) if b else None


def compare(truth, found):
    hit = len(truth & found)
    return {"truth": len(truth), "found": len(found), "hit": hit, "recall": ratio(hit, len(truth)), "precision": ratio(hit, len(found))}


def python(args, name, tree):
    data = json.load(open(f"{HERE}/truth/python/{name}.json"))
    ops, outside = [], 0
    for app in data["apps"]:
        for op in app["operations"]:
            if op["kind"] == "docs" or op["method"] == "HEAD" and not op.get("explicit_head", True):
                continue
            file = op.get("file")
            if not file or file.startswith("<") or not os.path.exists(os.path.join(tree, file)):
                outside += 1
                continue
            ops.append((op["method"], strip(op["path"]), file, (op.get("qualname") or "").split(".")[-1].replace("()", ""), op))
    rows, seconds = rows_of(args, tree)
    names, by_line = {(o[2], o[3]) for o in ops}, {}
    for o in ops:
        for line in range(o[4]["line"] or 0, (o[4].get("def_line") or 0) + 1):
            by_line[(o[2], line)] = o[3]
    rows = [(m, strip(p), f, n if (f, n) in names else by_line.get((f, l), n), s, i, c) for m, p, f, n, l, s, i, c in rows]
    wanted = {o[:4] for o in ops}
    spare = [r for r in rows if r[6] and r[:4] not in wanted]
    rows = [r for r in rows if not r[6] or r[:4] in wanted]
    many = len(data["apps"]) > 5  # the docs examples: hundreds of apps share the same paths
    P = (lambda x: x[:3]) if many else (lambda x: x[:2])
    F, H = (lambda x: x[:4]), (lambda x: (x[0], x[2], x[3]))
    out = {"name": name, "seconds": round(seconds, 2), "outside": outside, "conditional": len(spare)}
    for key, fn in (("P", P), ("F", F), ("H", H)):
        out[key] = compare({fn(o) for o in ops}, {fn(r) for r in rows})
    at = {F(r): r for r in rows}
    agree = total = tp = fp = fn_ = 0
    for o in ops:
        row = at.get(F(o))
        if row is None:
            continue
        total += 1
        agree += row[4] is not None and bool(row[4]) == bool(o[4].get("security"))
        want = {(p["in"], p["name"], bool(p["required"])) for p in data["tables"]["params"][o[4]["params"]]} if "params" in o[4] else set()
        have = {("body" if i["in"] in ("form", "file") else i["in"], i["name"], bool(i["required"])) for i in row[5] or []}
        tp += len(want & have); fp += len(have - want); fn_ += len(want - have)
    sockets = {strip(w["path"]) for app in data["apps"] for w in app.get("websockets", []) if w.get("file") and os.path.exists(os.path.join(tree, w["file"]))}
    out["ws"] = ratio(len(sockets & args.websockets), len(sockets))
    out["auth"] = ratio(agree, total)
    out["inputs"] = ratio(2 * tp, 2 * tp + fp + fn_)
    out["misses"] = sorted({F(o) for o in ops} - {F(r) for r in rows})
    out["extras"] = sorted({F(r) for r in rows} - {F(o) for o in ops})
    return out


def cases(args, folder, truth):
    right = 0
    for name in sorted(truth):
        want = {tuple([m, strip(p)] + rest) for m, p, *rest in truth[name] if m != "WEBSOCKET"}
        try:
            rows, _ = rows_of(args, f"{folder}/{name}")
            found = {((m, strip(p), f, n)[: len(next(iter(want)))]) for m, p, f, n, *_, c in rows if not c or (m, strip(p)) in {w[:2] for w in want}}
        except Exception as error:  # a crash or a time-out is a wrong answer
            found = {(type(error).__name__,)}
        ok = found == want
        right += ok
        print(f"{name:40} {'ok' if ok else f'{len(want & found)}/{len(want)} found, {len(found - want)} extra'}")
    print(f"{right} of {len(truth)} right")
    return right == len(truth)


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["probes", "wiring", "python"])
    ap.add_argument("name", nargs="?"); ap.add_argument("tree", nargs="?")
    ap.add_argument("--wayline", default="wayline"); ap.add_argument("--timeout", type=float, default=60)
    ap.add_argument("--list", type=int, default=20); ap.add_argument("--json")
    args = ap.parse_args()
    args.wayline = os.path.realpath(args.wayline) if os.sep in args.wayline else args.wayline
    if args.what in ("probes", "wiring"):
        folder = f"{HERE}/../probes" if args.what == "probes" else f"{HERE}/../wiring"
        truth = json.load(open(f"{folder}/truth.json" if args.what == "probes" else f"{folder}/expected.json"))
        sys.exit(not cases(args, folder, truth))
    result = python(args, args.name, os.path.realpath(args.tree))
    if args.json:
        json.dump(result, open(args.json, "w"), indent=1)
    if not result["P"]["truth"]:
        sys.exit("no operation of the truth lies in this tree: wrong folder?")
    print(json.dumps({k: v for k, v in result.items() if k not in ("misses", "extras")}, indent=1))
    for key in ("misses", "extras"):
        print(key, len(result[key]))
        for x in result[key][: args.list]:
            print("  ", *x)
