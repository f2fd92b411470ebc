"""Dump the TRUE route table of a FastAPI app.  Run inside the project's own venv:

    python dump.py SETUP.py --root SRC_ROOT --out NAME.json

SETUP.py is exec'd; it may set os.environ / sys.path / install stubs and must define
get_apps() -> {"module:attr": app_object}.
Works with FastAPI 0.79 (eager include_router copies) .. 0.141 (lazy _IncludedRouter).
"""
import argparse, ast, functools, inspect, json, os, re, sys, time, traceback

ROOT = None
DOC_NAMES = {"openapi", "swagger_ui_html", "swagger_ui_redirect", "redoc_html"}
REG = {}  # id(endpoint) -> list of (path, methods|None, file, line)
KEEP = []


def rel(f):
    try:
        f = os.path.realpath(f)
    except Exception:
        return f
    r = os.path.relpath(f, ROOT)
    return r if not r.startswith("..") else "<ext>/" + re.sub(r"^.*?site-packages/", "", f)


def install_registration_spy():
    """remember where each endpoint was registered (the decorator line or the add_api_route call)."""
    import fastapi.routing as fr
    import fastapi.applications as fa
    fdir = os.path.dirname(os.path.realpath(fr.__file__))
    sdir = os.path.join(os.path.dirname(fdir), "starlette")
    orig = fr.APIRouter.add_api_route

    def add_api_route(self, path, endpoint, *a, **k):
        f = sys._getframe(1)
        included = False
        site = None
        while f is not None:
            fn = f.f_code.co_filename
            if f.f_code.co_name == "include_router" and fn.startswith(fdir):
                included = True
                break
            if site is None and not fn.startswith((fdir, sdir)) and fn != __file__ and not fn.startswith("<"):
                site = (fn, f.f_lineno)
                break
            f = f.f_back
        if not included and site:
            KEEP.append(endpoint)
            m = k.get("methods")
            REG.setdefault(id(endpoint), []).append((getattr(self, "prefix", "") + path, sorted(m) if m else ["GET"], rel(site[0]), site[1]))
        return orig(self, path, endpoint, *a, **k)

    fr.APIRouter.add_api_route = add_api_route


def unwrap(fn):
    seen = 0
    while seen < 50:
        seen += 1
        if isinstance(fn, functools.partial):
            fn = fn.func
        elif inspect.ismethod(fn):
            fn = fn.__func__
        elif hasattr(fn, "__wrapped__"):
            fn = fn.__wrapped__
        else:
            break
    return fn


_ast_cache = {}


def def_line(file, first):
    """co_firstlineno is the first decorator's line; give the `def` line too."""
    if file not in _ast_cache:
        m = {}
        try:
            t = ast.parse(open(file, encoding="utf8").read())
            for n in ast.walk(t):
                if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    lo = min([n.lineno] + [d.lineno for d in n.decorator_list])
                    m[lo] = n.lineno
        except Exception:
            pass
        _ast_cache[file] = m
    return _ast_cache[file].get(first, first)


def where(fn):
    o = fn
    fn = unwrap(fn)
    mod = getattr(fn, "__module__", None)
    q = getattr(fn, "__qualname__", None)
    code = getattr(fn, "__code__", None)
    if code is None:  # class or callable instance
        cls = fn if inspect.isclass(fn) else type(fn)
        call = getattr(cls, "__call__", None) if not inspect.isclass(fn) else getattr(cls, "__init__", None)
        try:
            f = inspect.getsourcefile(cls)
            line = inspect.getsourcelines(cls)[1]
        except Exception:
            f, line = None, None
        return dict(module=cls.__module__, qualname=q or cls.__qualname__ + ("()" if not inspect.isclass(fn) else ""),
                    file=rel(f) if f else None, line=line, def_line=line)
    f = code.co_filename
    return dict(module=mod, qualname=q, file=rel(f), line=code.co_firstlineno, def_line=def_line(f, code.co_firstlineno))


def required(field):
    fi = getattr(field, "field_info", None)
    if hasattr(fi, "is_required"):
        try:
            return bool(fi.is_required())
        except Exception:
            pass
    r = getattr(field, "required", None)
    return bool(r)


def alias(field):
    """the name on the wire; `validation_alias` counts where the running FastAPI reads it"""
    try:
        from fastapi.dependencies.utils import get_validation_alias
        return get_validation_alias(field)
    except ImportError:
        pass
    fi = getattr(field, "field_info", None)
    for c in (getattr(fi, "alias", None), getattr(field, "alias", None), getattr(field, "name", None)):
        if isinstance(c, str):
            return c


def is_model(field):
    try:
        from pydantic import BaseModel
        t = getattr(field, "type_", None) or getattr(field.field_info, "annotation", None)
        return inspect.isclass(t) and issubclass(t, BaseModel)
    except Exception:
        return False


def dep_info(dependant, from_path, own):
    params, deps, sec = [], [], []
    from fastapi.security.base import SecurityBase

    def walk(d, top, depth):
        for kind in ("path", "query", "header", "cookie", "body"):
            for f in getattr(d, kind + "_params", []) or []:
                e = {"in": kind, "name": alias(f), "required": required(f), "via": "endpoint" if top else "dependency"}
                if getattr(f, "name", None) != e["name"]:
                    e["py"] = f.name
                if is_model(f):
                    e["model"] = True
                fi = f.field_info
                if kind == "body":
                    e["body_kind"] = type(fi).__name__
                if e not in params:
                    params.append(e)
        for s in getattr(d, "security_requirements", None) or []:
            ss = getattr(s, "security_scheme", None)
            if ss is not None:
                sec.append(type(ss).__name__)
        for sub in d.dependencies:
            c = sub.call
            u = unwrap(c)
            if isinstance(u, SecurityBase):
                if type(u).__name__ not in sec:
                    sec.append(type(u).__name__)
            w = where(c)
            deps.append({"depth": depth, "call": f"{w['module']}:{w['qualname']}", "file": w["file"], "line": w["line"]})
            if depth < 25:
                walk(sub, False, depth + 1)

    if dependant is not None:
        walk(dependant, True, 0)
    return params, deps, sorted(set(sec))


def short(x, n=200):
    if x is None:
        return None
    try:
        if inspect.isclass(x):
            return f"{x.__module__}.{x.__qualname__}"
        s = repr(x)
    except Exception:
        s = "<unrepr>"
    return s[:n]


def tagstr(t):
    import enum
    return str(t.value) if isinstance(t, enum.Enum) else str(t)


def reg_sites(endpoint, path, methods):
    c = REG.get(id(endpoint), [])
    # same endpoint may be registered more than once: keep those whose path is a suffix
    best = [r for r in c if path.endswith(r[0]) and set(r[1]) & set(methods)] or c
    out = []
    for r in best:
        if [r[2], r[3]] not in out:
            out.append([r[2], r[3]])
    return out


def verbs_of(endpoint):
    """the verbs of a Starlette route without `methods`: those an endpoint class defines; any other ASGI application takes every verb"""
    from starlette.endpoints import HTTPEndpoint
    if inspect.isclass(endpoint) and issubclass(endpoint, HTTPEndpoint):
        return [v for v in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS") if hasattr(endpoint, v.lower())]
    return ["ANY"]


def walk_routes(routes, prefix, acc, seen, chain):
    import starlette.routing as sr
    import fastapi.routing as fr
    it = getattr(fr, "iter_route_contexts", None)
    if it is not None:
        pairs = []
        for rc in it(list(routes)):
            ctx = rc._route_context
            pairs.append((rc.original_route, rc if ctx is None or not getattr(ctx, "starlette_route", None) else None, ctx))
        items = []
        for orig, rc, ctx in pairs:
            if ctx is not None and getattr(ctx, "starlette_route", None) is not None:
                items.append((ctx.starlette_route, ctx.starlette_route))
            elif ctx is not None:
                items.append((orig, ctx))
            else:
                items.append((orig, orig))
    else:
        items = [(r, r) for r in routes]
    for orig, r in items:
        tn = type(orig).__name__
        if isinstance(orig, fr.APIRoute):
            path = prefix + (getattr(r, "path_format", None) or r.path)
            raw = prefix + r.path
            params, deps, sec = dep_info(r.dependant, path, True)
            w = where(r.endpoint)
            methods = sorted(r.methods)
            rm = getattr(r, "response_model", None)
            for m in methods:
                op = dict(method=m, path=path)
                if raw != path:
                    op["raw_path"] = raw
                op.update(kind="api", **w)
                op.update(
                    reg=reg_sites(r.endpoint, r.path, methods),
                    name=r.name, operation_id=r.operation_id, unique_id=getattr(r, "unique_id", None),
                    include_in_schema=bool(r.include_in_schema), status_code=int(r.status_code) if r.status_code is not None else None,
                    response_model=short(rm), tags=[tagstr(t) for t in (r.tags or [])], deprecated=bool(r.deprecated),
                    params=params, dependencies=deps, security=sec, route_class=tn, app_chain=chain or None)
                acc["operations"].append(op)
        elif isinstance(orig, (fr.APIWebSocketRoute, sr.WebSocketRoute)):
            d = getattr(r, "dependant", None) or getattr(orig, "dependant", None)
            params, deps, sec = dep_info(d, None, True)
            pf = prefix + (getattr(r, "path_format", None) or r.path)
            acc["websockets"].append(dict(path=pf, **where(r.endpoint), name=r.name, params=params, dependencies=deps, security=sec))
        elif isinstance(orig, sr.Mount) or tn == "_FrontendRouteGroup" or isinstance(orig, getattr(sr, "Host", ())):
            sub = getattr(orig, "app", None)
            mp = prefix + (getattr(r, "path", "") or "")
            tname = type(sub).__name__ if sub is not None else tn
            inner = sub
            hops = 0
            while inner is not None and not hasattr(inner, "routes") and hasattr(inner, "app") and hops < 10:
                inner = inner.app
                hops += 1
            acc["mounts"].append(dict(path=mp, app_type=tname, inner_type=type(inner).__name__ if inner is not None else None, name=getattr(orig, "name", None)))
            sub_routes = getattr(inner, "routes", None) or []
            key = (id(inner), mp)
            if sub_routes and key not in seen:
                seen.add(key)
                walk_routes(sub_routes, mp, acc, seen, chain + [mp])
        elif isinstance(orig, sr.Route):
            ep = r.endpoint
            methods = sorted(getattr(r, "methods", None) or verbs_of(ep))
            nm = getattr(ep, "__name__", "")
            doc = nm in DOC_NAMES or (nm == "<lambda>" and False) or (not r.include_in_schema and r.path in ("/openapi.json", "/docs", "/redoc", "/docs/oauth2-redirect"))
            q = getattr(unwrap(ep), "__qualname__", "")
            if q.startswith("FastAPI.setup."):
                doc = True
            for m in methods:
                if m == "HEAD" and "GET" in methods:
                    continue
                acc["operations"].append(dict(method=m, path=prefix + (getattr(r, "path_format", None) or r.path), kind="docs" if doc else "starlette", **where(ep), name=r.name, include_in_schema=bool(r.include_in_schema), app_chain=chain or None))
        else:
            acc["other"].append(dict(type=tn, path=str(getattr(r, "path", None))))


def dump_app(label, app, want_openapi=True):
    acc = dict(app=label, operations=[], websockets=[], mounts=[], other=[])
    walk_routes(app.routes, "", acc, {(id(app), "")}, [])
    acc["root_path"] = getattr(app, "root_path", "")
    if want_openapi:
        try:
            t = time.time()
            o = app.openapi()
            acc["openapi"] = dict(version=o.get("openapi"), n_paths=len(o.get("paths", {})), n_operations=sum(len([k for k in v if k in ("get", "put", "post", "delete", "patch", "head", "options", "trace")]) for v in o["paths"].values()), n_schemas=len(o.get("components", {}).get("schemas", {})), seconds=round(time.time() - t, 2))
            acc["_openapi_doc"] = o
        except Exception as e:
            acc["openapi"] = dict(error=f"{type(e).__name__}: {e}"[:300])
    # shadowing: same (method, path) registered earlier wins
    seen = set()
    for op in acc["operations"]:
        k = (op["method"], op["path"])
        if k in seen:
            op["duplicate"] = True
        seen.add(k)
    return acc


def compact(acc_list):
    """intern dependency trees and param lists to keep the file small"""
    tabs = {"params": [], "dependencies": []}
    idx = {"params": {}, "dependencies": {}}
    for a in acc_list:
        for op in a["operations"] + a["websockets"]:
            for k in tabs:
                if k in op:
                    s = json.dumps(op[k], sort_keys=True)
                    if s not in idx[k]:
                        idx[k][s] = len(tabs[k])
                        tabs[k].append(op[k])
                    op[k] = idx[k][s]
    return tabs


def main():
    global ROOT
    ap = argparse.ArgumentParser()
    ap.add_argument("setup"); ap.add_argument("--root", required=True); ap.add_argument("--out", required=True); ap.add_argument("--openapi-out")
    a = ap.parse_args()
    ROOT = os.path.realpath(a.root)
    out = os.path.realpath(a.out)
    a.openapi_out = a.openapi_out and os.path.realpath(a.openapi_out)
    here = os.path.dirname(os.path.realpath(__file__))
    sys.path.insert(0, here)
    g = {"__name__": "oracle_setup", "__file__": os.path.realpath(a.setup), "ROOT": ROOT}
    src = open(a.setup).read()
    t0 = time.time()
    install_registration_spy()
    exec(compile(src, a.setup, "exec"), g)
    apps = g["get_apps"]()
    t1 = time.time()
    accs, docs = [], {}
    for label, app in apps.items():
        acc = dump_app(label, app)
        docs[label] = acc.pop("_openapi_doc", None)
        accs.append(acc)
    import fastapi, pydantic, starlette
    try:
        import stubs
        stubbed = sorted(stubs.USED)
    except Exception:
        stubbed = []
    res = dict(schema=1, name=os.path.splitext(os.path.basename(a.setup))[0], meta=g.get("META", {}), python=sys.version.split()[0], fastapi=fastapi.__version__, pydantic=pydantic.VERSION, starlette=starlette.__version__, import_seconds=round(t1 - t0, 1), stubbed=stubbed, apps=accs)
    res["tables"] = compact(accs)
    with open(out, "w") as f:
        json.dump(res, f, separators=(",", ":"), default=str)
    if a.openapi_out:
        json.dump(docs, open(a.openapi_out, "w"), default=str)
    for acc in accs:
        n = sum(o["kind"] == "api" for o in acc["operations"]); s = sum(o["kind"] == "starlette" for o in acc["operations"])
        print(acc["app"], "api-ops", n, "starlette", s, "ws", len(acc["websockets"]), "mounts", len(acc["mounts"]), "openapi", acc.get("openapi"))
    print("stubbed:", stubbed, "import s:", res["import_seconds"])
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    try:
        main()
    except SystemExit:
        raise
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
