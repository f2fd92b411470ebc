//! What lowering makes of Rust, and that it makes something of any text.

use crate::facts::{Code, Expr, Facts, ItemId, StmtKind, render};
use crate::languages::{lower, lower_whole};
use crate::syntax::Language;
use crate::text::FileId;

fn facts(text: &str) -> Facts {
    lower(Language::Rust, FileId(0), text)
}

/// The last expression that the body of the first function holds.
fn value(text: &str) -> String {
    let facts = facts(&format!("fn f() {{ {text} }}"));
    let body: &Code = facts.item(facts.surface().functions[0].item);
    match body.block.last().map(|stmt| &stmt.kind) {
        Some(StmtKind::Return(Some(value)) | StmtKind::Expr(value)) => render(body, *value),
        other => format!("{other:?}"),
    }
}

#[test]
fn paths_are_chains_whose_inner_names_keep_their_colons() {
    assert_eq!(value("crate::a::B::new(x)"), "crate::.a::.B::.new(x)");
    assert_eq!(value("<T as Routes>::all()"), "T::.all()");
    assert_eq!(value("get::<A, B>(h)"), "get[A, B](h)");
}

#[test]
fn what_only_borrows_casts_or_passes_errors_on_is_left_out() {
    assert_eq!(value("(&mut *a)?.b().await as u8"), "await a.b()");
    assert_eq!(value("return x"), "x");
}

#[test]
fn structures_are_calls_and_the_last_part_of_an_alias_counts() {
    assert_eq!(value("Point { x: 1, y }"), "Point(x=1, y=y)");
    assert_eq!(value("concat!(\"/a\", B)"), "f\"…\"");
    assert_eq!(value("vec![a, b(1)]"), "[a, b(1)]");
}

#[test]
fn modules_for_tests_are_marked_and_other_code_for_them_is_left_out() {
    let facts = facts(
        "#[cfg(test)] mod tests { fn t() {} }\n#[test] fn u() {}\n#[cfg(test)] fn v() {}\nfn f() { g() }\n\
         impl A { fn m(&self) {} }",
    );
    let names: Vec<&str> = facts.surface().functions.iter().map(|function| function.name.as_str()).collect();
    assert_eq!((names, facts.bodies.len()), (vec!["u", "f"], 4));
    assert_eq!(facts.body_text(ItemId { body: 3, nested: 0 }), Some("{ g() }"), "bodies are lowered apart");
    assert!(matches!(&facts.surface().block[0].kind, StmtKind::Module(of) if of.is_test));
}

#[test]
fn attributes_are_calls_with_names() {
    let facts = facts("#[utoipa::path(get, path = \"/x\", responses((status = 200, body = Vec<A>)))] fn f() {}");
    let function = &facts.surface().functions[0];
    let attribute = facts.surface().expr(function.decorators[0]);
    assert!(matches!(attribute, Expr::Call(_, args) if args.len() == 3));
    assert!(render(facts.surface(), function.decorators[0]).starts_with("utoipa::.path(get, path=\"/x\", "));
}

#[test]
fn any_beginning_of_a_file_is_lowered() {
    let text = include_str!("../../../tests/rust/cases/shop/src/main.rs");
    for end in (0..text.len()).filter(|end| end % 7 == 0 && text.is_char_boundary(*end)) {
        let facts = lower_whole(Language::Rust, FileId(0), &text[..end]);
        let spans = facts.items().flat_map(|item| facts.expr_spans(item)).map(|span| span.end as usize);
        assert!(spans.max().unwrap_or(0) <= end, "spans end where the text ends");
    }
}

#[test]
fn deep_nesting_ends_in_a_gap() {
    let (open, close) = ("(".repeat(5_000), ")".repeat(5_000));
    lower_whole(Language::Rust, FileId(0), &format!("fn f() {{ {open}1{close} }}"));
    let chain = ".route(x, y)".repeat(1_000);
    assert!(value(&format!("Router::new(){chain}")).starts_with("…"), "a long chain is lowered whole");
}
