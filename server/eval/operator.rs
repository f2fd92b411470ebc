//! What do operators give? Arithmetic and truth, of values that may be partly known.

use super::machine::{Cx, Machine};
use super::text;
use super::value::{Reason, Subscripted, Value};
use crate::facts::{BinaryOp, ExprId, Name, Place, UnaryOp};
use std::sync::Arc;

impl Machine<'_> {
    /// Whether a test holds, if that is known.
    pub fn test(&mut self, cx: &Cx, test: ExprId) -> Option<bool> {
        let value = self.eval(cx, test);
        self.truth(&value)
    }

    /// The truth of a value, if known.
    pub fn truth(&mut self, value: &Value) -> Option<bool> {
        Some(match value {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Int(value) => *value != 0,
            Value::Float(value) => *value != 0.0,
            // Whether a literal is empty is part of what makes it free.
            Value::Str(text) => return text::truth(text.peek()),
            Value::Bytes(text) => return text::truth(text),
            Value::Tuple(items) => !items.is_empty(),
            Value::List(list) | Value::Set(list) => {
                let items = &self.heap.lists[*list].items;
                if !items.is_empty() && items.iter().all(Value::is_unknown) {
                    return None;
                }
                !items.is_empty()
            }
            Value::Dict(dict) => {
                let dict = &self.heap.dicts[*dict];
                if dict.entries.is_empty() && dict.open.is_some() {
                    return None;
                }
                !dict.entries.is_empty()
            }
            Value::External(_) | Value::ExternalCall(_) | Value::Unknown(_) | Value::Lazy(_) => return None,
            Value::Member(member) if matches!(member.value, Value::Str(_)) => {
                let value = member.value.clone();
                return self.truth(&value);
            }
            Value::Instance(_) => return self.instance_truth(value),
            _ => true,
        })
    }

    fn instance_truth(&mut self, value: &Value) -> Option<bool> {
        for hook in ["__bool__", "__len__"] {
            if let Some(hook) = self.hook(value, hook) {
                let at = self.anywhere();
                let result = self.call_with(&hook, Vec::new(), at);
                return self.truth(&result);
            }
        }
        Some(true)
    }

    /// `left op right`.
    pub fn binary(&mut self, op: BinaryOp, left: &Value, right: &Value, at: Place) -> Value {
        match (op, left, right) {
            (BinaryOp::Add, Value::List(_), _) => self.concat_lists(left, right, at),
            (BinaryOp::Add, Value::Tuple(left), Value::Tuple(right)) => {
                if !self.fits_elements(left.len() + right.len(), at) {
                    return Value::unknown("a tuple that grows without end", at);
                }
                Value::tuple(left.iter().chain(right.iter()).cloned().collect())
            }
            (BinaryOp::Mod, Value::Str(format), _) => self.percent(&format.clone(), right, at),
            (BinaryOp::Div, Value::Path(base), _) => self.join_path(&base.clone(), right, at),
            (BinaryOp::BitOr, Value::Dict(_), Value::Dict(_)) => self.merged(left, right, at),
            (BinaryOp::BitOr, ..) if is_type(left) && (is_type(right) || matches!(right, Value::None)) => {
                union(left, right)
            }
            (BinaryOp::BitOr, Value::None, right) if is_type(right) => union(left, right),
            (BinaryOp::BitOr | BinaryOp::BitAnd | BinaryOp::Sub, Value::Set(_), _) => {
                self.combine_sets(op, left, right, at)
            }
            (BinaryOp::Mul, Value::Str(text), Value::Int(times)) => self.repeated(text, *times, at),
            (_, Value::Int(left), Value::Int(right)) => integers(op, *left, *right, at),
            (BinaryOp::Add, left, right) if is_text(left) || is_text(right) => self.concat(left, right, at),
            (_, Value::Instance(_), _) => self.overloaded(op, left, right, at),
            _ => unknown_operands(left, right, at),
        }
    }

    fn overloaded(&mut self, op: BinaryOp, left: &Value, right: &Value, at: Place) -> Value {
        let hook = match op {
            BinaryOp::Add => "__add__",
            BinaryOp::Div => "__truediv__",
            BinaryOp::BitOr => "__or__",
            _ => return unknown_operands(left, right, at),
        };
        match self.hook(left, hook) {
            Some(hook) => self.call_with(&hook, vec![right.clone()], at),
            None => unknown_operands(left, right, at),
        }
    }

    fn concat(&mut self, left: &Value, right: &Value, at: Place) -> Value {
        if matches!(left, Value::None) || matches!(right, Value::None) {
            return Value::unknown("a string and None", at);
        }
        let (left, right) = (self.to_text_with_literals(left), self.to_text_with_literals(right));
        self.joined_texts(&[left, right], at)
    }

    /// `op value`.
    pub(super) fn unary(&mut self, op: UnaryOp, value: &Value, at: Place) -> Value {
        match (op, value) {
            (UnaryOp::Not, value) => match self.truth(value) {
                Some(known) => Value::Bool(!known),
                None => Value::Unknown(self.reason_of(value, at)),
            },
            (UnaryOp::Negate, Value::Int(number)) => Value::Int(number.wrapping_neg()),
            (UnaryOp::Negate, Value::Float(number)) => Value::Float(-number),
            (UnaryOp::Plus, Value::Int(_) | Value::Float(_)) => value.clone(),
            _ => Value::Unknown(self.reason_of(value, at)),
        }
    }

    /// Why a value is not known.
    pub fn reason_of(&self, value: &Value, at: Place) -> Arc<Reason> {
        match value {
            Value::Unknown(reason) => Arc::clone(reason),
            Value::External(path) => Reason::new(format!("`{path}` is outside the workspace"), at),
            Value::ExternalCall(call) => {
                let what = format!("`{}(…)` is outside the workspace", call.callee);
                Reason::new(what, call.call.site)
            }
            _ => Reason::new("not evaluated", at),
        }
    }
}

fn unknown_operands(left: &Value, right: &Value, at: Place) -> Value {
    match (left, right) {
        (Value::Unknown(reason), _) | (_, Value::Unknown(reason)) => reason.further(),
        _ => Value::unknown("an operation that is not evaluated", at),
    }
}

/// Whether a value can be part of a union of types.
fn is_type(value: &Value) -> bool {
    use Value::{Class, External, Native, Subscripted};
    match value {
        Class(_) | Native(_) | External(_) | Subscripted(_) | Value::Str(_) => true,
        Value::ExternalCall(made) => made.callee.starts_with("typing") || made.callee.starts_with("pydantic"),
        _ => false,
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Str(_) | Value::Path(_)) || matches!(value, Value::Member(member) if is_text(&member.value))
}

/// `left | right` of types, as `typing.Union[left, right]`.
fn union(left: &Value, right: &Value) -> Value {
    let base = Value::External(Name::from("typing.Union"));
    Value::Subscripted(Arc::new(Subscripted { base, index: Value::tuple(vec![left.clone(), right.clone()]) }))
}

fn integers(op: BinaryOp, left: i64, right: i64, at: Place) -> Value {
    let result = match op {
        BinaryOp::Add => left.checked_add(right),
        BinaryOp::Sub => left.checked_sub(right),
        BinaryOp::Mul => left.checked_mul(right),
        BinaryOp::FloorDiv if right != 0 => left.checked_div_euclid(right),
        BinaryOp::Mod if right != 0 => left.checked_rem_euclid(right),
        BinaryOp::BitAnd => Some(left & right),
        BinaryOp::BitOr => Some(left | right),
        BinaryOp::BitXor => Some(left ^ right),
        _ => None,
    };
    result.map_or_else(|| Value::unknown("arithmetic that is not evaluated", at), Value::Int)
}
