//! Does text that nobody would write by hand still become a tree, without a hang and without a stack overflow?

use wayline::syntax::{Change, Language, Scope, Source, parse};
use wayline::text::{Encoding, Position, Span, Splice, offset_of, position_of};

/// How deep nesting goes here: far deeper than any stack would bear.
const DEEP: usize = 10_000;

/// Parses, edits at the start, asks every query, and drops all of it.
fn live_through(language: Language, text: &str) -> Source {
    let source = Source::new(language, text, 0).expect("the pinned grammar");
    let insert = Splice { span: Span::default(), text: "\n".into() };
    let edited = source.splice(1, &[insert]);
    assert_eq!(edited.text().len_bytes(), text.len() + 1);
    edited.matches(Scope::default());
    assert_eq!(source.tree().root_node().end_byte(), text.len());
    edited
}

fn nested(open: &str, inside: &str, close: &str) -> String {
    format!("{}{inside}{}\n", open.repeat(DEEP), close.repeat(DEEP))
}

#[test]
fn deep_nesting_of_python_does_not_overflow_the_stack() {
    for (open, close) in [("(", ")"), ("[", "]"), ("f(", ")"), ("{1: ", "}"), ("not ", ""), ("-", ""), ("lambda: ", "")]
    {
        let edited = live_through(Language::Python, &nested(open, "x", close));
        assert!(!edited.tree().root_node().has_error(), "{open}");
    }
}

#[test]
fn long_chains_of_python_do_not_overflow_the_stack() {
    for link in [".a", "()", "[0]", " + x", " and x", " if x else x", " < x"] {
        let edited = live_through(Language::Python, &format!("x{}\n", link.repeat(DEEP)));
        assert!(!edited.tree().root_node().has_error(), "{link}");
    }
}

#[test]
fn nesting_that_is_never_closed_is_a_broken_tree() {
    for open in ["(", "[", "f(", "{", "f'{", "def f(", "@"] {
        let edited = live_through(Language::Python, &open.repeat(DEEP));
        assert!(edited.tree().root_node().has_error(), "{open}");
    }
    for open in ["(", "{", "f(", "vec![", "/*"] {
        live_through(Language::Rust, &open.repeat(DEEP));
    }
}

#[test]
fn deep_blocks_are_read() {
    let blocks: String = (0..500).map(|depth| " ".repeat(depth) + "if x:\n").collect();
    live_through(Language::Python, &(blocks + &" ".repeat(500) + "pass\n"));
    live_through(Language::Rust, &format!("fn f() {}", nested("{", "", "}")));
}

#[test]
fn an_empty_text_is_an_empty_tree() {
    for language in Language::ALL {
        let source = Source::new(language, "", 0).expect("the pinned grammar");
        assert_eq!(source.tree().root_node().child_count(), 0);
        assert!(source.matches(Scope::default()).is_empty());
        assert!(parse(language, "").is_some_and(|tree| !tree.root_node().has_error()));
        assert_eq!(live_through(language, "").text().to_string(), "\n");
    }
}

#[test]
fn nul_bytes_and_controls_do_not_end_the_text() {
    let text = "a = 1\n\0\0b = '\0'\n\u{1}\u{7f}\u{fffd}c = 3\napp = FastAPI()\n";
    let edited = live_through(Language::Python, text);
    let found = edited.matches(Scope::default());
    assert!(found.iter().any(|found| found.file == "fastapi"), "what follows the bytes is still read");
}

#[test]
fn a_huge_line_has_columns() {
    let text = format!("x = '{}'; y = 2", "漢😀".repeat(500_000));
    let source = live_through(Language::Python, &text);
    let end = source.text().len_bytes() as u32;
    let at = position_of(source.text(), end, Encoding::Utf16);
    assert_eq!(at, Position { line: 1, column: 1_500_000 + 13 });
    assert_eq!(offset_of(source.text(), at, Encoding::Utf16), end);
}

#[test]
fn a_byte_order_mark_is_no_error_and_keeps_its_bytes() {
    let source = Source::new(Language::Python, "\u{feff}import a\n", 0).expect("the pinned grammar");
    let root = source.tree().root_node();
    assert!(!root.has_error());
    assert_eq!(root.named_child(0).map(|node| node.byte_range()), Some(3..11));
}

#[test]
fn many_open_matches_and_many_errors_do_not_hang() {
    live_through(Language::Python, &("@app.get('/x')\n".repeat(2_000) + "def f(): ...\n"));
    live_through(Language::Python, &format!("x{}\n", ".get('/x')".repeat(2_000)));
    live_through(Language::Python, &"def ) = (\n".repeat(5_000));
    live_through(Language::Python, &"'".repeat(20_001));
}

#[test]
fn a_chain_as_long_as_people_write_is_found_whole() {
    let python = live_through(Language::Python, &format!("x{}\n", ".get('/x')".repeat(300)));
    assert_eq!(python.matches(Scope::default()).len(), 600, "a call and a string each");
    let rust = live_through(Language::Rust, &format!("fn f() {{ x{} }}\n", ".route(a, b)".repeat(900)));
    assert_eq!(rust.matches(Scope::default()).len(), 901, "the calls and the function");
}

#[test]
fn changes_that_contradict_the_text_are_brought_in() {
    let source = Source::new(Language::Python, "a = 1\nb = 2\n", 0).expect("the pinned grammar");
    let at = |line, column| Position { line, column };
    let change = |start, end, text: &str| Change { range: Some((start, end)), text: text.into() };
    let edited = |changes: &[Change]| source.edit(1, Encoding::Utf16, changes).text().to_string();
    assert_eq!(edited(&[change(at(9, 9), at(12, 0), "c")]), "a = 1\nb = 2\nc", "past the end");
    assert_eq!(edited(&[change(at(1, 4), at(0, 0), "c")]), "a = 1\nb = c2\n", "reversed: an insertion at the start");
    assert_eq!(edited(&[Change { range: None, text: "x".into() }, change(at(0, 1), at(0, 1), "y")]), "xy");
    assert_eq!(edited(&[]), "a = 1\nb = 2\n");
}
