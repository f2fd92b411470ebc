//! Does a text hold one of a set of words? Frameworks own the words; this finds them at memory speed.

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::{memchr, memchr_iter};
use std::sync::{Mutex, PoisonError};

/// A set of words to look for. A plain word counts anywhere in the text; one that starts with `@` (`@.get(`) counts
/// where its rest stands on a line that is a decorator.
#[derive(Clone, Debug)]
pub struct Words {
    anywhere: Option<AhoCorasick>,
    decorating: Option<AhoCorasick>,
}

impl Words {
    /// Prepares the search. The order of words does not matter.
    pub fn new(words: &[&str]) -> Self {
        let (decorating, anywhere): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with('@'));
        let decorating: Vec<&str> = decorating.iter().map(|word| &word[1..]).collect();
        Words { anywhere: search_of(&anywhere), decorating: search_of(&decorating) }
    }

    /// The same, prepared once for as long as the program runs: a handful of sets is looked for after each keystroke.
    pub fn kept(words: &[&str]) -> Self {
        static KEPT: Mutex<Vec<(Vec<String>, Words)>> = Mutex::new(Vec::new());
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = kept.iter().find(|(known, _)| known == words) {
            return known.clone();
        }
        let new = Words::new(words);
        kept.push((words.iter().map(ToString::to_string).collect(), new.clone()));
        new
    }

    /// Whether a text holds at least one of the words.
    pub fn found_in(&self, text: &str) -> bool {
        self.anywhere.as_ref().is_some_and(|words| words.is_match(text))
            || self.decorating.as_ref().is_some_and(|words| decorated_with(words, text.as_bytes()))
    }
}

/// Whether one of the words stands on a line that is a decorator.
fn decorated_with(words: &AhoCorasick, text: &[u8]) -> bool {
    let line = |at: usize| &text[at..memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end)];
    memchr_iter(b'@', text).any(|at| starts_line(&text[..at]) && words.is_match(line(at)))
}

/// The search for all words in one pass, if there are any. With this kind of match it goes over a text in wide steps.
fn search_of(words: &[&str]) -> Option<AhoCorasick> {
    let search = (!words.is_empty()).then(|| AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(words));
    search.and_then(Result::ok)
}

/// Whether only blanks stand between the start of a line and the end of this text.
fn starts_line(before: &[u8]) -> bool {
    let last = before.iter().rfind(|byte| !matches!(byte, b' ' | b'\t'));
    matches!(last, None | Some(b'\n' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_word_counts_anywhere() {
        let words = Words::new(&["APIRouter", ".mount("]);
        assert!(words.found_in("from fastapi import APIRouter") && words.found_in("x.mount('/a', b)"));
        assert!(!words.found_in("amount(3)") && !words.found_in(""));
    }

    #[test]
    fn a_decorator_word_counts_on_decorator_lines_only() {
        let words = Words::new(&["@.get("]);
        assert!(words.found_in("x = 1\n    @router.get(\n        '/'\n    )\n"));
        assert!(!words.found_in("config.get('a')\n") && !words.found_in("a = b @ c.get(1)"));
        assert!(!words.found_in("@cached\ndef f(): return d.get(1)"));
    }

    #[test]
    fn no_words_are_found_nowhere() {
        assert!(!Words::new(&[]).found_in("@router.get('/')"));
    }
}
