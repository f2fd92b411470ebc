//! What did evaluation want to know of a body that is lowered apart? Nothing, its code or text, or answers to questions.
//!
//! Most bodies are never read. Of a body that changes, evaluation need not be told if it never looked at it, nor if all
//! it asked has the same answers.

use super::Name;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A question about the text of a body: a pure function of it and of some names, whose answer is a number or a hash.
#[derive(Clone, Debug)]
pub struct Question {
    /// The names.
    pub names: Arc<[Name]>,
    /// Answers it.
    pub answer: fn(&str, &[Name]) -> u64,
}

impl Question {
    /// A question without names.
    pub fn plain(answer: fn(&str, &[Name]) -> u64) -> Self {
        Question { names: Arc::default(), answer }
    }

    /// The answer for a text.
    pub fn of(&self, text: &str) -> u64 {
        (self.answer)(text, &self.names)
    }

    fn is(&self, other: &Question) -> bool {
        std::ptr::fn_addr_eq(self.answer, other.answer) && self.names == other.names
    }
}

/// What was asked of one body. Whoever reads is noted; evaluation is told apart by what is noted while it runs.
#[derive(Debug, Default)]
pub(super) struct Reads {
    /// Whether somebody has seen the code or the text since the last [`Reads::begin`].
    seen: AtomicBool,
    /// Whether evaluation had when it ended.
    counts: AtomicBool,
    questions: Mutex<Vec<Question>>,
    /// Whether evaluation wants to know whether it is a generator, and nothing else of its code.
    generator: AtomicBool,
}

impl Clone for Reads {
    fn clone(&self) -> Self {
        let flag = |flag: &AtomicBool| AtomicBool::new(flag.load(Ordering::Relaxed));
        let questions = Mutex::new(self.questions.lock().unwrap_or_else(PoisonError::into_inner).clone());
        Reads { seen: flag(&self.seen), counts: flag(&self.counts), questions, generator: flag(&self.generator) }
    }
}

impl Reads {
    /// An evaluation begins: what others read before does not count.
    pub(super) fn begin(&self) {
        self.seen.store(false, Ordering::Relaxed);
        self.counts.store(false, Ordering::Relaxed);
        self.generator.store(false, Ordering::Relaxed);
        self.questions.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The evaluation ended: what others read from here on does not count.
    pub(super) fn end(&self) {
        self.counts.store(self.seen.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Somebody sees the code or the text.
    pub(super) fn see(&self) {
        self.seen.store(true, Ordering::Relaxed);
    }

    /// Somebody asks whether it is a generator.
    pub(super) fn ask_generator(&self) {
        self.generator.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked that.
    pub(super) fn asked_generator(&self) -> bool {
        self.generator.load(Ordering::Relaxed)
    }

    /// Somebody asks a question.
    pub(super) fn ask(&self, question: &Question) {
        let mut questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        if !questions.iter().any(|known| known.is(question)) {
            questions.push(question.clone());
        }
    }

    /// Whether evaluation saw the code or the text.
    pub(super) fn seen(&self) -> bool {
        self.counts.load(Ordering::Relaxed)
    }

    /// Whether all that was asked has the same answers for two texts.
    pub(super) fn same_answers(&self, before: &str, after: &str) -> bool {
        let questions = self.questions.lock().unwrap_or_else(PoisonError::into_inner);
        questions.iter().all(|question| question.of(before) == question.of(after))
    }
}
