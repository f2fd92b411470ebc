//! What are the arguments of a client's call? Evaluated in the scope of the test's module, local names looked up first.

use super::local::{Definition, Locals, Source, definitions};
use super::wording::names_in;
use crate::eval::{Cx, Machine, ModuleRef, Scope, ScopeKind, Value};
use crate::facts::{Code, Expr, ExprId, Facts, ItemId, Name, Node, Place};
use crate::frameworks::callable;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use std::sync::Arc;

/// Steps of one file's arguments, imports of its module included.
const STEPS: u64 = 400_000;
/// How far assignments are followed.
pub(super) const DEPTH: usize = 6;
/// How many values an argument may have: turns of loops and parameter sets.
const TURNS: usize = 64;

/// Names that get their values together, and their values turn by turn.
type Group = (Vec<Name>, Vec<Vec<Value>>);

/// The arguments in one file of tests.
pub(super) struct Arguments<'a, 'w> {
    machine: &'a mut Machine<'w>,
    facts: Arc<Facts>,
    module: ModuleRef,
    definitions: FxHashMap<ItemId, Definition>,
    locals: FxHashMap<ItemId, Rc<Locals>>,
    /// Values of assigned expressions.
    known: FxHashMap<(ItemId, ExprId), Vec<Value>>,
    entered: bool,
    fuel: u64,
}

impl<'a, 'w> Arguments<'a, 'w> {
    /// Of functions that stand in a module of a file, defined by some of its items.
    pub(super) fn new(
        machine: &'a mut Machine<'w>,
        facts: Arc<Facts>,
        (module, outers): (ModuleRef, &[ItemId]),
    ) -> Self {
        let definitions = definitions(&facts, outers);
        let (locals, known) = (FxHashMap::default(), FxHashMap::default());
        Arguments { machine, facts, module, definitions, locals, known, entered: false, fuel: STEPS }
    }

    /// The values some expressions have together, one list for each turn of the loops and parameter sets around them.
    pub(super) fn values(&mut self, item: ItemId, exprs: &[ExprId]) -> Vec<Vec<Value>> {
        self.values_at(item, exprs, DEPTH)
    }

    /// The machine, with what is left of the file's steps.
    pub(super) fn machine(&mut self) -> &mut Machine<'w> {
        self.machine
    }

    /// The file.
    pub(super) fn facts(&self) -> &Arc<Facts> {
        &self.facts
    }

    /// The definition of the function that an item is the body of.
    pub(super) fn definition(&self, item: ItemId) -> Option<Definition> {
        self.definitions.get(&item).copied()
    }

    /// The definition of the function that a value is.
    pub(super) fn function_of(&self, value: &Value) -> Option<Place> {
        callable(self.machine, value)?.at
    }

    pub(super) fn locals(&mut self, item: ItemId) -> Rc<Locals> {
        let facts = &self.facts;
        Rc::clone(self.locals.entry(item).or_insert_with(|| Rc::new(Locals::of(facts.item(item), facts.language))))
    }

    fn values_at(&mut self, item: ItemId, exprs: &[ExprId], depth: usize) -> Vec<Vec<Value>> {
        let mut groups: Vec<Group> = Vec::new();
        for expr in exprs {
            for (name, at) in names_in(&self.facts, item, *expr) {
                if !groups.iter().any(|(names, _)| names.contains(&name)) {
                    groups.extend(self.group(item, name, at, depth));
                }
            }
        }
        let turns = groups.iter().fold(1, |turns: usize, (_, values)| turns.saturating_mul(values.len())).min(TURNS);
        (0..turns).map(|turn| self.turn(item, exprs, &groups, turn)).collect()
    }

    /// Evaluates expressions with the names of each group bound to their values in one combination.
    fn turn(&mut self, item: ItemId, exprs: &[ExprId], groups: &[Group], turn: usize) -> Vec<Value> {
        let global = self.machine.modules[self.module].scope;
        let mut scope = Scope::new(ScopeKind::Function, Some(global), Some(global));
        let mut rest = turn;
        for (names, values) in groups {
            scope.names.extend(names.iter().copied().zip(values[rest % values.len()].iter().cloned()));
            rest /= values.len();
        }
        let scope = self.machine.heap.scopes.add(scope);
        let cx = Cx::new(&self.facts, item, scope, self.module);
        let mut values = Vec::new();
        self.run(|machine| values.extend(exprs.iter().map(|expr| machine.eval(&cx, *expr))));
        values
    }

    /// Runs the machine on what is left of the file's steps.
    fn run(&mut self, run: impl FnOnce(&mut Machine<'w>)) {
        self.machine.start(self.fuel, run);
        self.fuel = self.machine.fuel;
    }

    /// Runs the module's own code, once a name of it is asked for.
    fn enter_module(&mut self) {
        if !std::mem::replace(&mut self.entered, true) {
            let module = self.module;
            self.run(|machine| {
                if machine.modules.is_declared(module) {
                    machine.declare(module);
                } else {
                    machine.run_module(module);
                }
            });
        }
    }

    /// What a name stands for; `None` if the machine finds it in the module by itself.
    fn group(&mut self, item: ItemId, name: Name, at: ExprId, depth: usize) -> Option<Group> {
        let unknown = Value::unknown("a name of a test", self.place(item, at));
        let opaque = || Some((vec![name], vec![vec![unknown]]));
        let (mut item, mut at) = (item, Some(at));
        loop {
            let Some(definition) = self.definitions.get(&item).copied() else {
                self.enter_module();
                return None;
            };
            match self.locals(item).get(name, at) {
                Some(_) if depth == 0 => return opaque(),
                Some(Source::Value(value)) => return Some((vec![name], self.assigned(item, value, depth))),
                Some(Source::Each(iterable, names)) => return self.each(item, iterable, names, depth).or_else(opaque),
                Some(Source::Opaque) => return opaque(),
                None if is_param(&self.facts, &definition, name) => {
                    return self.param(&definition, name).or_else(opaque);
                }
                None => (item, at) = (definition.outer, None),
            }
        }
    }

    fn assigned(&mut self, item: ItemId, value: ExprId, depth: usize) -> Vec<Vec<Value>> {
        if let Some(known) = self.known.get(&(item, value)) {
            return known.iter().map(|value| vec![value.clone()]).collect();
        }
        let values = self.values_at(item, &[value], depth - 1);
        self.known.insert((item, value), values.iter().flatten().cloned().collect());
        values
    }

    /// The targets of a loop, turn by turn.
    fn each(&mut self, item: ItemId, iterable: ExprId, names: Vec<Name>, depth: usize) -> Option<Group> {
        let all = self.values_at(item, &[iterable], depth - 1).into_iter().next()?.pop()?;
        self.turns(names, &all, self.place(item, iterable))
    }

    /// Names and the elements of what is known to be a sequence.
    fn turns(&mut self, names: Vec<Name>, all: &Value, at: Place) -> Option<Group> {
        let mut turns = Vec::new();
        for element in self.machine.iterate(all, at)?.into_iter().take(TURNS) {
            let element = parameter_set(element);
            if names.len() == 1 {
                turns.push(vec![element]);
            } else {
                turns.push(self.machine.iterate(&element, at)?);
            }
        }
        (!turns.is_empty()).then_some((names, turns))
    }

    /// What a parameter gets: the receiver of a method is its class, others may have parameter sets.
    fn param(&mut self, definition: &Definition, name: Name) -> Option<Group> {
        let facts = Arc::clone(&self.facts);
        let signature = definition.signature(&facts);
        if let (Some(class), Some(true)) = (definition.class, signature.params.first().map(|first| first.name == name))
        {
            self.enter_module();
            let global = self.machine.modules[self.module].scope;
            let class = self.machine.heap.scopes[global].names.get(&class)?;
            return Some((vec![name], vec![vec![class.clone()]]));
        }
        let code = facts.item(definition.outer);
        let mut sets = signature.decorators.iter().filter_map(|decorator| parameter_sets(code, *decorator));
        let (names, values) = sets.find(|(names, _)| names.contains(&name))?;
        let all = self.values_at(definition.outer, &[values], DEPTH - 1).into_iter().next()?.pop()?;
        self.turns(names, &all, self.place(definition.outer, values))
    }

    fn place(&self, item: ItemId, expr: ExprId) -> Place {
        Place { file: self.facts.file, item, node: Node::Expr(expr) }
    }
}

fn is_param(facts: &Facts, definition: &Definition, name: Name) -> bool {
    definition.signature(facts).params.iter().any(|param| param.name == name)
}

/// The names and the values of `parametrize("a, b", values)`.
fn parameter_sets(code: &Code, decorator: ExprId) -> Option<(Vec<Name>, ExprId)> {
    let Expr::Call(callee, args) = code.expr(decorator) else { return None };
    let [names, values, ..] = &args[..] else { return None };
    let is_parametrize = matches!(code.expr(*callee), Expr::Attribute(_, name) if name == "parametrize");
    let text = |id: ExprId| if let Expr::Str(text) = code.expr(id) { Some(Arc::clone(text)) } else { None };
    let names: Vec<Name> = match code.expr(names.value) {
        Expr::Str(text) => text.split(',').map(|name| Name::from(name.trim())).collect(),
        Expr::Tuple(items) | Expr::List(items) => {
            items.iter().filter_map(|item| Some(Name::from(&text(*item)?))).collect()
        }
        _ => return None,
    };
    is_parametrize.then_some((names, values.value))
}

/// `pytest.param(value, id=…)` is its values.
fn parameter_set(element: Value) -> Value {
    match &element {
        Value::ExternalCall(call) if call.callee.ends_with("param") => match &call.call.args[..] {
            [one] => one.clone(),
            several => Value::tuple(several.to_vec()),
        },
        _ => element,
    }
}
