//! Which lock is taken? The type of what a method is called on, as far as it is declared.

use super::made::field;
use super::typing::Typing;
use crate::eval::{Cx, Machine, Value};
use crate::facts::{Expr, ExprId, Name, Node, Place};

/// What stands between a value and those who use it, as if it was not there.
const SHARED: [&str; 8] = ["Arc", "Rc", "Box", "State", "Extension", "Data", "LazyLock", "Lazy"];
/// How many fields and wrappers are looked through.
const DEPTH: usize = 8;

/// The path of the type that a method is called on, what shares it left out: `std::sync::Mutex`.
pub(in crate::frameworks) fn lock_of(machine: &mut Machine, call: Place) -> Option<Name> {
    let (typing, _) = Typing::of_call(machine, call)?;
    let facts = machine.world.facts_of(call.file)?;
    let code = facts.item(call.item).clone();
    let Node::Expr(call) = call.node else { return None };
    let Expr::Call(callee, _) = code.exprs.get(call.index())? else { return None };
    let Expr::Attribute(receiver, _) = code.expr(*callee) else { return None };
    let of = of(machine, &typing, *receiver, DEPTH)?;
    let base = match &of {
        Value::Subscripted(generic) => &generic.base,
        other => other,
    };
    match base {
        Value::External(path) => Some(*path),
        _ => None,
    }
}

/// The type of a value, without what shares it.
fn of(machine: &mut Machine, typing: &Typing, expr: ExprId, depth: usize) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    if let Some(known) = typing.of(machine, expr) {
        return Some(inside(known));
    }
    let cx = typing.innermost();
    match cx.code.expr(expr) {
        Expr::Attribute(base, name) if !is_path(&cx, *base) => {
            let (base, name) = (*base, *name);
            let of = of(machine, typing, base, depth)?;
            field(machine, &of, name).map(inside)
        }
        Expr::Name(_) | Expr::Attribute(..) => made(&machine.eval(&cx, expr)),
        _ => None,
    }
}

fn is_path(cx: &Cx, base: ExprId) -> bool {
    matches!(cx.code.expr(base), Expr::Name(name) | Expr::Attribute(_, name) if name.ends_with("::"))
}

fn inside(mut of: Value) -> Value {
    for _ in 0..DEPTH {
        of = match &of {
            Value::Subscripted(generic) => match &generic.base {
                Value::External(path) if SHARED.contains(&super::made::last(path)) => generic.index.clone(),
                _ => return of,
            },
            _ => return of,
        };
    }
    of
}

/// The type of which a static is made: `Mutex::new(0)`.
fn made(value: &Value) -> Option<Value> {
    let Value::ExternalCall(made) = value else { return None };
    made.callee.strip_suffix("::new").map(|of| Value::External(Name::from(of)))
}
