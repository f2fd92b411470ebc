//! Under which conditions does an effect happen?

use std::sync::Arc;

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
