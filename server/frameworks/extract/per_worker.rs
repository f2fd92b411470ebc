//! Does each worker of a server make its own of what all were meant to share? If the function that every worker calls makes
//! it, of nothing that it was given, and it can change.

use super::typing::Typing;
use crate::eval::{ClassObject, Id, Machine, Value};
use crate::facts::{ArgKind, Code, Expr, ExprId};

/// Types whose values change although they are shared.
const CHANGING: [&str; 8] = ["Mutex", "RwLock", "RefCell", "Cell", "DashMap", "OnceCell", "Cache", "Counter"];

/// Whether an argument in the function that every worker calls makes something of its own that changes.
pub(super) fn is_per_worker(machine: &mut Machine, typing: &Typing, given: ExprId) -> bool {
    let Some((code, outer, lambda)) = typing.closure() else { return false };
    if !is_factory(outer, lambda) || !is_fresh(code, given, 8) {
        return false;
    }
    typing.of(machine, given).is_some_and(|of| changes(machine, &of, 5))
}

/// Whether a closure is what `HttpServer::new` is given.
fn is_factory(code: &Code, lambda: ExprId) -> bool {
    code.exprs.iter().any(|expr| match expr {
        Expr::Call(callee, args) if args.len() == 1 && args[0].value == lambda => match code.expr(*callee) {
            Expr::Attribute(base, name) if *name == "new" => {
                matches!(code.expr(*base), Expr::Name(of) | Expr::Attribute(_, of) if *of == "HttpServer::")
            }
            _ => false,
        },
        _ => false,
    })
}

/// Whether an expression is made of constructors and literals alone.
fn is_fresh(code: &Code, expr: ExprId, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match code.expr(expr) {
        Expr::Int(_) | Expr::Float(_) | Expr::Str(_) | Expr::Bool(_) | Expr::Bytes(_) => true,
        Expr::Tuple(items) | Expr::List(items) => items.iter().all(|item| is_fresh(code, *item, depth)),
        Expr::Call(callee, args) => {
            let is_made = match code.expr(*callee) {
                Expr::Attribute(base, name) => {
                    let path =
                        matches!(code.expr(*base), Expr::Name(of) | Expr::Attribute(_, of) if of.ends_with("::"));
                    path && matches!(name.as_str(), "new" | "default" | "from" | "with_capacity")
                }
                Expr::Name(name) => name.starts_with(char::is_uppercase),
                _ => false,
            };
            let is_plain = |kind| matches!(kind, ArgKind::Positional | ArgKind::Keyword(_));
            is_made && args.iter().all(|arg| is_plain(arg.kind) && is_fresh(code, arg.value, depth))
        }
        _ => false,
    }
}

/// Whether values of a type change although they are shared.
fn changes(machine: &mut Machine, of: &Value, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match of {
        Value::External(path) => {
            let last = path.rsplit("::").next().unwrap_or_default();
            CHANGING.contains(&last) || last.starts_with("Atomic")
        }
        Value::Subscripted(generic) => {
            let inner = match &generic.index {
                Value::Tuple(items) => items.to_vec(),
                one => vec![one.clone()],
            };
            changes(machine, &generic.base, depth) || inner.iter().any(|of| changes(machine, of, depth))
        }
        Value::Class(class) => fields(machine, *class).iter().any(|of| changes(machine, of, depth)),
        _ => false,
    }
}

fn fields(machine: &mut Machine, class: Id<ClassObject>) -> Vec<Value> {
    let fields = machine.heap.classes[class].fields.clone();
    fields.iter().map(|field| machine.eval_deferred(&field.annotation)).collect()
}
