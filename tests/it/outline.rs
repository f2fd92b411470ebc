//! Does a file whose bodies are lowered when somebody reads them say the same as one that is lowered at once?

use crate::random::Numbers;
use std::path::{Path, PathBuf};
use wayline::facts::{Code, ExprId, Facts, ItemId, Node};
use wayline::languages::{Memory, lower, lower_again, lower_whole};
use wayline::syntax::Language;
use wayline::text::{FileId, Span};

/// Every item's code, and where its expressions stand, in the order of the text. Which number an item has may differ.
fn items(facts: &Facts) -> Vec<(Vec<Span>, Code)> {
    let of = |item| {
        let mut code = Code::clone(facts.item(item));
        code.functions.iter_mut().for_each(|function| function.item = ItemId::default());
        code.classes.iter_mut().for_each(|class| class.item = ItemId::default());
        let span = |index| facts.span(item, Node::Expr(ExprId::at(index)));
        ((0..code.exprs.len()).map(span).collect::<Vec<_>>(), code)
    };
    let mut items: Vec<_> = facts.items().map(of).filter(|(_, code)| *code != Code::default()).collect();
    items.sort_by_cached_key(|(spans, code)| {
        (spans.iter().map(|span| (span.start, span.end)).collect::<Vec<_>>(), format!("{code:?}"))
    });
    items
}

/// Whether some of the text is lowered apart.
fn assert_same(path: &Path) -> bool {
    let Ok(text) = std::fs::read_to_string(path) else { return false };
    let apart = lower(Language::Python, FileId(0), &text);
    let whole = lower_whole(Language::Python, FileId(0), &text);
    assert!(items(&apart) == items(&whole), "{}", path.display());
    !apart.bodies.is_empty()
}

fn python_files(folder: &Path) -> Vec<PathBuf> {
    let paths = ignore::WalkBuilder::new(folder).build().filter_map(Result::ok).map(ignore::DirEntry::into_path);
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "py")).collect()
}

#[test]
fn our_own_samples_read_the_same() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let apart = python_files(&tests).iter().filter(|path| assert_same(path)).count();
    assert!(apart > 20, "only {apart} samples have bodies that are lowered apart");
}

#[test]
#[ignore = "long: WAYLINE_CORPUS names a folder of Python code"]
fn a_corpus_reads_the_same() {
    let folder = std::env::var("WAYLINE_CORPUS").expect("WAYLINE_CORPUS names a folder");
    let files = python_files(Path::new(&folder));
    let apart = files.iter().filter(|path| assert_same(path)).count();
    println!("{} files, {apart} with bodies that are lowered apart", files.len());
}

/// Everything that facts say and where it stands.
fn everything(facts: &Facts) -> String {
    let items = facts.items().map(|item| (item, facts.item(item), facts.expr_spans(item)));
    format!("{:?} {:?} {:?}", items.collect::<Vec<_>>(), facts.module.marks, facts.lines)
}

#[test]
fn lowering_again_after_each_edit_gives_what_lowering_gives() {
    let original = include_str!("../fixtures/service.py");
    let pieces = [
        "",
        "x",
        "\n",
        "    ",
        "(",
        ")",
        "'",
        "# é",
        "def f(a):\n    return (a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a)\n",
        "\r",
        "😀",
    ];
    let mut numbers = Numbers(99);
    let mut text = original.to_owned();
    let mut facts = lower(Language::Python, FileId(0), &text);
    let mut memory = Memory::default();
    for step in 0..600 {
        if numbers.below(6) == 0 {
            text = original.to_owned();
        }
        numbers.replace(&mut text, 4, &pieces);
        facts = lower_again(Language::Python, &text, &facts, &mut memory);
        let fresh = lower(Language::Python, FileId(0), &text);
        assert_eq!(facts, fresh, "step {step}: {text}");
        assert_eq!(everything(&facts), everything(&fresh), "step {step}: {text}");
    }
}
