//! What do definitions lower to?

use super::{facts, shown};
use insta::assert_snapshot;

#[test]
fn functions_with_every_kind_of_parameter() {
    let text = "
@router.get('/x')
@cached
async def f(a, b: int, /, c=1, *args: str, d: int = 2, e, **kw) -> str:
    '''What it does.'''
    return a
def g(*, k): pass
def h[T: int](x: T) -> T: return x
";
    assert_snapshot!(shown(text), @r#"
    @router.get("/x")
    @cached
    async def f(positional a, positional b: int, c = 1, *args: str, keyword d: int = 2, keyword e, **kw) -> str:
        doc "What it does."
        return a
    def g(keyword k):
        pass
    def h(x: T) -> T:
        return x
    "#);
}

#[test]
fn a_nested_function_has_its_signature_in_its_parent() {
    let text = "def f():\n    def g(x=lambda: 1): return x\n    return g\n";
    assert_snapshot!(shown(text), @r#"
    def f():
        def g(x = (lambda : return 1)):
            return x
        return g
    "#);
    let facts = facts(text);
    assert_eq!(facts.surface().functions.len(), 1);
    let functions: Vec<usize> = facts.items().map(|item| facts.item(item).functions.len()).collect();
    assert_eq!(functions, [1, 2, 0, 0]);
}

#[test]
fn classes() {
    let text = "
@dataclass
class A(B, metaclass=M, *c):
    'Doc.'
    x: int = 1
    def m(self): pass
    class Inner: pass
class E[T](F): pass
";
    assert_snapshot!(shown(text), @r#"
    @dataclass
    class A(B, metaclass=M, *c):
        doc "Doc."
        x: int = 1
        def m(self):
            pass
        class Inner():
            pass
    class E(F):
        pass
    "#);
}

#[test]
fn a_yield_counts_only_for_the_function_it_stands_in() {
    let text = "
def outer():
    def inner(): yield 1
    x = lambda: (yield)
def own():
    if a: x = yield from b
def default():
    def f(x=(yield)): pass
";
    assert_snapshot!(shown(text), @r#"
    def outer():
        def inner(): # generator
            (yield 1)
        x = (lambda : return (yield ))
    def own(): # generator
        if a:
            x = (yield from b)
    def default(): # generator
        def f(x = (yield )):
            pass
    "#);
}

#[test]
fn documentation_strings_are_not_statements() {
    let text = "
'''Of the module.'''
def f():
    # A comment may come first.
    'a' 'b'
    'not this'
def g(): f'{x}'
def h(): b'x'
def i(): 'x', 'y'
def j(): 'x'.y
";
    assert_snapshot!(shown(text), @r#"
    def f():
        doc "ab"
        "not this"
    def g():
        f[x]
    def h():
        b"x"
    def i():
        tuple("x", "y")
    def j():
        "x".y
    "#);
}
