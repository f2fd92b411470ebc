//! What do comparisons give? Identity, equality, order and membership, of values that may be partly known.

use super::machine::{Cx, Machine};
use super::text;
use super::value::Value;
use crate::facts::{CompareOp, ExprId};

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
            // What a library makes is no object of ours; two things of libraries may be one.
            (left, right) if left.is_opaque() && right.is_opaque() => None,
            (left, right) if left.is_opaque() || right.is_opaque() => Some(false),
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
            (Value::Str(left), Value::Str(right)) if left.equals(right) && !left.has_holes() => Some(true),
            (Value::Str(left), Value::Str(right)) => text::equal(left.peek(), right.peek()),
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
            if !self.step() {
                return None;
            }
            match self.deeper(|_| None, |machine| machine.equal(left, right)) {
                Some(true) => {}
                Some(false) => return Some(false),
                None => all = None,
            }
        }
        all
    }

    /// `item in container`, if known.
    pub(super) fn contains(&mut self, container: &Value, item: &Value) -> Option<bool> {
        match (container, item) {
            (Value::Str(text), Value::Str(part)) => super::text::contains(text, part),
            // As if the environment were empty.
            (Value::External(path), _) if path == "os.environ" => {
                self.config_reads += 1;
                Some(false)
            }
            (Value::Dict(dict), _) => {
                let key = self.key_of(item)?;
                let dict = &self.heap.dicts[*dict];
                if dict.entries.contains_key(&key) {
                    return Some(true);
                }
                if dict.open.is_some() { None } else { Some(false) }
            }
            (Value::Instance(_), _) => {
                let hook = self.hook(container, "__contains__")?;
                let at = self.anywhere();
                let found = self.call_with(&hook, vec![item.clone()], at);
                self.truth(&found)
            }
            _ => {
                let at = self.anywhere();
                let items = self.iterate(container, at)?;
                let found: Vec<Option<bool>> = items.iter().map(|other| self.equal(item, other)).collect();
                if found.contains(&Some(true)) {
                    return Some(true);
                }
                if found.contains(&None) { None } else { Some(false) }
            }
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
