//! Does a text hold one of a set of words? Frameworks own the words; this finds them at memory speed.

use memchr::memmem::Finder;
use memchr::{memchr, memchr_iter};

/// A set of words to look for. A plain word counts anywhere in the text; one that starts with `@` (`@.get(`) counts
/// where its rest stands on a line that is a decorator.
#[derive(Clone, Debug)]
pub struct Words {
    anywhere: Vec<Finder<'static>>,
    decorating: Vec<Finder<'static>>,
}

impl Words {
    /// Prepares the search. The order of words does not matter.
    pub fn new(words: &[&str]) -> Self {
        let (decorating, anywhere): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with('@'));
        let finder = |word: &str| Finder::new(word).into_owned();
        Words {
            anywhere: anywhere.into_iter().map(finder).collect(),
            decorating: decorating.into_iter().map(|word| finder(&word[1..])).collect(),
        }
    }

    /// Whether a text holds at least one of the words.
    pub fn found_in(&self, text: &str) -> bool {
        let text = text.as_bytes();
        self.anywhere.iter().any(|word| word.find(text).is_some()) || self.decorates(text)
    }

    fn decorates(&self, text: &[u8]) -> bool {
        !self.decorating.is_empty()
            && memchr_iter(b'@', text).any(|at| {
                starts_line(&text[..at]) && {
                    let line = &text[at..memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end)];
                    self.decorating.iter().any(|word| word.find(line).is_some())
                }
            })
    }
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
