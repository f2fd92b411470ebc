//! What state does a run hold? The machine: heap, modules, frames, conditions and bounds.

use super::condition::Condition;
use super::heap::{FunctionObject, Heap, Id};
use super::journal::Journal;
use super::library::Library;
use super::manager::Resume;
use super::module::ModuleTable;
use super::scope::Scope;
use super::statement::Flow;
use super::value::{ModuleRef, Reason, Value};
use super::world::World;
use crate::facts::{Code, ExprId, Facts, ItemId, MarkId, Name, Node, Place};
use crate::text::FileId;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Bounds of one start, in steps and depth, never in time.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Expressions and statements.
    pub steps: u64,
    /// Calls on the stack.
    pub calls: usize,
    /// How often one function may be on the stack.
    pub recursion: usize,
    /// Turns of one loop.
    pub turns: usize,
    /// Nested evaluations, modules and calls included: keeps the stack of the thread.
    pub depth: usize,
    /// Elements of one list.
    pub elements: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds { steps: 3_000_000, calls: 40, recursion: 6, turns: 1_000, depth: 4_000, elements: 20_000 }
    }
}

/// What code is evaluated in: an item of a file, a scope and a module.
#[derive(Clone, Debug)]
pub struct Cx {
    /// The file's facts.
    pub facts: Arc<Facts>,
    /// The item's code.
    pub code: Arc<Code>,
    /// The item.
    pub item: ItemId,
    /// The scope names are bound in.
    pub scope: Id<Scope>,
    /// The module.
    pub module: ModuleRef,
}

impl Cx {
    /// A context for an item of a file.
    pub fn new(facts: &Arc<Facts>, item: ItemId, scope: Id<Scope>, module: ModuleRef) -> Self {
        Cx { facts: Arc::clone(facts), code: Arc::clone(facts.item(item)), item, scope, module }
    }

    /// The place of an expression.
    pub fn place(&self, expr: ExprId) -> Place {
        Place { file: self.facts.file, item: self.item, node: Node::Expr(expr) }
    }

    /// The place of a mark.
    pub fn mark(&self, mark: MarkId) -> Place {
        Place { file: self.facts.file, item: self.item, node: Node::Mark(mark) }
    }

    /// The same item in another scope.
    #[must_use]
    pub fn within(&self, scope: Id<Scope>) -> Self {
        Cx { scope, ..self.clone() }
    }
}

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

/// The abstract machine. One machine evaluates one workspace; it cannot fail and does no I/O of its own.
pub struct Machine<'w> {
    /// The workspace.
    pub world: &'w dyn World,
    /// What frameworks and the language bring along.
    pub library: &'w Library,
    /// Objects.
    pub heap: Heap,
    /// Modules.
    pub modules: ModuleTable,
    /// Calls in progress, innermost last.
    pub frames: Vec<Frame>,
    /// The conditions that hold, innermost first.
    pub condition: Option<Arc<Condition>>,
    /// Writes of the branch that is being tried.
    pub journal: Option<Journal>,
    /// The bounds of each start.
    pub bounds: Bounds,
    /// Steps left in this start.
    pub fuel: u64,
    /// Steps of all starts.
    pub steps: u64,
    /// Nested evaluations right now.
    pub depth: usize,
    /// The bound that ended this start.
    pub stopped: Option<&'static str>,
    /// How many configuration values have been read.
    pub config_reads: u64,
    /// `try` blocks in progress.
    pub guards: usize,
    /// While startup code runs: how many frames were there when it began.
    pub startup: Option<usize>,
    /// What could not be resolved where it mattered.
    pub notes: Vec<Arc<Reason>>,
    /// Classes whose bodies are running.
    pub classes_in_progress: Vec<Id<super::heap::ClassObject>>,
    /// Set inside `if TYPE_CHECKING`: imports run nothing there.
    pub type_checking: bool,
    /// Set while an exception goes up through calls.
    pub raised: bool,
    /// What happens at the first `yield` of the function that is called next.
    pub resume: Option<Resume>,
    /// How the body of a `with` ended that ran at a `yield`.
    pub resumed: Option<Flow>,
    /// Set while a function ends at its `yield`.
    pub suspended: bool,
    /// Arguments of the call that is about to begin.
    pub args: Vec<Value>,
    /// Whether a `try` in progress catches a failing import.
    pub import_guard: bool,
    /// The package whose import has just failed.
    pub missing: Option<Name>,
    /// Items that ran.
    pub ran: FxHashSet<(FileId, ItemId)>,
}

impl<'w> Machine<'w> {
    /// A machine that has run nothing.
    pub fn new(world: &'w dyn World, library: &'w Library) -> Self {
        let bounds = Bounds::default();
        let mut machine = Machine {
            world,
            library,
            heap: Heap::default(),
            modules: ModuleTable::default(),
            frames: Vec::new(),
            condition: None,
            journal: None,
            bounds,
            fuel: bounds.steps,
            steps: 0,
            depth: 0,
            stopped: None,
            config_reads: 0,
            guards: 0,
            startup: None,
            notes: Vec::new(),
            classes_in_progress: Vec::new(),
            type_checking: false,
            raised: false,
            resume: None,
            resumed: None,
            suspended: false,
            args: Vec::new(),
            import_guard: false,
            missing: None,
            ran: FxHashSet::default(),
        };
        machine.add_models();
        machine
    }

    /// Runs one start with bounds of its own; the bound that ended it, if one did.
    pub fn start(&mut self, steps: u64, run: impl FnOnce(&mut Self)) -> Option<&'static str> {
        (self.fuel, self.stopped) = (steps, None);
        run(self);
        self.frames.clear();
        (self.condition, self.journal, self.guards, self.depth) = (None, None, 0, 0);
        self.stopped.take()
    }

    /// Counts one step. `false` once a bound is hit: whoever asks gives up then.
    pub fn step(&mut self) -> bool {
        self.steps += 1;
        if self.fuel == 0 {
            self.stopped.get_or_insert("too many steps");
            return false;
        }
        self.fuel -= 1;
        self.stopped.is_none()
    }

    /// Runs something one level deeper; gives up with what `deep` makes if that is too deep.
    pub fn deeper<T>(&mut self, deep: impl FnOnce(&mut Self) -> T, run: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= self.bounds.depth {
            return deep(self);
        }
        self.depth += 1;
        let result = run(self);
        self.depth -= 1;
        result
    }

    /// The innermost place in the workspace that led to a place, which may be in a model.
    pub fn user_site(&self, site: Place) -> Place {
        let mut sites = std::iter::once(site).chain(self.frames.iter().rev().map(|frame| frame.site));
        sites.find(|place| !self.library.is_model(place.file)).unwrap_or(site)
    }

    /// Notes that something could not be resolved where it mattered.
    pub fn note(&mut self, what: impl Into<Arc<str>>, at: Place) {
        self.notes.push(Reason::new(what, at));
    }

    /// The module's scope that a context belongs to.
    pub fn global(&self, cx: &Cx) -> Id<Scope> {
        self.modules[cx.module].scope
    }

    /// An interned name of a string value without holes.
    pub fn name_of(&self, value: &Value) -> Option<Name> {
        match value {
            Value::Str(text) if !text.contains(super::value::HOLE) => Some(Name::from(text)),
            Value::Member(member) => self.name_of(&member.value),
            _ => None,
        }
    }
}
