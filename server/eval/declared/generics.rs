//! What do type parameters stand for in a call? The types it names, else those of what it is given.

use crate::eval::callable::Call;
use crate::eval::heap::Id;
use crate::eval::machine::{Cx, Machine};
use crate::eval::object::FunctionObject;
use crate::eval::value::Value;
use crate::facts::{Expr, ExprId, Name};

impl Machine<'_> {
    /// The type arguments of a callee, and what they are arguments of.
    pub(super) fn types_of(&mut self, cx: &Cx, callee: ExprId) -> (ExprId, Vec<Value>) {
        let Expr::Subscript(base, index) = cx.code.expr(callee) else { return (callee, Vec::new()) };
        let (base, index) = (*base, *index);
        let types = match cx.code.expr(index) {
            Expr::Tuple(items) => items.iter().map(|item| self.eval(cx, *item)).collect(),
            _ => vec![self.eval(cx, index)],
        };
        (base, types)
    }

    /// The type parameters of a function that a call makes known.
    pub(in crate::eval) fn bind_generics(&self, id: Id<FunctionObject>, call: &Call) -> Vec<(Name, Value)> {
        let function = &self.heap.functions[id];
        let signature = function.signature();
        if signature.generics.is_empty() {
            return Vec::new();
        }
        if !call.types.is_empty() {
            let known = signature.generics.iter().copied().zip(call.types.iter().cloned());
            return known.filter(|(_, of)| !matches!(of, Value::Unknown(_))).collect();
        }
        let code = function.facts.item(function.item);
        let given = signature.params.iter().zip(&call.args);
        let known = given.filter_map(|(param, value)| {
            let Expr::Name(name) = code.expr(param.annotation?) else { return None };
            let Value::Instance(of) = value else { return None };
            signature.generics.contains(name).then(|| (*name, Value::Class(self.heap.instances[*of].class)))
        });
        known.collect()
    }
}
