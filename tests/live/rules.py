"""Proves the consequences that rules claim: the bad examples of their pages, run with the installed FastAPI.

    rules.py                 every bad example of every page
    rules.py NAME...         only these rules

Each example has a proof here: what happens where it is imported, or what a client sees. Exits 1 if one does not hold.
"""

import importlib.util
import pathlib
import sys
import tempfile
import warnings

import fastapi
from fastapi.testclient import TestClient

PAGES = pathlib.Path(__file__).parents[2] / "server" / "rules"
VERSION = tuple(int(part) for part in fastapi.__version__.split(".")[:3])
COPIES = VERSION < (0, 137)


def bad_examples(page):
    """The last file of each example under the heading "Bad"."""
    section = page.read_text().split("## Bad")[1].split("## Good")[0]
    fences = [fence for fence in section.split("```")[1::2]]
    return [text.partition("\n")[2] for text in fences if text.partition("\n")[0] == "python"]


def load(text):
    """Imports an example as a module."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "main.py"
        path.write_text(text)
        spec = importlib.util.spec_from_file_location("main", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["main"] = module
        spec.loader.exec_module(module)
    return module


def client(module):
    return TestClient(module.app)


def raises(*errors):
    """Importing the example raises one of these errors, by name."""

    def proof(text):
        try:
            app = load(text).app
            app.openapi()
            app.build_middleware_stack()
        except BaseException as error:
            return type(error).__name__ in errors, f"{type(error).__name__}: {str(error)[:80]}"
        return False, "starts"

    return proof


def seen(check):
    """What a check of the imported example gives is true."""

    def proof(text):
        result = check(load(text))
        return (result[0], str(result[1])) if isinstance(result, tuple) else (bool(result), "")

    return proof


def answers(method, path, status, **kwargs):
    def check(module):
        response = client(module).request(method, path, **kwargs)
        return response.status_code == status, f"{method} {path}: {response.status_code} {response.text[:80]}"

    return seen(check)


def reaches(method, path, handler):
    """The handler that a request reaches."""

    def check(module):
        reached = []

        async def app(scope, receive, send):
            await module.app(scope, receive, send)
            reached.append(getattr(scope.get("endpoint"), "__name__", None))

        TestClient(app).request(method, path)
        return reached[-1:] == [handler], f"{method} {path}: {reached}"

    return seen(check)


def operation(module, path, method="get"):
    return module.app.openapi()["paths"][path][method]


def parameters(module, path):
    return {one["name"]: one for one in operation(module, path).get("parameters", [])}


def duplicate_ids(module):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        module.app.openapi()
    return any("Duplicate Operation ID" in str(one.message) for one in caught)


def same_answers(module):
    one, other = (client(module).get(f"/users/{value}/posts") for value in ("1", "anything"))
    return one.status_code == other.status_code == 200 and one.text == other.text


def literal_brace(module):
    return client(module).get("/c/1").status_code == 404 and client(module).get("/c/{x").status_code == 200


def event_is_ignored(module):
    called = []
    module.app.router.on_startup[:] = [lambda: called.append(1)]
    with client(module):
        pass
    return not called


def task_fails_afterwards(module):
    try:
        client(module).post("/orders")
    except TypeError as error:
        quiet = TestClient(module.app, raise_server_exceptions=False).post("/orders")
        return quiet.status_code == 200, str(error)
    return False, "no error"


def task_never_runs(module):
    called = []
    module.send_mail = lambda: called.append(1)
    return client(module).post("/orders").status_code == 200 and not called


def fails_on_request(module):
    return TestClient(module.app, raise_server_exceptions=False).get("/items").status_code == 500


def function_is_passed(module):
    given = []
    route = module.app.router.routes[-1]
    route.dependant.call = lambda **values: given.extend(values.values())
    TestClient(module.app, raise_server_exceptions=False).get("/users")
    return [callable(value) for value in given] == [True], given


REFUSED = ("AssertionError", "FastAPIError", "ValueError", "TypeError", "RecursionError")

PROOFS = {
    "duplicate-route": [reaches("GET", "/items/x", "read_item")],
    "shadowed-route": [reaches("GET", "/users/me", "read_user")],
    "malformed-path": [
        answers("GET", "/items", 404),
        raises("AssertionError"),
        raises("FastAPIError"),
        raises("ValueError"),
        seen(literal_brace),
        answers("GET", "/items/export", 404),
    ],
    "duplicate-operation-id": [seen(duplicate_ids)],
    "path-param-missing": [seen(same_answers), seen(same_answers)],
    "path-param-name-mismatch": [answers("GET", "/users/7", 422)],
    "invalid-path-param-declaration": [raises("AssertionError"), raises("AssertionError")],
    "ignored-path-param-default": [seen(lambda module: parameters(module, "/pages/{page}")["page"]["required"])],
    "converter-mismatch": [answers("GET", "/items/7", 422)],
    "body-on-get": [seen(lambda module: "requestBody" in operation(module, "/items"))],
    "body-on-no-content-status": [
        raises("AssertionError"),
        seen(lambda module: client(module).delete("/users/1").content == b""),
        seen(lambda module: client(module).delete("/orders/1").content == b""),
    ],
    "returned-http-exception": [
        answers("GET", path, 200) for path in ("/items/101", "/users/101", "/orders/101", "/me")
    ],
    "refused-operation": [raises(*REFUSED), raises(*REFUSED)],
    "unincluded-router": [answers("GET", "/orders/", 404)],
    "routes-added-after-include": [
        answers("GET", "/items/late", 404 if COPIES else 200),
        reaches("GET", "/items/late", "read_named" if COPIES else "read_late"),
    ],
    "include-cycle": [None if COPIES else raises(*REFUSED)],
    "called-dependency": [raises("TypeError")],
    "dependency-called-as-default": [seen(fails_on_request)],
    "dependency-without-depends": [raises("FastAPIError"), seen(function_is_passed)],
    "dependency-cycle": [raises("RecursionError")],
    "on-event-ignored": [seen(event_is_ignored)],
    "background-task-called": [seen(task_fails_afterwards)],
    "detached-background-tasks": [seen(task_never_runs)],
    # It is about comments.
    "unused-suppression": [None, None],
}


def prove(page):
    """The proofs of one page that do not hold."""
    name = page.stem.replace("_", "-")
    examples, proofs = bad_examples(page), PROOFS.get(name, [])
    if len(examples) != len(proofs):
        return [f"{name}: {len(examples)} bad examples, {len(proofs)} proofs"]
    failed = []
    for number, (text, proof) in enumerate(zip(examples, proofs), 1):
        if proof is None:
            continue
        try:
            holds, what = proof(text)
        except BaseException as error:
            holds, what = False, f"{type(error).__name__}: {error}"
        if not holds:
            failed.append(f"{name}, example {number}: {what}")
    return failed


def main(names):
    pages = sorted(page for page in PAGES.glob("*/*.md") if not names or page.stem.replace("_", "-") in names)
    failed = [line for page in pages for line in prove(page)]
    for line in failed:
        print(f"fastapi {fastapi.__version__}: {line}")
    print(f"fastapi {fastapi.__version__}: {len(pages)} pages of rules, {len(failed)} claims that do not hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
