//! What is left of a text that the parser could not read in full?

use super::{facts, shown};
use insta::assert_snapshot;

#[test]
fn what_stands_around_a_broken_place_is_kept() {
    let text = "a = 1\n@app.get('/x')\ndef f(): return 1\nx = = 2\n@app.get('/y')\ndef g(): return 2\n";
    assert_eq!(facts(text).broken().count(), 1);
    assert_snapshot!(shown(text), @r#"
    a = 1
    @app.get("/x")
    def f():
        return 1
    x = <Broken>
    @app.get("/y")
    def g():
        return 2
    "#);
}

#[test]
fn a_value_with_an_unreadable_part_is_a_gap() {
    let text = "def f():\n    x = self.\n    return 2\nx = a b\nreturn c d\nfor x in y z: pass\nif a b: c\nx += 1 2\nf(a)(b c)";
    assert_snapshot!(shown(text), @r#"
    def f():
        x = <Broken>
        return <Broken>
        broken
        for <Broken> in <Broken>:
            pass
        broken
        if <Broken>:
            c
        broken
        f(a)(*<Broken>)
    "#);
}

#[test]
fn an_unreadable_element_is_any_number_of_elements() {
    let text = "include(router, prefix=)\n[1, 2 3]\n{'a': 1, 'b':}\n";
    assert_snapshot!(shown(text), @r#"
    include(router, *<Broken>)
    [1, *<Broken>]
    {"a": 1, "b": <Broken>}
    "#);
}

#[test]
fn starred_displays_without_brackets_are_unknown_to_the_grammar() {
    let text = "
def f():
    try:
        a = 1
        yield None, h, *[s() for _ in o]
    except E:
        b = 2
    c
def g():
    return a, *(1, 2), b
    d = 3
";
    assert_snapshot!(shown(text), @r#"
    def f(): # generator
        try:
            a = 1
            broken
        except E:
            b = 2
        c
    def g():
        return tuple(a, <Broken>)
        d = 3
    "#);
}

#[test]
fn decorators_of_an_unreadable_function_do_not_pass_to_the_next() {
    let text = "
@app.get('/b')
def g(x)
    return x
@app.get('/c')
def h(x):
    return x
";
    assert_snapshot!(shown(text), @r#"
    broken
    @app.get("/c")
    def h(x):
        return x
    "#);
}

#[test]
fn an_unfinished_method_leaves_its_class_whole() {
    let text = "
class A:
    def f(self):
        return 1 +
    def g(self):
        return 2
@app.get('/')
def h(a, b=): pass
app.include_router(
@app.get('/b')
def i(x): return x
";
    assert_snapshot!(shown(text), @r#"
    class A():
        broken
        def f(self):
            broken
        def g(self):
            return 2
    @app.get("/")
    def h(a, b):
        pass
    app.include_router
    broken
    @app.get("/b")
    def i(x):
        return x
    "#);
}
