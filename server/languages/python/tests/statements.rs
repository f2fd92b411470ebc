//! What do statements lower to?

use super::shown;
use insta::assert_snapshot;

#[test]
fn assignments() {
    let text = "a = b = c, d = f()\nx.y: int\nx: str = 'a'\na[0] += 1\n(a, b), *c = d\na **= 2; b @= c\nx = yield\ntype X = int | str\ntype Y[T] = list[T]";
    assert_snapshot!(shown(text), @r#"
    a = b = tuple(c, d) = f()
    x.y: int
    x: str = "a"
    a[0] += 1
    tuple(tuple(a, b), *c) = d
    a **= 2
    b @= c
    x = (yield )
    X = (int | str)
    Y = list[T]
    "#);
}

#[test]
fn imports() {
    let text = "import a.b, c as d\nfrom . import x\nfrom ..m.n import (a, b as c,)\nfrom x import *\nfrom __future__ import annotations\nfrom .  a . \\\n b import c";
    assert_snapshot!(shown(text), @r#"
    import a.b, c as d
    from . import x
    from ..m.n import a, b as c
    from x import *
    from __future__ import annotations
    from .a.b import c
    "#);
}

#[test]
fn branches_and_loops() {
    let text = "
if a:
    pass
elif b: c
elif d:
    # only a comment
    e
else:
    f
for i, j in k, l:
    break
else:
    m
async for x in y: continue
while a:
    b
else:
    c
";
    assert_snapshot!(shown(text), @r#"
    if a:
        pass
    elif b:
        c
    elif d:
        e
    else:
        f
    for tuple(i, j) in tuple(k, l):
        break
    else:
        m
    for x in y:
        continue
    while a:
        b
    else:
        c
    "#);
}

#[test]
fn with_statements() {
    let text = "with a: pass\nwith a as b, c: pass\nwith (a as b, c as d.e,): pass\nwith (open(x) as f): pass\nwith (a, b): pass\nwith (yield a): pass\nasync with a as (b, c): pass";
    assert_snapshot!(shown(text), @r#"
    with a:
        pass
    with a as b, c:
        pass
    with a as b, c as d.e:
        pass
    with open(x) as f:
        pass
    with a, b:
        pass
    with (yield a):
        pass
    with a as tuple(b, c):
        pass
    "#);
}

#[test]
fn try_statements() {
    let text = "
try:
    a
except A as e:
    b
except (B, C):
    c
except D, E:
    d
except:
    e
else:
    f
finally:
    g
try: a
except* E as e: b
try: a
finally: b
";
    assert_snapshot!(shown(text), @r#"
    try:
        a
    except A as e:
        b
    except tuple(B, C):
        c
    except tuple(D, E):
        d
    except:
        e
    else:
        f
    finally:
        g
    try:
        a
    except E as e:
        b
    try:
        a
    finally:
        b
    "#);
}

#[test]
fn the_other_statements() {
    let text = "def f():\n    global a, b\n    nonlocal c\n    del a, b[0]\n    del (c)\n    assert a, b\n    raise A from b\n    raise\n    return a, b\n    return\n    ...\n    print 'x'";
    assert_snapshot!(shown(text), @r#"
    def f():
        global a, b
        nonlocal c
        del a, b[0]
        del c
        assert a
        raise A
        raise
        return tuple(a, b)
        return
        ...
        broken
    "#);
}
