//! Do spans cover what they say?

use super::facts;
use crate::facts::{ItemId, Node};

const TEXT: &str = "\
import os.path as p
@app.get('/x')
# why
@cached
async def f(a: int = 1):
    return a
class C: pass
";

#[test]
fn a_function_is_marked_from_its_first_decorator_its_def_from_its_first_word() {
    let facts = facts(TEXT);
    let function = &facts.surface().functions[0];
    let text = |mark| {
        let span = facts.span(ItemId::default(), Node::Mark(mark));
        &TEXT[span.start as usize..span.end as usize]
    };
    assert!(text(function.mark).starts_with("@app.get('/x')\n"));
    assert!(text(function.mark).ends_with("return a"));
    assert!(text(function.def).starts_with("async def f("));
    assert_eq!(text(function.name_mark), "f");
    assert_eq!(text(function.params[0].mark), "a: int = 1");
    assert_eq!(text(facts.surface().classes[0].name_mark), "C");
}

#[test]
fn every_expression_has_a_span() {
    let facts = facts(TEXT);
    for item in facts.items() {
        assert_eq!(facts.item(item).exprs.len(), facts.expr_spans(item).len());
    }
    let returned = facts.expr_spans(facts.surface().functions[0].item)[0];
    assert_eq!(&TEXT[returned.start as usize..returned.end as usize], "a");
    assert_eq!(facts.line(returned.start), 6);
}
