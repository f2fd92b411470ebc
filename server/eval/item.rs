//! What do subscripts and slices read and write?

use super::heap::Id;
use super::machine::{Cx, Machine};
use super::object::{ClassKind, Dict};
use super::value::{Subscripted, Value};
use crate::facts::{Expr, ExprId, Place};
use std::ops::Range;
use std::sync::Arc;

impl Machine<'_> {
    pub(super) fn eval_subscript(&mut self, cx: &Cx, base: ExprId, index: ExprId, id: ExprId) -> Value {
        let base = self.eval(cx, base);
        if let Expr::Slice(bounds) = cx.code.expr(index) {
            let bounds = bounds.map(|bound| bound.map(|bound| self.eval(cx, bound)));
            return self.slice(&base, &bounds, cx.place(id));
        }
        let index = self.eval(cx, index);
        self.get_item(&base, &index, cx.place(id))
    }

    /// `base[index]`.
    pub fn get_item(&mut self, base: &Value, index: &Value, at: Place) -> Value {
        match base {
            Value::Dict(dict) => match self.entry(*dict, index) {
                Some(value) => value,
                None => self.missing_entry(*dict, index, at),
            },
            Value::List(_) | Value::Tuple(_) | Value::Str(_) => self.element(base, index, at),
            Value::Class(class) if self.heap.classes[*class].kind == ClassKind::Enum => match self.name_of(index) {
                Some(name) => self.get_attr(base, name, at),
                None => Value::unknown("an enumeration member by its name", at),
            },
            Value::Class(_) | Value::Native(_) | Value::External(_) | Value::Subscripted(_) => {
                self.subscripted(base, index, at)
            }
            // A function with its types is the same function.
            Value::Function(_) | Value::Bound(_) => base.clone(),
            Value::Instance(_) => match self.hook(base, "__getitem__") {
                Some(hook) => self.call_with(&hook, vec![index.clone()], at),
                None => Value::unknown("an element of an object", at),
            },
            _ => Value::Unknown(self.reason_of(base, at)),
        }
    }

    fn subscripted(&mut self, base: &Value, index: &Value, at: Place) -> Value {
        if let Value::External(path) = base
            && path == "os.environ"
        {
            self.config_reads += 1;
            return Value::unknown("a variable of the environment", at);
        }
        Value::Subscripted(Arc::new(Subscripted { base: base.clone(), index: index.clone() }))
    }

    fn missing_entry(&mut self, dict: Id<Dict>, index: &Value, at: Place) -> Value {
        if let Some(factory) = self.heap.dicts[dict].default_factory.clone() {
            let made = self.call_with(&factory, Vec::new(), at);
            self.set_entry(dict, index, made.clone());
            return made;
        }
        Value::unknown("an entry that is not known", at)
    }

    fn element(&mut self, base: &Value, index: &Value, at: Place) -> Value {
        let (Some(items), Value::Int(index)) = (self.iterate(base, at), index) else {
            return Value::unknown("an element that is not known", at);
        };
        if items.iter().any(Value::is_unknown) && !matches!(base, Value::Tuple(_)) {
            return Value::unknown("an element of a list that is not known", at);
        }
        let position = if *index < 0 { items.len() as i64 + index } else { *index };
        usize::try_from(position)
            .ok()
            .and_then(|position| items.get(position).cloned())
            .unwrap_or_else(|| Value::unknown("an element that is not there", at))
    }

    fn slice(&mut self, base: &Value, bounds: &[Option<Value>; 3], at: Place) -> Value {
        if let (Value::Str(text), [Some(Value::Int(from)), None, None]) = (base, bounds)
            && let Some(rest) = usize::try_from(*from).ok().and_then(|from| text.after(from))
        {
            return Value::Str(rest);
        }
        let Some(items) = self.iterate(base, at) else { return Value::unknown("a part of what is not known", at) };
        let reversed = matches!(bounds[2], Some(Value::Int(-1))) && bounds[0].is_none() && bounds[1].is_none();
        if bounds[2].is_some() && !reversed {
            return Value::unknown("a slice with a step", at);
        }
        let Some(range) = slice_range(bounds, items.len()) else {
            return Value::unknown("a slice that is not known", at);
        };
        let mut part: Vec<Value> = items[range].to_vec();
        if reversed {
            part.reverse();
        }
        match base {
            Value::Str(_) => {
                let text: String = part
                    .iter()
                    .filter_map(|char| if let Value::Str(text) = char { Some(&***text) } else { None })
                    .collect();
                Value::str(text)
            }
            Value::Tuple(_) => Value::tuple(part),
            _ => self.list(part),
        }
    }

    /// `base[a:b] = value` of a list.
    pub(super) fn set_slice(&mut self, base: &Value, bounds: &[Option<Value>; 3], value: &Value, at: Place) {
        let Value::List(list) = base else { return };
        let range = slice_range(bounds, self.heap.lists[*list].items.len()).filter(|_| bounds[2].is_none());
        // What is not known replaces nothing: what was registered until then stays.
        let Some(new) = self.iterate(value, at) else { return };
        match range {
            Some(range) => drop(self.heap.lists[*list].items.splice(range, new)),
            None => self.heap.lists[*list].items = new,
        }
    }

    /// `base[index] = value`.
    pub fn set_item(&mut self, base: &Value, index: &Value, value: Value) {
        match (base, index) {
            (Value::Dict(dict), _) => self.set_entry(*dict, index, value),
            (Value::List(list), Value::Int(position)) => {
                let items = &mut self.heap.lists[*list].items;
                let position = if *position < 0 { items.len() as i64 + position } else { *position };
                if let Some(slot) = usize::try_from(position).ok().and_then(|position| items.get_mut(position)) {
                    *slot = value;
                }
            }
            (Value::List(list), _) => {
                let at = self.anywhere();
                self.heap.lists[*list].items = self.iterate(&value, at).unwrap_or_else(|| vec![value]);
            }
            (Value::Instance(_), _) => {
                if let Some(hook) = self.hook(base, "__setitem__") {
                    let at = self.anywhere();
                    self.call_with(&hook, vec![index.clone(), value], at);
                }
            }
            _ => {}
        }
    }

    /// `del base[index]`.
    pub(super) fn delete_item(&mut self, base: &Value, index: &Value) {
        match (base, index) {
            (Value::Dict(dict), _) => {
                if let Some(key) = self.key_of(index) {
                    self.heap.dicts[*dict].entries.shift_remove(&key);
                }
            }
            (Value::List(list), Value::Int(position)) => {
                let items = &mut self.heap.lists[*list].items;
                let position = if *position < 0 { items.len() as i64 + position } else { *position };
                if let Some(position) = usize::try_from(position).ok().filter(|position| *position < items.len()) {
                    items.remove(position);
                }
            }
            _ => {}
        }
    }
}

/// The range that the bounds of a slice mean; `None` if they are not known.
fn slice_range(bounds: &[Option<Value>; 3], length: usize) -> Option<Range<usize>> {
    let length = length as i64;
    let bound = |value: &Option<Value>, default: i64| match value {
        None | Some(Value::None) => Some(default),
        Some(Value::Int(number)) if *number < 0 => Some((length + number).max(0)),
        Some(Value::Int(number)) => Some((*number).min(length)),
        Some(_) => None,
    };
    let (start, end) = (bound(&bounds[0], 0)?, bound(&bounds[1], length)?);
    let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
    Some(start..end.max(start))
}
