//! What of programs that never end, or want all the memory there is? Bounds end them; what stands before and beside stays.

use super::{HEALTHY, assert_routes, assert_routes_include, healthy_and, workspace};

const ROUTER: &str = "from fastapi import APIRouter\n\nrouter = APIRouter()\n";

fn assert_healthy_despite(code: &str) {
    assert_routes_include(&healthy_and(code), &["/healthy"]);
}

#[test]
fn while_true_at_module_level() {
    assert_healthy_despite("while True:\n    pass\n");
    assert_healthy_despite("n = 0\nwhile n >= 0:\n    n += 1\n");
    assert_healthy_despite("while True:\n    while True:\n        while True:\n            app.state.x = 1\n");
}

#[test]
fn while_true_in_start_up_code_does_not_hide_what_is_registered_before() {
    let folder = healthy_and(
        "r = APIRouter()\n\n\n@r.get(\"/started\")\ndef started(): ...\n\n\nasync def forever():\n    while True:\n        await work()\n\n\n\
         @app.on_event(\"startup\")\nasync def start():\n    app.include_router(r)\n    asyncio.create_task(forever())\n    await forever()\n",
    );
    assert_routes(&folder, &["/healthy", "/started"]);
}

#[test]
fn background_work_does_not_hide_what_is_registered_after() {
    let folder = healthy_and(
        "import asyncio\n\nr = APIRouter()\n\n\n@r.get(\"/started\")\ndef started(): ...\n\n\nasync def forever():\n    while True:\n        app.state.n += 1\n\n\n\
         @app.on_event(\"startup\")\nasync def start():\n    asyncio.create_task(forever())\n    app.include_router(r)\n",
    );
    assert_routes(&folder, &["/healthy", "/started"]);
}

#[test]
fn recursion_without_end() {
    assert_healthy_despite("def f():\n    return f()\n\n\nf()\n");
    assert_healthy_despite("def f(n):\n    return g(n + 1)\n\n\ndef g(n):\n    return [f(n), f(n)]\n\n\nf(0)\n");
    assert_healthy_despite("f = lambda g: g(g)\nf(f)\n");
    assert_healthy_despite("class A:\n    def __init__(self):\n        self.a = A()\n\n\nA()\n");
    assert_healthy_despite(
        "class A:\n    def __getattr__(self, name):\n        return getattr(self, name + name)\n\n\nA().x\n",
    );
    assert_healthy_despite("class A:\n    @property\n    def a(self):\n        return self.a\n\n\nA().a\n");
}

#[test]
fn recursive_factories() {
    assert_healthy_despite(
        "def create_app(n=0):\n    a = FastAPI()\n    a.mount(\"/m\", create_app(n + 1))\n    return a\n",
    );
    assert_healthy_despite(
        "def make():\n    r = APIRouter(prefix=\"/r\")\n    r.include_router(make())\n    return r\n\n\napp.include_router(make())\n",
    );
    assert_healthy_despite("def deco(f):\n    @deco\n    def g(): ...\n    return g\n\n\n@deco\ndef h(): ...\n");
}

#[test]
fn collections_that_grow_without_end() {
    assert_healthy_despite("xs = [1]\nfor x in xs:\n    xs.append(x)\n");
    assert_healthy_despite("xs = [1]\nwhile xs:\n    xs += xs\n");
    assert_healthy_despite("d = {}\nwhile True:\n    d[len(d)] = dict(d)\n");
    assert_healthy_despite("def g():\n    while True:\n        yield 1\n\n\nxs = list(g())\n");
    assert_healthy_despite(
        "xs = []\nxs.append(xs)\nprint(xs, str(xs), xs == xs)\nd = {}\nd['d'] = d\nprint(d, f'{d}')\n",
    );
    assert_healthy_despite(
        "import itertools\n\nfor x in itertools.count():\n    app.state.x = x\nfor x in itertools.cycle([1]):\n    pass\n",
    );
    assert_healthy_despite(
        "xs = [a + b + c + d + e for a in range(999) for b in range(999) for c in range(999) for d in range(999) for e in range(9)]\n",
    );
}

#[test]
fn routes_that_grow_without_end() {
    assert_healthy_despite("for route in app.routes:\n    app.add_api_route(route.path + \"/x\", healthy)\n");
    assert_healthy_despite("n = 0\nwhile True:\n    n += 1\n    app.add_api_route(f\"/n/{n}\", healthy)\n");
}

#[test]
fn text_and_numbers_that_grow_without_end() {
    for code in [
        "s = 'x'\nfor _ in range(1000):\n    s = s + s\n",
        "s = 'x' * 10**12\n",
        "s = '/x'\nwhile True:\n    s = f'{s}{s}'\n",
        "s = 'x'\nfor _ in range(99):\n    s = s.replace('x', 'xxxxxxxx')\n",
        "s = 'x'\nfor _ in range(99):\n    s = s.join([s, s, s])\n",
        "s = '%999999999d' % 1\nt = f'{1:999999999}'\nu = 'x'.zfill(10**11) + 'x'.ljust(10**11)\nv = '{:>99999999999}'.format(1)\n",
        "xs = [0] * 10**12\nys = list(range(10**12))\nzs = (1,) * 99999999999\n",
        "xs = [0]\nfor _ in range(99):\n    xs = xs * 100\n",
        "n = 10 ** 10 ** 10\nm = 1 << 10**10\nk = -5 // 0\nj = 5 % 0\ni = 9223372036854775807 + 1\nh = -9223372036854775808 // -1\n",
        "for n in range(10**15):\n    app.state.n = n\n",
    ] {
        assert_healthy_despite(code);
    }
}

#[test]
fn cycles_of_imports() {
    let main = format!("{HEALTHY}\n\nfrom a import router\n\napp.include_router(router, prefix=\"/a\")\n");
    let a = format!("from b import helper\n{ROUTER}\n\n@router.get(\"/x\")\ndef x(): ...\n");
    let b = "from c import other\nfrom a import router\n\n\ndef helper(): ...\n";
    let c = "import main\nfrom b import helper\nother = 1\n";
    let folder = workspace(&[
        ("main.py", main.as_bytes()),
        ("a.py", a.as_bytes()),
        ("b.py", b.as_bytes()),
        ("c.py", c.as_bytes()),
    ]);
    assert_routes(&folder, &["/healthy", "/a/x"]);
}

#[test]
fn a_module_that_imports_itself_and_star_imports_in_a_ring() {
    let main = format!("{HEALTHY}\n\nimport main\nfrom main import *\nfrom a import *\n");
    let folder = workspace(&[
        ("main.py", main.as_bytes()),
        ("a.py", b"from b import *\n"),
        ("b.py", b"from a import *\nfrom b import nothing\n"),
    ]);
    assert_routes(&folder, &["/healthy"]);
}

#[test]
fn cycles_of_includes_and_mounts() {
    assert_healthy_despite("r = APIRouter(prefix=\"/r\")\nr.include_router(r)\napp.include_router(r)\n");
    let ring = "a = APIRouter(prefix=\"/a\")\nb = APIRouter(prefix=\"/b\")\na.include_router(b)\nb.include_router(a)\napp.include_router(a)\n";
    assert_healthy_despite(ring);
    assert_healthy_despite("app.mount(\"/self\", app)\n");
    assert_healthy_despite("other = FastAPI()\nother.mount(\"/back\", app)\napp.mount(\"/there\", other)\n");
}

#[test]
fn cycles_of_dependencies() {
    let by_annotation = "def a(x: \"Annotated[int, Depends(b)]\"): ...\n\n\ndef b(x: \"Annotated[int, Depends(a)]\"): ...\n\n\n\
                         @app.get(\"/cycle\")\ndef cycle(x: \"Annotated[int, Depends(a)]\"): ...\n";
    assert_healthy_despite(&format!("from typing import Annotated\n\n\n{by_annotation}"));
    assert_healthy_despite(
        "class A:\n    def __init__(self, a: \"A\" = Depends()): ...\n\n\n@app.get(\"/cycle\")\ndef cycle(a: A = Depends()): ...\n",
    );
}

#[test]
fn cycles_of_classes_and_names() {
    assert_healthy_despite("class A(B): ...\n\n\nclass B(A): ...\n\n\nclass C(C): ...\n\n\nA()\nB()\nC()\n");
    assert_healthy_despite("x = y\ny = x\nx = x\ndel x, x\n");
    assert_healthy_despite(
        "import functools\nf = functools.partial(print)\nf.func = f\nf()\nhealthy.__wrapped__ = healthy\n",
    );
}
