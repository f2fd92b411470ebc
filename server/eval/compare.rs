//! Do two values compare as asked? Identity, equality, membership and order; nothing if that is not known.

use super::machine::{Cx, Machine};
use super::text;
use super::value::Value;
use crate::facts::{CompareOp, ExprId};
use std::sync::Arc;

impl Machine<'_> {
    pub(super) fn eval_compare(&mut self, cx: &Cx, first: ExprId, rest: &[(CompareOp, ExprId)], id: ExprId) -> Value {
        let mut left = self.eval(cx, first);
        let mut all = Some(true);
        for (op, right) in rest {
            let right = self.eval(cx, *right);
            match self.compare(*op, &left, &right) {
                Some(false) => return Value::Bool(false),
                Some(true) => {}
                None => all = None,
            }
            left = right;
        }
        match all {
            Some(value) => Value::Bool(value),
            None => Value::unknown("a comparison of what is not known", cx.place(id)),
        }
    }

    fn compare(&mut self, op: CompareOp, left: &Value, right: &Value) -> Option<bool> {
        match op {
            CompareOp::Is => self.identical(left, right),
            CompareOp::IsNot => self.identical(left, right).map(|same| !same),
            CompareOp::Eq => self.equal(left, right),
            CompareOp::Ne => self.equal(left, right).map(|same| !same),
            CompareOp::In => self.contains(right, left),
            CompareOp::NotIn => self.contains(right, left).map(|found| !found),
            _ => order(op, left, right),
        }
    }

    fn identical(&mut self, left: &Value, right: &Value) -> Option<bool> {
        match (left, right) {
            (Value::Unknown(_) | Value::Lazy(_), _) | (_, Value::Unknown(_) | Value::Lazy(_)) => None,
            (Value::None, other) | (other, Value::None) => Some(matches!(other, Value::None)),
            (Value::External(left), Value::External(right)) if left == right => Some(true),
            (left, right) if left.is_opaque() || right.is_opaque() => None,
            _ => self.equal(left, right),
        }
    }

    /// Whether two values are equal, if known.
    pub fn equal(&mut self, left: &Value, right: &Value) -> Option<bool> {
        if self.same(left, right) {
            return Some(true);
        }
        match (left, right) {
            (Value::Member(member), other) | (other, Value::Member(member)) if !matches!(other, Value::Member(_)) => {
                let value = member.value.clone();
                self.equal(&value, other)
            }
            (Value::Str(left), Value::Str(right)) => text::equal(left, right),
            (Value::Int(left), Value::Bool(right)) | (Value::Bool(right), Value::Int(left)) => {
                Some(*left == i64::from(*right))
            }
            (Value::None, other) | (other, Value::None) if !other.is_unknown() => Some(false),
            (left, right) if left.is_opaque() || right.is_opaque() => None,
            (Value::List(_) | Value::Set(_) | Value::Tuple(_), Value::List(_) | Value::Set(_) | Value::Tuple(_)) => {
                self.equal_items(left, right)
            }
            (Value::Dict(_), Value::Dict(_)) | (Value::Instance(_), Value::Instance(_)) => None,
            _ => Some(false),
        }
    }

    fn equal_items(&mut self, left: &Value, right: &Value) -> Option<bool> {
        let at = self.anywhere();
        let (left, right) = (self.iterate(left, at)?, self.iterate(right, at)?);
        if left.len() != right.len() {
            return Some(false);
        }
        let mut all = Some(true);
        for (left, right) in left.iter().zip(&right) {
            match self.deeper(|_| None, |machine| machine.equal(left, right)) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => all = None,
            }
        }
        all
    }

    /// Whether two values are the same without asking their contents.
    pub fn same(&self, left: &Value, right: &Value) -> bool {
        match (left, right) {
            (Value::None, Value::None) | (Value::Ellipsis, Value::Ellipsis) => true,
            (Value::Bool(left), Value::Bool(right)) => left == right,
            (Value::Int(left), Value::Int(right)) => left == right,
            (Value::Float(left), Value::Float(right)) => left.to_bits() == right.to_bits(),
            (Value::Str(left), Value::Str(right)) => left == right && !left.contains(super::value::HOLE),
            (Value::Bytes(left), Value::Bytes(right)) | (Value::Path(left), Value::Path(right)) => left == right,
            (Value::List(left), Value::List(right)) | (Value::Set(left), Value::Set(right)) => left == right,
            (Value::Dict(left), Value::Dict(right)) => left == right,
            (Value::Function(left), Value::Function(right)) => left == right,
            (Value::Class(left), Value::Class(right)) => left == right,
            (Value::Instance(left), Value::Instance(right)) => left == right,
            (Value::Module(left), Value::Module(right)) => left == right,
            (Value::External(left), Value::External(right)) => left == right,
            (Value::Native(left), Value::Native(right)) => std::ptr::eq(*left, *right),
            (Value::Bound(left), Value::Bound(right)) => {
                self.same(&left.receiver, &right.receiver) && self.same(&left.function, &right.function)
            }
            (Value::Member(left), Value::Member(right)) => left.class == right.class && left.name == right.name,
            (Value::ExternalCall(left), Value::ExternalCall(right)) => Arc::ptr_eq(left, right),
            (Value::Tuple(left), Value::Tuple(right)) => {
                left.len() == right.len() && left.iter().zip(right.iter()).all(|(left, right)| self.same(left, right))
            }
            _ => false,
        }
    }
}

fn order(op: CompareOp, left: &Value, right: &Value) -> Option<bool> {
    let ordering = match (left, right) {
        (Value::Int(left), Value::Int(right)) => left.cmp(right),
        (Value::Float(left), Value::Float(right)) => left.partial_cmp(right)?,
        (Value::Tuple(left), Value::Tuple(right)) => {
            let numbers = |items: &[Value]| -> Option<Vec<i64>> {
                items.iter().map(|item| if let Value::Int(number) = item { Some(*number) } else { None }).collect()
            };
            numbers(left)?.cmp(&numbers(right)?)
        }
        _ => return None,
    };
    Some(match op {
        CompareOp::Lt => ordering.is_lt(),
        CompareOp::Le => ordering.is_le(),
        CompareOp::Gt => ordering.is_gt(),
        _ => ordering.is_ge(),
    })
}
