//! What do the cases of a `match` lower to?

use super::{facts, shown};
use insta::assert_snapshot;

#[test]
fn match_statements() {
    let text = "
match x, y:
    case 1 | -2 | 'a' | None: a
    case (3 | 4): a
    case a.b.C if d: a
    case [a, b] | {}: a
    case a, b: a
    case (a, b): a
    case P(x=1): a
    case int() as z: a
    case -1.5: a
    case (-1): a
    case 1+2j: a
    case name: a
match y:
    case _: a
";
    assert_snapshot!(shown(text), @r#"
    match tuple(x, y):
    case 1 | (-2) | "a" | None:
        a
    case 3 | 4:
        a
    case a.b.C if d:
        a
    case [capture a, capture b] | {}:
        a
    case [capture a, capture b]:
        a
    case [capture a, capture b]:
        a
    case P(x=1):
        a
    case int() as z:
        a
    case (-1.5):
        a
    case (-1):
        a
    case <other>:
        a
    case capture name:
        a
    match y:
    case _:
        a
    "#);
}

#[test]
fn keyword_patterns_of_a_class() {
    let text = "
match y:
    case P(): a
    case a.P(x=1, y='b',): a
    case P(x=-1, y=1.5): a
    case P(x=a.b | None, y=name, z=_): a
    case P(x=Q(y=[1, *rest]), z={'k': v}): a
    case P(x=1) | Q() as p: a
    case P(x=1 as p, y=(2 as q)): a
";
    assert_snapshot!(shown(text), @r#"
    match y:
    case P():
        a
    case a.P(x=1, y="b"):
        a
    case P(x=(-1), y=1.5):
        a
    case P(x=a.b | None, y=capture name, z=_):
        a
    case P(x=Q(y=[1, *rest]), z={"k": capture v}):
        a
    case P(x=1) | Q() as p:
        a
    case P(x=1 as p, y=2 as q):
        a
    "#);
}

#[test]
fn what_positional_patterns_of_a_class_mean_is_not_known() {
    let text = "
match y:
    case P(1): a
    case P(1, x=2): a
    case P(x=1+2j): a
";
    assert_snapshot!(shown(text), @r"
    match y:
    case <other>:
        a
    case <other>:
        a
    case P(x=<other>):
        a
    ");
}

#[test]
fn deeply_nested_patterns_do_not_overflow_the_stack() {
    for (open, close) in [("(", ")"), ("[", "]"), ("P(x=", ")"), ("P(", ")"), ("P(x=", " as b)"), ("{1: ", "}")] {
        facts(&format!("match y:\n case {}a{}: b\n", open.repeat(10_000), close.repeat(10_000)));
    }
}
