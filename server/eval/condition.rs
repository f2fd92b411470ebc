//! Under which conditions does an effect happen?

use rustc_hash::FxHashSet;
use std::sync::Arc;

/// How many conditions of one row are told.
const MOST: usize = 50;

/// A condition and those around it, innermost first.
#[derive(Debug, PartialEq, Eq)]
pub struct Condition {
    /// The test, as text.
    pub text: Arc<str>,
    /// The condition around it.
    pub outer: Option<Arc<Condition>>,
}

impl Condition {
    /// A condition inside another.
    pub fn inside(outer: Option<&Arc<Condition>>, text: impl Into<Arc<str>>) -> Option<Arc<Condition>> {
        Some(Arc::new(Condition { text: text.into(), outer: outer.cloned() }))
    }

    /// The texts, outermost first.
    pub fn texts(&self) -> Vec<Arc<str>> {
        let mut texts = vec![Arc::clone(&self.text)];
        let mut next = self.outer.as_ref();
        while let Some(outer) = next {
            texts.push(Arc::clone(&outer.text));
            next = outer.outer.as_ref();
        }
        texts.reverse();
        texts
    }
}

/// Conditions as one text, each once, the first ones of very many. Of the cases of one `match` only the one that is
/// taken is told: that excludes the others.
pub fn conjunction(conditions: impl Iterator<Item = Arc<str>>) -> Option<String> {
    let mut seen: FxHashSet<Arc<str>> = FxHashSet::default();
    let texts: Vec<Arc<str>> = conditions.filter(|text| seen.insert(Arc::clone(text))).collect();
    let taken: FxHashSet<&str> =
        texts.iter().filter(|text| !text.starts_with("not ")).filter_map(|it| subject(it)).collect();
    let is_told = |text: &&Arc<str>| {
        let excluded = text.strip_prefix("not ").and_then(subject);
        excluded.is_none_or(|subject| !taken.contains(subject))
    };
    let told: Vec<&str> = texts.iter().filter(is_told).take(MOST).map(|text| &**text).collect();
    (!told.is_empty()).then(|| told.join(" and "))
}

/// Of what a case of a `match` is tried: ``x`` of ``x is `Some(_)` ``.
fn subject(text: &str) -> Option<&str> {
    text.strip_suffix('`')?.split_once(" is `").map(|(subject, _)| subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_excludes_the_others() {
        let told = |texts: &[&str]| conjunction(texts.iter().map(|text| Arc::from(*text))).unwrap_or_default();
        assert_eq!(told(&["debug", "not mode is `A`", "not mode is `B`", "mode is `C`"]), "debug and mode is `C`");
        assert_eq!(told(&["not mode is `A`", "not mode is `B`"]), "not mode is `A` and not mode is `B`");
        assert_eq!(told(&["not x is None", "x is y"]), "not x is None and x is y");
    }
}
