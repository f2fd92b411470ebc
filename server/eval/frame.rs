//! Which calls are in progress? Their frames, how deep they go, and where in the workspace they began.

use super::callable::Call;
use super::condition::Condition;
use super::heap::Id;
use super::machine::Machine;
use super::manager::Resume;
use super::object::FunctionObject;
use super::value::Value;
use crate::facts::Place;
use crate::syntax::Language;
use crate::text::FileId;
use std::sync::Arc;

/// A call in progress.
#[derive(Debug)]
pub struct Frame {
    /// The function.
    pub function: Id<FunctionObject>,
    /// Where it was called.
    pub site: Place,
    /// The conditions that held when it was called.
    pub condition: Option<Arc<Condition>>,
    /// What it was called with, by position.
    pub args: Vec<Value>,
    /// Results of branches that may have returned.
    pub maybe: Vec<Value>,
    /// What it yielded.
    pub yields: Vec<Value>,
    /// What happens at its first `yield`.
    pub resume: Option<Resume>,
}

impl Machine<'_> {
    /// The innermost place in the workspace that led to a place, which may be in a model.
    pub fn user_site(&self, site: Place) -> Place {
        let mut sites = std::iter::once(site).chain(self.frames.iter().rev().map(|frame| frame.site));
        sites.find(|place| !self.library.is_model(place.file)).unwrap_or(site)
    }

    /// A place for what happens nowhere in particular.
    pub(super) fn anywhere(&self) -> Place {
        self.frames.last().map_or(Place::of_file(FileId(0)), |frame| frame.site)
    }

    /// Whether a call goes deeper than the bounds allow. A function that calls itself under a test that is not decided
    /// would do so in every branch, so the first time is the last.
    /// So would one that calls itself with the arguments it was called with.
    pub(super) fn recurses_too_deep(&self, id: Id<FunctionObject>, call: &Call) -> bool {
        let on_stack = || self.frames.iter().filter(|frame| self.same_code(frame.function, id));
        let same_args = |frame: &Frame| {
            frame.args.len() == call.args.len()
                && !call.args.is_empty()
                && frame.args.iter().zip(&call.args).all(|(left, right)| self.same(left, right))
        };
        let function = &self.heap.functions[id];
        let is_model = function.facts.language == Language::Rust && self.library.is_model(function.facts.file);
        self.frames.len() >= self.bounds.calls
            || !is_model
                && (on_stack().count() >= self.bounds.recursion
                    || on_stack().any(|frame| frame.condition != self.condition || same_args(frame)))
    }

    /// Whether two functions are made by the same definition.
    fn same_code(&self, left: Id<FunctionObject>, right: Id<FunctionObject>) -> bool {
        left == right || self.heap.functions[left].place() == self.heap.functions[right].place()
    }
}
