//! What do the attributes of a function or type say? Read as data where its definition stands.

use crate::eval::{ClassObject, Cx, FunctionObject, Id, Machine, Value};
use crate::facts::{Arg, ArgKind, Code, Expr, ExprId, Name};

/// One attribute.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its path, such as `utoipa::path`.
    pub path: String,
    /// Where its arguments can be evaluated.
    pub cx: Cx,
    /// Its arguments.
    pub args: Vec<Arg>,
}

impl Attribute {
    /// The last name of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit("::").next().unwrap_or_default()
    }

    /// An argument by name.
    pub fn keyword(&self, name: &str) -> Option<ExprId> {
        let named = |arg: &&Arg| matches!(arg.kind, ArgKind::Keyword(known) if known == name);
        self.args.iter().find(named).map(|arg| arg.value)
    }

    /// The arguments without names.
    pub fn positional(&self) -> impl Iterator<Item = ExprId> {
        self.args.iter().filter(|arg| arg.kind == ArgKind::Positional).map(|arg| arg.value)
    }

    /// All arguments of a name.
    pub fn keywords(&self, name: &str) -> impl Iterator<Item = ExprId> {
        self.args
            .iter()
            .filter(move |arg| matches!(arg.kind, ArgKind::Keyword(known) if known == name))
            .map(|arg| arg.value)
    }

    /// The name an argument is, if it is one.
    pub fn word(&self, expr: ExprId) -> Option<Name> {
        match self.cx.code.expr(expr) {
            Expr::Name(name) | Expr::Attribute(_, name) => Some(*name),
            _ => None,
        }
    }

    /// The arguments of an argument that is a call: `method(get, head)`.
    pub fn call(&self, expr: ExprId) -> Option<(Name, Vec<ExprId>)> {
        match self.cx.code.expr(expr) {
            Expr::Call(callee, args) => Some((self.word(*callee)?, args.iter().map(|arg| arg.value).collect())),
            _ => None,
        }
    }
}

/// The attributes of a function.
pub fn of_function(machine: &Machine, id: Id<FunctionObject>) -> Vec<Attribute> {
    let function = &machine.heap.functions[id];
    let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
    let decorators = function.signature().decorators.clone();
    decorators.iter().filter_map(|expr| attribute(&cx, *expr)).collect()
}

/// The attributes of a type.
pub fn of_class(machine: &Machine, id: Id<ClassObject>) -> Vec<Attribute> {
    let class = &machine.heap.classes[id];
    let module = &machine.modules[class.module];
    let Some(facts) = module.facts.as_ref().filter(|facts| facts.file == class.place.file) else { return Vec::new() };
    let cx = Cx::new(facts, class.place.item, module.scope, class.module);
    let code = facts.item(class.place.item);
    let definition = code.classes.iter().find(|definition| definition.name_mark == class.name_mark);
    definition.into_iter().flat_map(|it| it.decorators.iter()).filter_map(|expr| attribute(&cx, *expr)).collect()
}

/// An expression as an attribute.
pub fn attribute(cx: &Cx, expr: ExprId) -> Option<Attribute> {
    let (path, args) = match cx.code.expr(expr) {
        Expr::Call(callee, args) => (path(cx, *callee)?, args.to_vec()),
        _ => (path(cx, expr)?, Vec::new()),
    };
    Some(Attribute { path, cx: cx.clone(), args })
}

/// A path as it is written.
pub fn path(cx: &Cx, expr: ExprId) -> Option<String> {
    path_in(&cx.code, expr)
}

/// A path of some code as it is written.
pub fn path_in(code: &Code, expr: ExprId) -> Option<String> {
    match code.expr(expr) {
        Expr::Name(name) => Some(name.to_string()),
        Expr::Attribute(base, name) => Some(format!("{}{name}", path_in(code, *base)?)),
        _ => None,
    }
}

/// The function behind a value.
pub fn function_of(machine: &Machine, value: &Value) -> Option<Id<FunctionObject>> {
    match super::unwrapped(machine, value) {
        Value::Function(id) => Some(id),
        _ => None,
    }
}
