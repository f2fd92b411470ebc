//! What do the bodies of handlers do that rules ask for? Only bodies whose text may do it are lowered.

use super::{Api, returned};
use crate::eval::{Cx, FunctionObject, Id, Machine, Value};
use crate::facts::{ArgKind, Block, Code, Expr, ExprId, Facts, Name, Node, Place, Question, Stmt, StmtKind, words};
use crate::frameworks::{Callable, Dependency, Made, callable};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Something that the body of a handler does.
#[derive(Clone, Debug, PartialEq)]
pub struct Doing {
    /// The expression that does it.
    pub at: Place,
    /// The handler.
    pub within: Callable,
    /// What it does.
    pub deed: Deed,
}

/// What a body does.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Returns an HTTP exception of this class, made on the spot.
    ReturnsException(String),
    /// Returns a pair of data and this status code, as other frameworks want it.
    ReturnsStatus(u16),
    /// Returns something that is certainly not nothing.
    ReturnsData,
    /// Gives background tasks the result of calling this, which is nothing that can be called.
    CallsTask(Callable, Made),
    /// Makes background tasks and gives them to nobody.
    KeepsTasks(String),
}

/// What the handlers of all endpoints do.
pub(super) fn doings(machine: &mut Machine, api: &Api) -> Vec<Doing> {
    let functions = machine.heap.functions.iter();
    let mut by_place: FxHashMap<Place, Id<FunctionObject>> = FxHashMap::default();
    for (id, function) in functions {
        by_place.entry(function.place()).or_insert(id);
    }
    let mut seen = FxHashSet::default();
    let mut found = Vec::new();
    for entry in api.tables.iter().flat_map(|table| &table.entries) {
        let (Some(handler), Some(operation)) = (&entry.handler, &entry.operation) else { continue };
        let Some(id) = handler.at.filter(|at| seen.insert(*at)).and_then(|at| by_place.get(&at)) else { continue };
        let has_no_content = matches!(operation.status, Some(100..200 | 204 | 205 | 304));
        let function = &machine.heap.functions[*id];
        let question = Question::plain(if has_no_content { may_return } else { may_matter });
        if function.facts.ask(function.signature().item, &question) != Some(0) {
            Reader::new(machine, *id, handler).read(&mut found);
        }
    }
    for dependency in dependencies(api) {
        let Some(id) = dependency.at.filter(|at| seen.insert(*at)).and_then(|at| by_place.get(&at)) else { continue };
        let function = &machine.heap.functions[*id];
        if function.facts.ask(function.signature().item, &Question::plain(may_matter)) != Some(0) {
            let mut own = Vec::new();
            Reader::new(machine, *id, dependency).read(&mut own);
            found.extend(own.into_iter().filter(|doing| matches!(doing.deed, Deed::ReturnsException(_))));
        }
    }
    found
}

/// What the endpoints depend on, each as often as it is asked for.
fn dependencies(api: &Api) -> Vec<&Callable> {
    let mut open: Vec<&Dependency> = api.endpoints.iter().flat_map(|endpoint| &endpoint.dependencies).collect();
    let mut found = Vec::new();
    while let Some(next) = open.pop() {
        open.extend(&next.dependencies);
        found.extend(&next.callable);
    }
    found
}

/// 1 if a body may do anything that is looked for, else 0: nearly no body does, and most are never lowered.
fn may_matter(text: &str, _: &[Name]) -> u64 {
    let makes_exception = |after: &str| {
        let name = after.split(|char: char| !char.is_alphanumeric() && char != '_' && char != '.').next();
        let last = name.and_then(|name| name.rsplit('.').next()).unwrap_or_default();
        ["Exc", "Error", "HTTP"].iter().any(|part| last.contains(part))
    };
    let matters = text.contains("add_task(")
        || text.split("return ").skip(1).any(makes_exception)
        || text.contains("return") && text.lines().any(returned::may_be_returned);
    u64::from(matters)
}

/// The same where whatever is returned matters.
fn may_return(text: &str, _: &[Name]) -> u64 {
    u64::from(words(text).any(|word| ["return", "add_task"].contains(&word.text)))
}

/// Reads one body.
pub(super) struct Reader<'m, 'w> {
    pub(super) machine: &'m mut Machine<'w>,
    pub(super) cx: Cx,
    pub(super) facts: Arc<Facts>,
    handler: &'m Callable,
    /// Names that the function itself binds.
    own: FxHashSet<Name>,
    /// The annotation of what it returns, as it is written.
    pub(super) returns: String,
    /// Parameters that are background tasks.
    tasks: FxHashSet<Name>,
}

impl<'m, 'w> Reader<'m, 'w> {
    fn new(machine: &'m mut Machine<'w>, id: Id<FunctionObject>, handler: &'m Callable) -> Self {
        let function = machine.heap.functions[id].clone();
        let facts = Arc::clone(&function.facts);
        let around = Cx::new(&facts, function.item, function.closure, function.module);
        let signature = function.signature();
        let cx = Cx::new(&facts, signature.item, function.closure, function.module);
        let mut own: FxHashSet<Name> = signature.params.iter().map(|param| param.name).collect();
        let mut tasks = FxHashSet::default();
        for param in &signature.params {
            let annotation = param.annotation.map(|annotation| machine.eval(&around, annotation));
            if annotation.is_some_and(|ty| is_background_tasks(&ty)) {
                tasks.insert(param.name);
            }
        }
        bind(&cx.code, &cx.code.block, &mut own);
        let returns = signature.returns.map(|returns| facts.span(function.item, Node::Expr(returns)));
        let returns = returns.and_then(|span| facts.text.get(span.start as usize..span.end as usize));
        let returns = returns.unwrap_or_default().to_owned();
        Reader { machine, cx, facts, handler, own, returns, tasks }
    }

    fn read(&mut self, found: &mut Vec<Doing>) {
        let code = Arc::clone(&self.cx.code);
        self.read_returned(found);
        for index in 0..code.exprs.len() {
            self.read_task(ExprId::at(index), found);
        }
        self.read_kept(&code, found);
    }

    pub(super) fn doing(&self, at: ExprId, deed: Deed) -> Doing {
        Doing { at: self.cx.place(at), within: self.handler.clone(), deed }
    }

    /// What a name or attribute that the function does not bind itself stands for.
    pub(super) fn global(&mut self, expr: ExprId) -> Option<Value> {
        let code = Arc::clone(&self.cx.code);
        let mut root = expr;
        while let Expr::Attribute(base, _) = code.expr(root) {
            root = *base;
        }
        match code.expr(root) {
            Expr::Name(name) if !self.own.contains(name) => Some(self.machine.eval(&self.cx, expr)),
            _ => None,
        }
    }

    /// `tasks.add_task(f(…))`.
    fn read_task(&mut self, expr: ExprId, found: &mut Vec<Doing>) {
        let code = Arc::clone(&self.cx.code);
        let Expr::Call(callee, args) = code.expr(expr) else { return };
        let Expr::Attribute(receiver, method) = code.expr(*callee) else { return };
        let is_tasks = matches!(code.expr(*receiver), Expr::Name(name) if self.tasks.contains(name));
        let first = args.first().filter(|arg| arg.kind == ArgKind::Positional && method == "add_task" && is_tasks);
        let Some(Expr::Call(task, _)) = first.map(|arg| code.expr(arg.value)) else { return };
        let Some(Value::Function(id)) = self.global(*task) else { return };
        let name = callable(self.machine, &Value::Function(id));
        if let (Some(name), Some(made)) = (name, self.made(id)) {
            found.push(self.doing(expr, Deed::CallsTask(name, made)));
        }
    }

    /// What calling an undecorated function makes, if that is nothing that can be called.
    fn made(&self, id: Id<FunctionObject>) -> Option<Made> {
        let function = &self.machine.heap.functions[id];
        let is_ours = !self.machine.library.is_model(function.facts.file);
        if !is_ours || !function.signature().decorators.is_empty() {
            return None;
        }
        if function.is_generator() {
            return Some(Made::Generator);
        }
        if function.signature().is_async {
            return Some(Made::Coroutine);
        }
        let mut returns = false;
        visit(&function.body().block, &mut |stmt| returns |= matches!(stmt.kind, StmtKind::Return(Some(_))));
        (!returns).then_some(Made::Data)
    }

    /// `tasks = BackgroundTasks()` of which the body only ever uses `tasks.add_task`.
    fn read_kept(&mut self, code: &Arc<Code>, found: &mut Vec<Doing>) {
        let mut made = Vec::new();
        visit(&code.block, &mut |stmt| {
            if let StmtKind::Assign(targets, value) = &stmt.kind
                && let [target] = **targets
                && let (Expr::Name(name), Expr::Call(callee, _)) = (code.expr(target), code.expr(*value))
            {
                made.push((*name, *value, *callee));
            }
        });
        for (name, value, callee) in made {
            let is_tasks = self.global(callee).is_some_and(|class| is_background_tasks(&class));
            if is_tasks && self.is_kept(code, name) {
                found.push(self.doing(value, Deed::KeepsTasks(name.to_string())));
            }
        }
    }

    /// Whether all that happens to a name is one assignment and calls of its `add_task`.
    fn is_kept(&self, code: &Code, name: Name) -> bool {
        let is_name = |id: &ExprId| matches!(code.expr(*id), Expr::Name(known) if *known == name);
        let mentions = code.exprs.iter().filter(|expr| matches!(expr, Expr::Name(known) if *known == name)).count();
        let adds = |expr: &&Expr| match expr {
            Expr::Call(callee, _) => {
                matches!(code.expr(*callee), Expr::Attribute(base, method) if method == "add_task" && is_name(base))
            }
            _ => false,
        };
        let added = code.exprs.iter().filter(adds).count();
        let mentioned_inside = code.functions.iter().any(|function| {
            let inner = self.facts.item(function.item);
            inner.exprs.iter().any(|expr| matches!(expr, Expr::Name(known) if *known == name))
                || !inner.functions.is_empty()
        });
        added > 0 && mentions == added + 1 && !mentioned_inside
    }
}

pub(super) fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn is_background_tasks(value: &Value) -> bool {
    let Value::External(path) = value else { return false };
    let library = path.split('.').next().unwrap_or_default();
    ["fastapi", "starlette"].contains(&library) && last(path) == "BackgroundTasks"
}

/// Visits every statement of a block, those inside others included; bodies of functions and classes are not its own.
pub(super) fn visit<'c>(block: &'c Block, visitor: &mut dyn FnMut(&'c Stmt)) {
    let mut open: Vec<&'c Block> = vec![block];
    while let Some(block) = open.pop() {
        for stmt in block {
            visitor(stmt);
            open.extend(stmt.kind.blocks());
        }
    }
}

/// Adds the names that a body binds.
fn bind(code: &Code, block: &Block, own: &mut FxHashSet<Name>) {
    let mut targets: Vec<ExprId> = Vec::new();
    visit(block, &mut |stmt| match &stmt.kind {
        StmtKind::Assign(names, _) => targets.extend(names),
        StmtKind::Annotate { target, .. } | StmtKind::For { target, .. } | StmtKind::Augment(target, ..) => {
            targets.push(*target);
        }
        StmtKind::With(with) => targets.extend(with.items.iter().filter_map(|(_, target)| *target)),
        StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
            own.extend(names.iter().map(|name| name.alias.unwrap_or(name.path)));
        }
        StmtKind::Function(id) => drop(own.insert(code.functions[id.0 as usize].name)),
        StmtKind::Class(id) => drop(own.insert(code.classes[id.0 as usize].name)),
        _ => {}
    });
    while let Some(target) = targets.pop() {
        match code.expr(target) {
            Expr::Name(name) => drop(own.insert(*name)),
            Expr::List(items) | Expr::Tuple(items) => targets.extend(items.iter()),
            Expr::Spread(inner) => targets.push(*inner),
            _ => {}
        }
    }
    let walrus = code.exprs.iter().filter_map(|expr| if let Expr::Bind(name, _) = expr { Some(*name) } else { None });
    own.extend(walrus);
}
