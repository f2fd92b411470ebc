//! Does a file whose bodies are lowered apart say the same as one that is lowered at once?

use super::print::print;
use crate::facts::{ExprId, Facts, Node};
use crate::languages::python::{outlined, whole};
use crate::text::{FileId, Span};
use std::path::{Path, PathBuf};

/// What each expression is and where it stands, in the order of the text.
fn placed(facts: &Facts) -> Vec<(u32, u32, String)> {
    let of = |item| {
        let code = facts.item(item);
        (0..code.exprs.len()).map(ExprId::at).map(move |id| {
            let Span { start, end } = facts.span(item, Node::Expr(id));
            (start, end, std::mem::discriminant(code.expr(id)))
        })
    };
    let mut all: Vec<_> =
        facts.items().flat_map(of).map(|(start, end, kind)| (start, end, format!("{kind:?}"))).collect();
    all.sort();
    all
}

/// Whether the text has bodies to lower apart.
fn assert_same(text: &str, name: &str) -> bool {
    let Some(outlined) = outlined(FileId(0), text) else { return false };
    let whole = whole(FileId(0), text);
    assert_eq!(print(&outlined), print(&whole), "{name}");
    assert!(placed(&outlined) == placed(&whole), "{name}: expressions stand elsewhere");
    true
}

fn python_files(folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).build();
    let paths = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path);
    paths.filter(|path| path.extension().is_some_and(|ending| ending == "py")).collect()
}

#[test]
fn our_own_samples_read_the_same() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let texts = python_files(&tests).into_iter().filter_map(|path| Some((std::fs::read_to_string(&path).ok()?, path)));
    let outlined = texts.filter(|(text, path)| assert_same(text, &path.to_string_lossy())).count();
    assert!(outlined > 50, "{outlined} samples have bodies that are lowered apart");
}

#[test]
#[ignore = "long: WAYLINE_CORPUS names a folder of Python code"]
fn a_corpus_reads_the_same() {
    let folder = std::env::var("WAYLINE_CORPUS").expect("WAYLINE_CORPUS names a folder");
    for path in python_files(Path::new(&folder)) {
        if let Ok(text) = std::fs::read_to_string(&path) {
            assert_same(&text, &path.to_string_lossy());
        }
    }
}
