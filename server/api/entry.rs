//! Which functions make an application and are called by nobody we can see? Factories that a server is started with.

use super::start::{applications, note_bound, run_file};
use crate::eval::{ClassObject, Cx, FunctionObject, Id, Machine, ScopeKind, Value};
use crate::facts::{Expr, Name, ParamKind, Question, words};
use crate::frameworks::application_words;
use crate::text::FileId;
use rustc_hash::FxHashSet;

/// Steps of one entry function.
const ENTRY_STEPS: u64 = 1_500_000;

/// How many factories may be wrapped around one another.
const OUTER_LEVELS: usize = 3;

/// The search for entry functions of some files.
pub(super) struct Entries {
    files: FxHashSet<FileId>,
    /// Names whose call makes an application.
    makers: Vec<Name>,
}

impl Entries {
    pub(super) fn new(files: &[FileId]) -> Self {
        Entries {
            files: files.iter().copied().collect(),
            makers: application_words().into_iter().map(Name::from).collect(),
        }
    }

    /// Calls every factory that has not run: functions first, methods only where nothing else makes an application.
    pub(super) fn run(&mut self, machine: &mut Machine, bounded: &mut Vec<String>) {
        let subclasses = machine
            .heap
            .classes
            .iter()
            .filter(|(_, class)| !class.is_model && super::start::is_application_class(machine, &class.mro));
        let subclasses: Vec<Name> = subclasses.map(|(_, class)| class.name).collect();
        self.makers.extend(subclasses);
        for function in self.factories(machine, false) {
            self.enter(machine, function, bounded);
        }
        self.run_outer(machine, bounded);
        if applications(machine).is_empty() {
            for function in self.factories(machine, true) {
                self.enter(machine, function, bounded);
            }
        }
    }

    /// Functions of these files that make an application and have not run.
    fn factories(&self, machine: &Machine, methods: bool) -> Vec<Id<FunctionObject>> {
        let mut seen = Vec::new();
        let mut found = Vec::new();
        for (id, function) in machine.heap.functions.iter() {
            let place = function.place();
            let is_method = function.owner.is_some();
            let wanted = self.files.contains(&place.file)
                && is_method == methods
                && is_top_level(machine, function)
                && !has_run(machine, id)
                && calls_any(function, &self.makers);
            if wanted && !seen.contains(&place) {
                seen.push(place);
                found.push(id);
            }
        }
        found
    }

    /// Functions that build on a factory and that nobody calls: an application of one package, completed by another.
    fn run_outer(&mut self, machine: &mut Machine, bounded: &mut Vec<String>) {
        self.makers = self.factory_names(machine);
        for _ in 0..OUTER_LEVELS {
            let outer = self.factories(machine, false);
            if outer.is_empty() {
                return;
            }
            self.makers = outer.iter().map(|id| machine.heap.functions[*id].signature().name).collect();
            for function in outer {
                if !has_run(machine, function) {
                    call_made_up(machine, function, Some(0), bounded);
                }
            }
        }
    }

    /// Names of the functions of these files that make an application themselves.
    fn factory_names(&self, machine: &Machine) -> Vec<Name> {
        let functions = machine.heap.functions.iter().map(|(_, function)| function);
        let makes = |function: &&FunctionObject| {
            self.files.contains(&function.facts.file)
                && function.owner.is_none()
                && is_top_level(machine, function)
                && calls_any(function, &self.makers)
        };
        functions.filter(makes).map(|function| function.signature().name).collect()
    }

    fn enter(&self, machine: &mut Machine, id: Id<FunctionObject>, bounded: &mut Vec<String>) {
        if has_run(machine, id) {
            return;
        }
        if required(machine, id) > 0 {
            self.run_callers(machine, id, bounded);
        }
        if !has_run(machine, id) {
            call_made_up(machine, id, None, bounded);
        }
    }

    /// Runs functions outside tests that call a factory: they pass real routers and settings.
    fn run_callers(&self, machine: &mut Machine, id: Id<FunctionObject>, bounded: &mut Vec<String>) {
        let function = &machine.heap.functions[id];
        let (file, mut name) = (function.facts.file, function.signature().name);
        if let (Some(owner), true) = (function.owner, name == "__init__") {
            name = machine.heap.classes[owner].name;
        }
        let mut files = vec![file];
        files.extend(machine.world.importing(name, file).into_iter().filter(|file| !machine.world.is_test(*file)));
        for file in files {
            run_file(machine, file, bounded);
            if has_run(machine, id) {
                return;
            }
            for caller in callers(machine, file, name) {
                call_made_up(machine, caller, None, bounded);
                if has_run(machine, id) {
                    return;
                }
            }
        }
    }
}

fn callers(machine: &Machine, file: FileId, name: Name) -> Vec<Id<FunctionObject>> {
    let calls = |function: &FunctionObject| function.facts.file == file && calls_any(function, &[name]);
    let functions = machine.heap.functions.iter();
    functions.filter(|(id, function)| calls(function) && !has_run(machine, *id)).map(|(id, _)| id).collect()
}

pub(super) fn has_run(machine: &Machine, id: Id<FunctionObject>) -> bool {
    let function = &machine.heap.functions[id];
    machine.ran.contains(&(function.facts.file, function.signature().item))
}

pub(super) fn is_top_level(machine: &Machine, function: &FunctionObject) -> bool {
    match machine.heap.scopes[function.closure].kind {
        ScopeKind::Module | ScopeKind::Class => true,
        ScopeKind::Function => false,
    }
}

/// Whether a function's code calls something by one of these names.
fn calls_any(function: &FunctionObject, names: &[Name]) -> bool {
    let question = Question { names: names.into(), answer: may_call };
    if function.facts.ask(function.signature().item, &question) == Some(0) {
        return false;
    }
    let code = function.body();
    code.exprs.iter().any(|expr| match expr {
        Expr::Call(callee, _) => match code.expr(*callee) {
            Expr::Name(name) | Expr::Attribute(_, name) => names.contains(name),
            _ => false,
        },
        _ => false,
    })
}

/// 1 if a text may call one of some names, else 0.
fn may_call(text: &str, names: &[Name]) -> u64 {
    u64::from(words(text).any(|word| word.is_called && names.iter().any(|name| name == word.text)))
}

/// How many parameters a caller must give, the receiver of a method left out.
fn required(machine: &Machine, id: Id<FunctionObject>) -> usize {
    let function = &machine.heap.functions[id];
    let needed = |kind: ParamKind| !matches!(kind, ParamKind::VarArgs | ParamKind::VarKeywords);
    let params = function.signature().params.iter().skip(usize::from(function.owner.is_some()));
    params.filter(|param| param.default.is_none() && needed(param.kind)).count()
}

/// Calls a function with what can be made up for its parameters; with `startup`, only what registers is entered.
fn call_made_up(machine: &mut Machine, id: Id<FunctionObject>, startup: Option<usize>, bounded: &mut Vec<String>) {
    let name = machine.heap.functions[id].qualname.to_string();
    let stopped = machine.start(ENTRY_STEPS, |machine| {
        let at = machine.heap.functions[id].place();
        let mut args = Vec::new();
        if let Some(owner) = machine.heap.functions[id].owner {
            args.push(made_up_instance(machine, owner));
        }
        args.extend(made_up_args(machine, id, args.len()));
        machine.startup = startup;
        machine.call_with(&Value::Function(id), args, at);
        machine.startup = None;
    });
    note_bound(machine, bounded, stopped, &format!("the entry function `{name}`"));
}

/// Positional arguments up to the last required one.
pub(super) fn made_up_args(machine: &mut Machine, id: Id<FunctionObject>, skip: usize) -> Vec<Value> {
    let function = machine.heap.functions[id].clone();
    let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
    let params = function.signature().params.iter().skip(skip);
    let positional = params.take_while(|param| matches!(param.kind, ParamKind::Normal | ParamKind::PositionalOnly));
    let mut args = Vec::new();
    for param in positional.take_while(|param| param.default.is_none()) {
        let annotation = param.annotation.map(|annotation| machine.eval(&cx, annotation));
        let made = match annotation {
            Some(Value::Class(class)) if has_fields_only(machine, class) => {
                machine.call_with(&Value::Class(class), Vec::new(), cx.mark(param.mark))
            }
            _ => Value::unknown(format!("parameter `{}` of an entry function", param.name), cx.mark(param.mark)),
        };
        args.push(made);
    }
    args
}

/// Whether instances of a class are made from fields: settings, models and dataclasses.
fn has_fields_only(machine: &mut Machine, class: Id<ClassObject>) -> bool {
    let has_init = machine.lookup_after(class, None, Name::from("__init__")).is_some();
    !has_init && !machine.fields_of(class).is_empty()
}

fn made_up_instance(machine: &mut Machine, class: Id<ClassObject>) -> Value {
    let at = machine.heap.classes[class].place;
    let init = machine.lookup_after(class, None, Name::from("__init__"));
    let args = match init {
        Some(Value::Function(init)) => made_up_args(machine, init, 1),
        _ => Vec::new(),
    };
    machine.call_with(&Value::Class(class), args, at)
}
