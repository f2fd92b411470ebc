//! Of which type is an expression? What can be read off names, constructors and signatures, without running anything.

use super::made::{associated, constructed, field, last, method, returned};
use crate::eval::{Cx, FunctionObject, Id, Machine, ModuleRef, Scope, Value};
use crate::facts::{Arg, Code, Expr, ExprId, Facts, Function, ItemId, Name, Node, Place, StmtKind};
use crate::frameworks::attributes;
use std::sync::Arc;

/// How deep expressions are followed.
const DEPTH: usize = 16;

/// A call in the body of a function, with the functions around it.
pub(super) struct Typing {
    facts: Arc<Facts>,
    /// The innermost first.
    levels: Vec<Level>,
    scope: Id<Scope>,
    module: ModuleRef,
}

/// One function around an expression.
struct Level {
    item: ItemId,
    code: Arc<Code>,
    signature: Function,
    /// The item that holds the signature.
    outer: ItemId,
    /// What of the body comes before.
    before: ExprId,
}

impl Typing {
    /// What stands around a call, and its arguments.
    pub(super) fn of_call(machine: &Machine, at: Place) -> Option<(Self, Box<[Arg]>)> {
        let facts = machine.world.facts_of(at.file)?;
        let Node::Expr(call) = at.node else { return None };
        let (mut levels, mut item, mut before) = (Vec::new(), at.item, call);
        for _ in 0..DEPTH {
            let function = function_with_body(machine, at, item)?;
            let (signature, outer) = (function.signature().clone(), function.item);
            let is_closure = signature.name == "<closure>";
            levels.push(Level { item, code: Arc::clone(facts.item(item)), signature, outer, before });
            if !is_closure {
                let (scope, module) = (function.closure, function.module);
                let typing = Typing { levels, scope, module, facts: Arc::clone(&facts) };
                let Expr::Call(_, args) = facts.item(at.item).exprs.get(call.index())? else { return None };
                return Some((typing, args.clone()));
            }
            let is_it = |expr: &Expr| matches!(expr, Expr::Lambda(id) if facts.item(outer).functions.get(id.0 as usize).is_some_and(|it| it.item == item));
            before = ExprId::at(facts.item(outer).exprs.iter().position(is_it)?);
            item = outer;
        }
        None
    }

    fn cx(&self, item: ItemId) -> Cx {
        Cx::new(&self.facts, item, self.scope, self.module)
    }

    /// The code of the innermost function, and where its names are looked up.
    pub(super) fn innermost(&self) -> Cx {
        self.cx(self.levels[0].item)
    }

    /// The type of an expression of the innermost function.
    pub(super) fn of(&self, machine: &mut Machine, expr: ExprId) -> Option<Value> {
        self.at(machine, (0, expr), DEPTH)
    }

    /// The calls of something external whose name ends in one of some, in an expression and what its names stand for.
    pub(super) fn calls_of(&self, machine: &mut Machine, expr: ExprId, names: &[&str]) -> Vec<Value> {
        let mut found = Vec::new();
        self.collect(machine, (0, expr), names, &mut found, DEPTH);
        found
    }

    /// The code of the innermost function, and that around it with the place of the innermost in it; `None` if the
    /// innermost has a name.
    pub(super) fn closure(&self) -> Option<(&Code, &Code, ExprId)> {
        match *self.levels {
            [ref inner, ref outer, ..] => Some((&inner.code, &outer.code, outer.before)),
            _ => None,
        }
    }

    fn collect(
        &self,
        machine: &mut Machine,
        at: (usize, ExprId),
        names: &[&str],
        found: &mut Vec<Value>,
        depth: usize,
    ) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let level = &self.levels[at.0];
        match level.code.expr(at.1) {
            Expr::Call(callee, args) => {
                let of = if self.is_method(at.0, *callee) { None } else { self.at(machine, at, depth) };
                if let Some(Value::Subscripted(generic)) = &of
                    && matches!(&generic.base, Value::External(path) if names.contains(&last(path)))
                {
                    found.extend(of);
                    return;
                }
                let receiver = match level.code.expr(*callee) {
                    Expr::Attribute(base, _) if self.is_method(at.0, *callee) => Some(*base),
                    _ => None,
                };
                for expr in receiver.into_iter().chain(args.iter().map(|arg| arg.value)) {
                    self.collect(machine, (at.0, expr), names, found, depth);
                }
            }
            Expr::Tuple(items) => {
                items.iter().for_each(|item| self.collect(machine, (at.0, *item), names, found, depth));
            }
            Expr::Name(name) => {
                if let Some(Local::Value(at)) = self.local(at, *name) {
                    self.collect(machine, at, names, found, depth);
                }
            }
            _ => {}
        }
    }

    fn at(&self, machine: &mut Machine, (level, expr): (usize, ExprId), depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        let code = &self.levels[level].code;
        match code.expr(expr) {
            Expr::Str(_) => Some(Value::External(Name::from("str"))),
            Expr::Await(inner) => self.at(machine, (level, *inner), depth),
            Expr::Name(name) => match self.local((level, expr), *name)? {
                Local::Value(at) => self.at(machine, at, depth),
                Local::Declared(item, annotation) => {
                    let text = super::spelled(&self.cx(item), annotation);
                    let of = machine.eval(&self.cx(item), annotation);
                    (!of.is_unknown() && !text.contains("impl ")).then_some(of)
                }
            },
            Expr::Attribute(base, name) if self.is_method(level, expr) => {
                let of = self.at(machine, (level, *base), depth)?;
                field(machine, &of, *name)
            }
            Expr::Call(callee, args) => self.call(machine, level, (*callee, args), depth),
            _ => None,
        }
    }

    /// Whether `base.name` is no path.
    fn is_method(&self, level: usize, callee: ExprId) -> bool {
        match self.levels[level].code.expr(callee) {
            Expr::Attribute(base, _) => match self.levels[level].code.expr(*base) {
                Expr::Name(name) | Expr::Attribute(_, name) => !name.ends_with("::"),
                Expr::Subscript(..) => false,
                _ => true,
            },
            _ => false,
        }
    }

    fn call(
        &self,
        machine: &mut Machine,
        level: usize,
        (callee, args): (ExprId, &[Arg]),
        depth: usize,
    ) -> Option<Value> {
        let code = &self.levels[level].code;
        let first = args.first().map(|arg| (level, arg.value));
        if self.is_method(level, callee) {
            let Expr::Attribute(base, name) = code.expr(callee) else { return None };
            let of = self.at(machine, (level, *base), depth)?;
            return method(machine, of, *name);
        }
        let mut callee = callee;
        while let Expr::Subscript(base, _) = code.expr(callee) {
            callee = *base;
        }
        if let Expr::Attribute(base, name) = code.expr(callee) {
            let of = machine.eval(&self.cx(self.levels[level].item), *base);
            if let Value::Class(class) = of.clone()
                && !machine.heap.classes[class].is_model
            {
                return associated(machine, &of, *name);
            }
        }
        let target = machine.eval(&self.cx(self.levels[level].item), callee);
        match &target {
            Value::Class(class) if !machine.heap.classes[*class].is_model => Some(target),
            Value::External(path) => {
                let given = first.and_then(|first| self.at(machine, first, depth));
                constructed(path, given, self.cx(self.levels[level].item).place(callee))
            }
            _ => returned(machine, attributes::function_of(machine, &target)?),
        }
    }

    /// What a name stands for in the body of a function or of those around it.
    fn local(&self, (level, used): (usize, ExprId), name: Name) -> Option<Local> {
        let innermost = level;
        for (at, level) in self.levels.iter().enumerate().skip(innermost) {
            let before = if at == innermost { used } else { level.before };
            let bound =
                level.code.assignments().into_iter().filter(|(target, _)| binds(&level.code, *target, name)).count();
            let mut simple = Vec::new();
            for stmt in &level.code.block {
                match &stmt.kind {
                    StmtKind::Assign(targets, value) => {
                        simple.extend(targets.iter().map(|target| (*target, Local::Value((at, *value)), *value)));
                    }
                    StmtKind::Annotate { target, annotation, value } => {
                        simple.push((*target, Local::Declared(level.item, *annotation), value.unwrap_or(*annotation)));
                    }
                    _ => {}
                }
            }
            simple.retain(|(target, ..)| matches!(level.code.expr(*target), Expr::Name(of) if *of == name));
            if simple.len() < bound {
                return None;
            }
            if let Some((_, found, _)) = simple.into_iter().rev().find(|(.., value)| value.index() < before.index()) {
                return Some(found);
            }
            if let Some(param) = level.signature.params.iter().find(|param| param.name == name) {
                return param.annotation.map(|annotation| Local::Declared(level.outer, annotation));
            }
        }
        None
    }
}

/// What a name of a body stands for.
enum Local {
    /// An expression of the function at a level.
    Value((usize, ExprId)),
    /// A type, in an item.
    Declared(ItemId, ExprId),
}

fn binds(code: &Code, target: ExprId, name: Name) -> bool {
    match code.expr(target) {
        Expr::Name(of) => *of == name,
        Expr::Tuple(items) | Expr::List(items) => items.iter().any(|item| binds(code, *item, name)),
        _ => false,
    }
}

fn function_with_body<'m>(machine: &'m Machine, at: Place, body: ItemId) -> Option<&'m FunctionObject> {
    let is_it = |it: &&FunctionObject| it.facts.file == at.file && it.signature().item == body;
    machine.heap.functions.iter().map(|(_, it)| it).find(is_it)
}
