//! Does a dependency turn away who has no credentials? What its own code shows, read conservatively.

use crate::eval::{FunctionObject, Machine, Value};
use crate::facts::{Block, Code, Expr, ExprId, Name, Place, StmtKind, render};
use crate::frameworks::callable::unwrapped;
use crate::frameworks::interface::Stance;

/// What a dependency does with a request without credentials.
pub(super) fn stance(machine: &mut Machine, target: &Value, is_scheme: bool, at: Place) -> Stance {
    if is_scheme {
        return match machine.find_attr(&unwrapped(machine, target), Name::from("auto_error"), at) {
            Some(Value::Bool(false)) => Stance::Lenient,
            Some(Value::Bool(true)) => Stance::Refusing,
            _ => Stance::Silent,
        };
    }
    let target = match unwrapped(machine, target) {
        instance @ Value::Instance(_) => machine.hook(&instance, "__call__").unwrap_or(Value::None),
        other => other,
    };
    match unwrapped(machine, &target) {
        Value::Function(id) => of_function(&machine.heap.functions[id]),
        _ => Stance::Silent,
    }
}

/// A function that raises 401 or 403 is strict, unless it first returns for who has shown nothing. If it reads what
/// a request shows of its sender itself, it refuses.
fn of_function(function: &FunctionObject) -> Stance {
    let signature = function.signature();
    let code = function.facts.item(signature.item);
    if !raised(code).into_iter().any(|raised| is_refusal(code, raised)) {
        return Stance::Silent;
    }
    let names: Vec<Name> = signature.params.iter().map(|param| param.name).collect();
    match lets_pass(code, &names) {
        true => Stance::Lenient,
        false if reads_sender(function, code) => Stance::Refusing,
        false => Stance::Strict,
    }
}

/// Whether a function takes a header or a cookie, or reads those of the request, or who the request is from.
fn reads_sender(function: &FunctionObject, code: &Code) -> bool {
    let around = function.facts.item(function.item);
    let declared = |expr: ExprId| {
        let text = render(around, expr);
        text.contains("Header(") || text.contains("Cookie(")
    };
    let takes = function.signature().params.iter().any(|of| of.annotation.into_iter().chain(of.default).any(declared));
    let attributes = ["headers", "cookies", "session", "user", "auth"];
    takes
        || code.exprs.iter().any(|expr| matches!(expr, Expr::Attribute(_, name) if attributes.contains(&name.as_str())))
}

/// What the statements of a body raise, wherever they stand.
fn raised(code: &Code) -> Vec<ExprId> {
    let mut found = Vec::new();
    each_statement(code, |kind| {
        if let StmtKind::Raise(Some(value)) = kind {
            found.push(*value);
        }
    });
    found
}

/// Visits every statement of an item, nested blocks included.
fn each_statement<'c>(code: &'c Code, mut visit: impl FnMut(&'c StmtKind)) {
    let mut open: Vec<&'c Block> = vec![&code.block];
    while let Some(block) = open.pop() {
        for stmt in block {
            visit(&stmt.kind);
            open.extend(blocks(&stmt.kind));
        }
    }
}

fn blocks(kind: &StmtKind) -> Vec<&Block> {
    match kind {
        StmtKind::If(tests, otherwise) => tests.iter().map(|(_, block)| block).chain([otherwise]).collect(),
        StmtKind::For { body, otherwise, .. } => vec![body, otherwise],
        StmtKind::While(_, body, _) => vec![body],
        StmtKind::With(with) => vec![&with.body],
        StmtKind::Try { body, handlers, otherwise, finally } => {
            let handlers = handlers.iter().map(|handler| &handler.body);
            [body, otherwise, finally].into_iter().chain(handlers).collect()
        }
        StmtKind::Match(_, cases) => cases.iter().map(|case| &case.body).collect(),
        _ => Vec::new(),
    }
}

/// Whether what is raised is an answer 401 or 403: by its status, or by the name of its class.
fn is_refusal(code: &Code, raised: ExprId) -> bool {
    let made = match code.expr(raised) {
        Expr::Name(name) => assigned(code, *name).unwrap_or(raised),
        _ => raised,
    };
    let text = render(code, made).to_ascii_lowercase();
    let status = ["401", "403"].iter().any(|status| text.contains(status));
    let name = text.split('(').next().unwrap_or_default();
    let words = ["unauthorized", "unauthenticated", "notauthenticated", "forbidden", "credentials", "permissiondenied"];
    let spelled = name.replace('_', "");
    status
        || text.contains("unauthorized")
        || text.contains("forbidden")
        || words.iter().any(|word| spelled.contains(word))
}

/// The value that a body assigns to a name.
fn assigned(code: &Code, name: Name) -> Option<ExprId> {
    let mut found = None;
    each_statement(code, |kind| {
        if let StmtKind::Assign(targets, value) = kind {
            if targets.iter().any(|target| matches!(code.expr(*target), Expr::Name(known) if *known == name)) {
                found = found.or(Some(*value));
            }
        }
    });
    found
}

/// Whether the body begins with `if not parameter: return …`, before it does anything else with it.
fn lets_pass(code: &Code, params: &[Name]) -> bool {
    code.block.iter().any(|stmt| match &stmt.kind {
        StmtKind::If(tests, _) => tests.iter().any(|(test, block)| {
            let text = render(code, *test);
            let names = params.iter().any(|name| {
                text == format!("not {name}") || text == format!("{name} is None") || text == format!("{name} == None")
            });
            names && block.iter().any(|stmt| matches!(stmt.kind, StmtKind::Return(_)))
        }),
        _ => false,
    })
}
