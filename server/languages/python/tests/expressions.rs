//! What do expressions lower to?

use super::shown;
use insta::assert_snapshot;

#[test]
fn chains_of_attributes_calls_and_subscripts() {
    let text =
        "a.b(c)[d].e\nrouter.get('/x', tags=['t'], *more, **kw)(f)\nx[1, 2:3, ...]\nx[::2]\nx[a,]\nany(p for p in q)";
    assert_snapshot!(shown(text), @r#"
    a.b(c)[d].e
    router.get("/x", tags=["t"], *more, **kw)(f)
    x[tuple(1, 2:3:, ...)]
    x[::2]
    x[tuple(a)]
    any(generator<p for p in q>)
    "#);
}

#[test]
fn operators_keep_their_grouping() {
    let text =
        "a + b * c ** -d\nnot a and b or ~c\na if b else c if d else e\n(a + b) @ c // d << e >> f & g | h ^ i % j / k";
    assert_snapshot!(shown(text), @r#"
    (a + (b * (c ** (-d))))
    (((not a) and b) or (~c))
    (a if b else (c if d else e))
    (((((((a + b) @ c) // d) << e) >> f) & g) | (h ^ ((i % j) / k)))
    "#);
}

#[test]
fn comparisons_are_chains_of_their_own() {
    assert_snapshot!(shown("a < b <= c\na not in b\na is not None\na == b != c"), @r#"
    (a < b <= c)
    (a not in b)
    (a is not None)
    (a == b != c)
    "#);
}

#[test]
fn displays_and_spreads() {
    let text =
        "[1, *a, *b + c, *d if e else f]\n(1,)\n()\n1, *b\n{1, *c}\n{}\n{'a': 1, **b}\n(a)\nx[*a]\nfor (a) in b: pass";
    assert_snapshot!(shown(text), @r#"
    [1, *a, *(b + c), *(d if e else f)]
    tuple(1)
    tuple()
    tuple(1, *b)
    set(1, *c)
    {}
    {"a": 1, **b}
    a
    x[tuple(*a)]
    for a in b:
        pass
    "#);
}

#[test]
fn comprehensions() {
    let text = "[x for x, y in z if x if y for w in x]\n{k: v for k, v in d.items()}\n{x for x in y}\n(x async for x in y)\n[x for x in lambda: y, z]";
    assert_snapshot!(shown(text), @r#"
    list<x for tuple(x, y) in z if x if y for w in x>
    dict<k: v for tuple(k, v) in d.items()>
    set<x for x in y>
    generator<x for x in y>
    list<x for x in tuple((lambda : return y), z)>
    "#);
}

#[test]
fn the_other_forms() {
    let text = "await f()\n(n := 10)\nlambda a, *b, c=1, **d: a(b)\nlambda: (yield)\nf(lambda x: lambda y: x)\nprint(x, file=y)\nmatch(type, match=type)";
    assert_snapshot!(shown(text), @r#"
    (await f())
    (n := 10)
    (lambda a, *b, keyword c = 1, **d: return a(b))
    (lambda : return (yield ))
    f((lambda x: return (lambda y: return x)))
    print(x, file=y)
    match(type, match=type)
    "#);
}

#[test]
fn types_are_the_expressions_they_look_like() {
    let text = "a: list[int] | None = 3\nb: Optional['Foo']\nc: x.y[int, str]\nd: Annotated[str, Depends(f)]\ne: A | B | C\nf: Callable[[int], str]\ng: tuple[int, ...]\nh: Literal[-1, 'a']\ni: np.ndarray[1:2]\nj: Union[list[int], dict[str, list[int]]]";
    assert_snapshot!(shown(text), @r#"
    a: (list[int] | None) = 3
    b: Optional["Foo"]
    c: x.y[tuple(int, str)]
    d: Annotated[tuple(str, Depends(f))]
    e: ((A | B) | C)
    f: Callable[tuple([int], str)]
    g: tuple[tuple(int, ...)]
    h: Literal[tuple((-1), "a")]
    i: np.ndarray[1:2:]
    j: Union[tuple(list[int], dict[tuple(str, list[int])])]
    "#);
}
