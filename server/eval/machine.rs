//! What state does a run hold? The machine: heap, modules, frames, conditions and bounds.

use super::bounds::{Bounds, FxIndexSet, NAME};
use super::condition::Condition;
use super::frame::Frame;
use super::fruitless::Looks;
use super::heap::{Heap, Id};
use super::journal::Journal;
use super::library::Library;
use super::manager::Resume;
use super::module::ModuleTable;
use super::object::Instance;
use super::objection::Objection;
use super::postpone::Postponed;
use super::relevance::{self, Mentions};
use super::scope::Scope;
use super::statement::Flow;
use super::value::{ModuleRef, Reason, Value};
use super::world::World;
use super::written::Literal;
use crate::facts::{Code, ExprId, Facts, ItemId, MarkId, Name, Node, Place, Question};
use crate::text::FileId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

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

/// The facts that hold a call of a macro, and those that it expanded to.
pub(super) type Expansion = (Arc<Facts>, Arc<Facts>);

/// The abstract machine. One machine evaluates one workspace; it cannot fail and does no I/O of its own.
#[allow(clippy::struct_excessive_bools, reason = "they are set and cleared apart: no states of one thing")]
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
    /// Size of what was compared since the last step.
    pub(super) owed: Cell<usize>,
    /// Steps of all starts.
    pub steps: u64,
    /// After how many steps in all no start goes on. What shares one allowance sets it, and takes it back.
    pub allowance: u64,
    /// Nested evaluations right now.
    pub depth: usize,
    /// The bound that ended this start.
    pub stopped: Option<&'static str>,
    /// The innermost statement that was running then.
    pub stopped_at: Option<Place>,
    /// Bounds that cut something short without ending the start: where and what, each once.
    pub limits: FxIndexSet<(Place, &'static str)>,
    /// How many configuration values have been read.
    pub config_reads: u64,
    /// `try` blocks in progress.
    pub guards: usize,
    /// While startup code runs: how many frames were there when it began.
    pub startup: Option<usize>,
    /// What could not be resolved where it mattered.
    pub notes: Vec<Arc<Reason>>,
    /// What models objected to.
    pub objections: Vec<Objection>,
    /// Classes whose bodies are running.
    pub classes_in_progress: Vec<Id<super::object::ClassObject>>,
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
    /// Whether a text names something that registers: asked of many bodies, so made once.
    pub(super) names_registering: Question,
    /// What functions name, by item.
    pub(super) mentions: RefCell<FxHashMap<(FileId, ItemId), Rc<Mentions>>>,
    /// Files that were imported, whether they ran or not.
    pub(super) imported: FxHashSet<FileId>,
    /// Classes whose statements wait until somebody reads them, by their bases.
    pub(super) postponed: Postponed,
    /// How what an expression ran leaves the statement around it.
    pub left: Option<Flow>,
    /// Names of declared modules that are being looked up.
    pub(super) forcing: FxHashSet<(ModuleRef, Name)>,
    /// Names that are being looked for among those taken in whole.
    pub(super) globbing: Vec<(ModuleRef, Name)>,
    /// Blocks of methods that were added to their classes.
    pub(super) implemented: FxHashSet<(ModuleRef, FileId, ItemId)>,
    /// Blocks of methods for every type, with where they stand.
    pub(super) blankets: Vec<(Cx, ItemId)>,
    /// Methods that traits of the workspace give to types of nobody's, by name.
    pub(super) foreign: FxHashMap<Name, Value>,
    /// Types by the traits they implement.
    pub(super) implementors: FxHashMap<Id<super::object::ClassObject>, Vec<Id<super::object::ClassObject>>>,
    /// Methods and macros that were looked for in all of the workspace.
    pub(super) looked_for: FxHashSet<(Option<Name>, Name)>,
    /// What came of calls so far, by function.
    pub(super) looks: FxHashMap<(FileId, ItemId), Looks>,
    /// How many objects of models there are.
    pub(super) modelled: usize,
    /// Closures that were handed to such code and ran.
    pub(super) handed_over: FxHashSet<(FileId, ItemId)>,
    /// Applications that were handed to code that nobody can see, in order.
    pub escaped: Vec<Id<Instance>>,
    /// Applications that were seen to be served as they are, with nothing around them.
    pub served: FxHashSet<Id<Instance>>,
    /// What calls of macros expanded to, with the facts that hold the call.
    pub(super) expansions: FxHashMap<(usize, ItemId, ExprId), Option<Expansion>>,
    /// On which conditions names were bound that are compiled only on one.
    pub(super) compiled_if: FxHashMap<(Id<Scope>, Name), Name>,
    /// Items that ran.
    pub ran: FxHashSet<(FileId, ItemId)>,
    /// The literals that stay known in the strings made of them, as far as they were evaluated; none if nobody is
    /// editing.
    pub literals: FxHashMap<Place, Arc<Literal>>,
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
            owed: Cell::new(0),
            steps: 0,
            allowance: u64::MAX,
            depth: 0,
            stopped: None,
            stopped_at: None,
            limits: FxIndexSet::default(),
            config_reads: 0,
            guards: 0,
            startup: None,
            notes: Vec::new(),
            objections: Vec::new(),
            classes_in_progress: Vec::new(),
            type_checking: false,
            raised: false,
            resume: None,
            resumed: None,
            suspended: false,
            args: Vec::new(),
            import_guard: false,
            missing: None,
            names_registering: relevance::names_any(&library.registering),
            mentions: RefCell::default(),
            imported: FxHashSet::default(),
            postponed: Postponed::default(),
            left: None,
            forcing: FxHashSet::default(),
            globbing: Vec::new(),
            implemented: FxHashSet::default(),
            blankets: Vec::new(),
            foreign: FxHashMap::default(),
            implementors: FxHashMap::default(),
            looked_for: FxHashSet::default(),
            looks: FxHashMap::default(),
            modelled: 0,
            handed_over: FxHashSet::default(),
            escaped: Vec::new(),
            served: FxHashSet::default(),
            expansions: FxHashMap::default(),
            compiled_if: FxHashMap::default(),
            ran: FxHashSet::default(),
            literals: FxHashMap::default(),
        };
        machine.add_models();
        machine
    }

    /// Notes that something could not be resolved where it mattered.
    pub fn note(&mut self, what: impl Into<Arc<str>>, at: Place) {
        self.notes.push(Reason::new(what, at));
    }

    /// The module's scope that a context belongs to.
    pub fn global(&self, cx: &Cx) -> Id<Scope> {
        self.modules[cx.module].scope
    }

    /// An interned name of a string value without holes; `None` for what is too long for one.
    pub fn name_of(&self, value: &Value) -> Option<Name> {
        match value {
            Value::Str(text) if text.len() <= NAME && !text.contains(super::value::HOLE) => Some(Name::from(text)),
            Value::Member(member) => self.name_of(&member.value),
            _ => None,
        }
    }
}
