//! What does a dependency do with a request that carries no credentials? What its own code shows, read conservatively.

use super::stranger::{Outcome, Stranger};
use crate::eval::{Machine, Value};
use crate::facts::{Code, Expr, ExprId, Name, Place, StmtKind, render};
use crate::frameworks::callable::unwrapped;
use crate::frameworks::interface::Stance;
use rustc_hash::FxHashSet;

/// How a callable may come by credentials.
pub(super) struct Credentials {
    /// The parameters that carry them.
    pub names: FxHashSet<Name>,
    /// Whether one of them is what a client sends, not what somebody made of it.
    pub direct: bool,
    /// Whether it is given the request itself.
    pub takes_request: bool,
}

/// What a dependency does with a request without credentials.
pub(super) fn stance(
    machine: &mut Machine,
    target: &Value,
    is_scheme: bool,
    credentials: Credentials,
    at: Place,
) -> Stance {
    let target = unwrapped(machine, target);
    if !is_scheme {
        return of_code(machine, &target, credentials);
    }
    match machine.find_attr(&target, Name::from("auto_error"), at) {
        Some(Value::Bool(true)) => Stance::Refusing,
        given => match of_code(machine, &target, credentials) {
            Stance::Strict | Stance::Refusing => Stance::Refusing,
            _ if matches!(given, Some(Value::Bool(false))) => Stance::Lenient,
            _ => Stance::Silent,
        },
    }
}

/// The stance of a function, or of what calling an object runs.
fn of_code(machine: &mut Machine, target: &Value, credentials: Credentials) -> Stance {
    let (function, receiver) = match target {
        Value::Instance(_) => (machine.hook(target, "__call__").unwrap_or(Value::None), Some(target.clone())),
        other => (other.clone(), None),
    };
    let Value::Function(id) = unwrapped(machine, &function) else { return Stance::Silent };
    if machine.library.is_model(machine.heap.functions[id].facts.file) {
        return Stance::Silent;
    }
    let reads = credentials.takes_request || !credentials.names.is_empty();
    let mut stranger = Stranger::new(machine, receiver, credentials.direct);
    let outcome = stranger.visit(id, credentials.names);
    match (outcome, reads || stranger.reads_sender) {
        (Outcome::Refused, true) => Stance::Refusing,
        (Outcome::Refused, false) => Stance::Strict,
        (Outcome::Doubtful, _) => Stance::Doubtful,
        (Outcome::Served, _) => Stance::Silent,
    }
}

/// Whether what is raised is an answer 401 or 403: by its status, or by the name of its class.
pub(super) fn is_refusal(code: &Code, raised: ExprId) -> bool {
    let made = match code.expr(raised) {
        Expr::Name(name) => assigned(code, *name).unwrap_or(raised),
        _ => raised,
    };
    let text = render(code, made).to_ascii_lowercase();
    let class = text.split('(').next().unwrap_or_default().replace('_', "");
    let words = ["credential", "unauthenticated", "notauthenticated", "permissiondenied", "accessdenied"];
    ["401", "403", "unauthorized", "forbidden"].iter().any(|status| text.contains(status))
        || words.iter().any(|word| class.contains(word))
}

/// The value that a body assigns to a name at its top.
fn assigned(code: &Code, name: Name) -> Option<ExprId> {
    code.block.iter().find_map(|stmt| match &stmt.kind {
        StmtKind::Assign(targets, value) => {
            let names = |target: &ExprId| matches!(code.expr(*target), Expr::Name(known) if *known == name);
            targets.iter().any(names).then_some(*value)
        }
        _ => None,
    })
}
