//! Is the state after any edits the state of the final text, text and tree?

mod script;

use proptest::prelude::*;
use script::{PIECES, Step, change_of, line_splice_of, splice_of, steps};
use std::fmt::Debug;
use tree_sitter::TreeCursor;
use wayline::syntax::{Language, Source};
use wayline::text::{Encoding, Position, Span, Splice, offset_of, position_of};

const PYTHON: &str = include_str!("../../fixtures/service.py");
const RUST: &str = include_str!("../../fixtures/service.rs");
const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

fn source(language: Language, text: &str) -> Source {
    Source::new(language, text, 0).expect("the pinned grammar")
}

/// Everything a tree says of a node, its place included.
fn said<'t>(cursor: &TreeCursor<'t>) -> impl PartialEq + Debug + use<'t> {
    let node = cursor.node();
    let marks = (node.is_named(), node.is_missing(), node.is_extra(), node.has_error());
    (node.kind(), cursor.field_id(), cursor.depth(), marks, node.range())
}

/// The next node in source order.
fn advance(cursor: &mut TreeCursor) -> bool {
    if cursor.goto_first_child() {
        return true;
    }
    while !cursor.goto_next_sibling() {
        if !cursor.goto_parent() {
            return false;
        }
    }
    true
}

fn assert_same_tree(edited: &Source, context: &str) {
    let fresh = source(edited.language(), &edited.text().to_string());
    let (mut edited, mut fresh) = (edited.tree().walk(), fresh.tree().walk());
    loop {
        let (edited_says, fresh_says) = (said(&edited), said(&fresh));
        assert!(edited_says == fresh_says, "{context}: {edited_says:?} after edits, {fresh_says:?} from scratch");
        let (more, expected) = (advance(&mut edited), advance(&mut fresh));
        assert_eq!(more, expected, "{context}: one tree ends after {edited_says:?}");
        if !more {
            return;
        }
    }
}

fn follow(language: Language, text: &str, script: Vec<Step>, splice_of: fn(&str, Step) -> Splice) {
    let mut model = text.to_owned();
    let mut edited = source(language, text);
    for (count, step) in script.into_iter().enumerate() {
        let splice = splice_of(&model, step);
        model.replace_range(splice.span.start as usize..splice.span.end as usize, &splice.text);
        edited = edited.splice(count as i32, &[splice]);
        assert_eq!(edited.text().to_string(), model);
        assert_same_tree(&edited, &format!("step {count}"));
    }
}

/// `PROPTEST_CASES` asks for more scripts than the quick lane runs.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(32);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn edits_of_python_leave_the_text_and_tree_of_the_final_text(script in steps()) {
        follow(Language::Python, PYTHON, script, splice_of);
    }

    #[test]
    fn edits_by_line_leave_the_text_and_tree_of_the_final_text(script in steps()) {
        follow(Language::Python, PYTHON, script, line_splice_of);
    }

    #[test]
    fn edits_of_rust_leave_the_text_and_tree_of_the_final_text(script in steps()) {
        follow(Language::Rust, RUST, script, splice_of);
    }

    #[test]
    fn edits_of_noise_leave_the_text_and_tree_of_the_final_text(start in prop::collection::vec(0..PIECES.len(), 0..40), script in steps()) {
        let text: String = start.into_iter().map(|piece| PIECES[piece]).collect();
        follow(Language::Python, &text, script, splice_of);
    }

    /// All changes in one message, in each encoding: positions count in the text that the change before left.
    #[test]
    fn changes_by_position_do_what_splices_by_byte_do(script in steps(), encoding in prop::sample::select(ENCODINGS.to_vec())) {
        let mut spliced = source(Language::Python, PYTHON);
        let mut changes = Vec::new();
        for step in script {
            let splice = splice_of(&spliced.text().to_string(), step);
            let change = change_of(&spliced, &splice, encoding);
            let (start, end) = change.range.expect("a range");
            // Between \r and \n there is no position: the editor cannot mean it.
            let meant = [start, end].map(|position| offset_of(spliced.text(), position, encoding));
            spliced = spliced.splice(0, &[Splice { span: Span { start: meant[0], end: meant[1] }, ..splice }]);
            changes.push(change);
        }
        let changed = source(Language::Python, PYTHON).edit(7, encoding, &changes);
        prop_assert_eq!(changed.text(), spliced.text());
        prop_assert_eq!(changed.version(), 7);
        assert_same_tree(&changed, "one message");
    }

    #[test]
    fn every_character_boundary_survives_the_way_to_a_position_and_back(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let text: String = pieces.into_iter().map(|piece| PIECES[piece]).collect();
        let rope = source(Language::Python, &text).text().clone();
        for (offset, _) in text.char_indices() {
            let inside_crlf = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
            for encoding in ENCODINGS {
                let back = offset_of(&rope, position_of(&rope, offset as u32, encoding), encoding);
                prop_assert_eq!(back as usize, offset - usize::from(inside_crlf));
            }
        }
    }

    #[test]
    fn any_position_is_answered(line in any::<u32>(), column in any::<u32>(), near in 0..70u32, offset in any::<u32>()) {
        let rope = source(Language::Python, PYTHON).text().clone();
        for encoding in ENCODINGS {
            for position in [Position { line, column }, Position { line: near, column }, Position { line: near, column: near }] {
                let offset = offset_of(&rope, position, encoding) as usize;
                prop_assert!(rope.byte_to_char(offset) <= rope.len_chars());
                prop_assert_eq!(rope.char_to_byte(rope.byte_to_char(offset)), offset);
            }
            position_of(&rope, offset, encoding);
        }
    }
}

/// Deletes each byte's character and puts it back, as one long session.
fn delete_and_restore(language: Language, text: &str) {
    let mut edited = source(language, text);
    for (offset, character) in text.char_indices() {
        let start = offset as u32;
        let end = start + character.len_utf8() as u32;
        edited = edited.splice(1, &[Splice { span: Span { start, end }, text: String::new() }]);
        assert_same_tree(&edited, &format!("without {character:?} at {offset}"));
        edited = edited.splice(2, &[Splice { span: Span { start, end: start }, text: character.into() }]);
        assert_same_tree(&edited, &format!("with {character:?} at {offset} again"));
    }
    assert_eq!(edited.text().to_string(), text);
}

#[test]
fn deleting_and_restoring_every_character_of_python_changes_nothing() {
    delete_and_restore(Language::Python, PYTHON);
    delete_and_restore(Language::Python, &PYTHON.replace('\n', "\r\n"));
}

#[test]
fn deleting_and_restoring_every_character_of_rust_changes_nothing() {
    delete_and_restore(Language::Rust, RUST);
}
