//! What do the methods and functions of Rust's own library do, as far as routers are made with them?

use crate::eval::builtins::native;
use crate::eval::callable::{Call, Native};
use crate::eval::machine::Machine;
use crate::eval::value::{HOLE, Value};
use crate::facts::Name;
use std::sync::Arc;

/// Functions and variants that every module knows.
pub(super) fn prelude(name: Name) -> Option<&'static Native> {
    static FIRST: Native = native("first", |_, call| call.args.first().cloned().unwrap_or(Value::None));
    matches!(name.as_str(), "Some" | "Ok").then_some(&FIRST)
}

/// A function of the library by the end of its path.
pub(in crate::eval) fn path_native(path: &str) -> Option<fn(&mut Machine, Call) -> Value> {
    let mut parts = path.rsplit("::");
    let last = parts.next()?;
    let of = parts.next().unwrap_or_default();
    match (of, last) {
        ("Box" | "Arc" | "Rc" | "Some" | "Data" | "Mutex" | "RwLock" | "Cow" | "Lazy", "new" | "pin")
        | (
            "String" | "Vec" | "Arc" | "Box" | "Into" | "From" | "PathBuf" | "Cow" | "ToString" | "Clone",
            "from" | "clone" | "into" | "to_string",
        )
        | ("Option", "Some")
        | ("Result", "Ok")
        | ("mem", "take")
        | ("Cow", "Borrowed" | "Owned") => Some(|_, call| call.args.first().cloned().unwrap_or(Value::None)),
        ("String", "new") => Some(|_, _| Value::str("")),
        ("Vec", "new" | "with_capacity") => Some(|machine, _| machine.list(Vec::new())),
        ("iter", "once") => Some(|machine, call| machine.list(call.args)),
        ("iter", "empty") => Some(|machine, _| machine.list(Vec::new())),
        _ => None,
    }
}

impl Machine<'_> {
    pub(super) fn library_method(&mut self, base: &Value, name: Name, call: &mut Call) -> Option<Value> {
        match base {
            Value::Str(text) => {
                if let Some(found) = string_method(text, &name, call) {
                    return Some(found);
                }
            }
            Value::List(_) | Value::Tuple(_) | Value::Set(_) => {
                if let Some(found) = self.list_method(base, &name, call) {
                    return Some(found);
                }
            }
            _ => {}
        }
        match name.as_str() {
            "map" | "and_then" if !base.is_opaque() && !matches!(base, Value::None | Value::Instance(_)) => {
                let function = call.args.first()?.clone();
                Some(self.call_with(&function, vec![base.clone()], call.site))
            }
            "unwrap_or" | "unwrap_or_else" | "unwrap_or_default" if matches!(base, Value::None) => {
                let other = call.args.first()?.clone();
                match other {
                    Value::Function(_) => Some(self.call_with(&other, Vec::new(), call.site)),
                    other => Some(other),
                }
            }
            "is_some" | "is_ok" if !base.is_opaque() => Some(Value::Bool(!matches!(base, Value::None))),
            "is_none" | "is_err" if !base.is_opaque() => Some(Value::Bool(matches!(base, Value::None))),
            // Of a lock around a router.
            "lock" | "try_lock" | "read" | "write" if self.is_registrar(base, 0) => Some(base.clone()),
            "pipe" | "tap" | "apply" | "apply_if" => {
                let function = call.args.last()?.clone();
                Some(self.call_with(&function, vec![base.clone()], call.site))
            }
            name if is_transparent(name) => Some(base.clone()),
            _ => None,
        }
    }

    fn list_method(&mut self, base: &Value, name: &str, call: &Call) -> Option<Value> {
        let at = call.site;
        let items = self.iterate(base, at)?;
        let first = call.args.first().cloned();
        let list = if let Value::List(list) = base { Some(*list) } else { None };
        Some(match name {
            "push" | "push_back" | "insert" => {
                let value = call.args.last()?.clone();
                self.push(list?, value);
                Value::tuple(Vec::new())
            }
            "extend" | "append" | "extend_from_slice" => {
                self.extend_list(list?, &first?, at);
                Value::tuple(Vec::new())
            }
            "iter" | "into_iter" | "iter_mut" | "collect" | "to_vec" | "cloned" | "copied" | "clone" | "drain"
            | "into_boxed_slice" | "by_ref" | "peekable" | "sorted" | "dedup" | "collect_vec" | "to_owned" => {
                self.list(items)
            }
            "rev" => self.list(items.into_iter().rev().collect()),
            "map" | "flat_map" | "filter_map" | "for_each" => {
                let function = first?;
                let mut made = Vec::new();
                for item in items {
                    let value = self.call_with(&function, vec![item], at);
                    match (name, self.iterate(&value, at)) {
                        ("flat_map", Some(inner)) => made.extend(inner),
                        _ => made.push(value),
                    }
                }
                self.list(made)
            }
            "flatten" | "concat" if !items.iter().any(|item| matches!(item, Value::Str(_))) => {
                let mut made = Vec::new();
                for item in items {
                    match self.iterate(&item, at) {
                        Some(inner) => made.extend(inner),
                        None => made.push(item),
                    }
                }
                self.list(made)
            }
            _ => return self.list_reduced(items, name, call),
        })
    }

    /// What a list is brought to: one value, pairs, a text or a number.
    fn list_reduced(&mut self, items: Vec<Value>, name: &str, call: &Call) -> Option<Value> {
        let at = call.site;
        let first = call.args.first().cloned();
        Some(match name {
            "fold" => {
                let (mut value, function) = (first?, call.args.get(1)?.clone());
                for item in items {
                    value = self.call_with(&function, vec![value, item], at);
                }
                value
            }
            "reduce" => {
                let function = first?;
                let mut rest = items.into_iter();
                let start = rest.next().unwrap_or(Value::None);
                rest.fold(start, |value, item| self.call_with(&function, vec![value, item], at))
            }
            "chain" => {
                let other = first?;
                let more = self.iterate(&other, at).unwrap_or_else(|| vec![other]);
                self.list(items.into_iter().chain(more).collect())
            }
            "enumerate" => {
                let pairs = (0..).zip(items).map(|(at, item)| Value::tuple(vec![Value::Int(at), item])).collect();
                self.list(pairs)
            }
            "zip" => {
                let other = self.iterate(&first?, at)?;
                let pairs = items.into_iter().zip(other).map(|(a, b)| Value::tuple(vec![a, b])).collect();
                self.list(pairs)
            }
            "concat" | "join" => {
                let separator = first.map(|separator| self.to_text(&separator)).unwrap_or_default();
                let texts: Vec<Arc<str>> = items.iter().map(|item| self.to_text(item)).collect();
                let mut parts: Vec<&str> = Vec::new();
                for text in &texts {
                    if !parts.is_empty() {
                        parts.push(&separator);
                    }
                    parts.push(text);
                }
                Value::str(crate::eval::text::join_holes(&parts))
            }
            "len" => Value::Int(items.len() as i64),
            "is_empty" => Value::Bool(items.is_empty()),
            "first" | "next" => items.into_iter().next().unwrap_or(Value::None),
            "last" | "pop" => items.into_iter().next_back().unwrap_or(Value::None),
            _ => return None,
        })
    }
}

/// Methods that give what they are called on, for all that matters here.
pub(super) fn is_transparent(name: &str) -> bool {
    const NAMES: [&str; 50] = [
        "clone",
        "into",
        "unwrap",
        "expect",
        "unwrap_or",
        "unwrap_or_else",
        "unwrap_or_default",
        "to_owned",
        "to_string",
        "as_str",
        "as_ref",
        "as_mut",
        "as_deref",
        "borrow",
        "borrow_mut",
        "deref",
        "deref_mut",
        "map_err",
        "context",
        "with_context",
        "wrap_err",
        "wrap_err_with",
        "await",
        "boxed",
        "into_inner",
        "ok",
        "ok_or",
        "ok_or_else",
        "iter",
        "into_iter",
        "cloned",
        "copied",
        "try_into",
        "as_bytes",
        "inspect_err",
        "inspect",
        "tap_err",
        "map_ok",
        "to_vec",
        "into_boxed_str",
        "into_string",
        "leak",
        "finish",
        "by_ref",
        "as_slice",
        "or_else",
        "or",
        "into_future",
        "shared",
        "get_ref",
    ];
    NAMES.contains(&name)
}

fn string_method(text: &Arc<str>, name: &str, call: &Call) -> Option<Value> {
    let pattern = match call.args.first() {
        Some(Value::Str(pattern)) if !pattern.contains(HOLE) => Some(pattern.as_ref()),
        _ => None,
    };
    let has_hole = text.contains(HOLE);
    Some(match name {
        "trim_end_matches" => Value::str(text.trim_end_matches(pattern?)),
        "trim_start_matches" => Value::str(text.trim_start_matches(pattern?)),
        "trim_matches" => {
            let pattern = pattern?;
            Value::str(text.trim_start_matches(pattern).trim_end_matches(pattern))
        }
        "trim" => Value::str(text.trim()),
        "len" if !has_hole => Value::Int(text.len() as i64),
        "strip_prefix" if !has_hole => text.strip_prefix(pattern?).map_or(Value::None, Value::str),
        "strip_suffix" if !has_hole => text.strip_suffix(pattern?).map_or(Value::None, Value::str),
        "starts_with" if !has_hole => Value::Bool(text.starts_with(pattern?)),
        "ends_with" if !has_hole => Value::Bool(text.ends_with(pattern?)),
        "contains" if !has_hole => Value::Bool(text.contains(pattern?)),
        "is_empty" => crate::eval::text::truth(text).map(|holds| Value::Bool(!holds))?,
        "to_lowercase" | "to_ascii_lowercase" => Value::str(text.to_lowercase()),
        "to_uppercase" | "to_ascii_uppercase" => Value::str(text.to_uppercase()),
        "replace" if !has_hole => match call.args.get(1) {
            Some(Value::Str(with)) => Value::str(text.replace(pattern?, with)),
            _ => return None,
        },
        "add" => match call.args.first() {
            Some(Value::Str(other)) => Value::str(crate::eval::text::join_holes(&[text, other])),
            _ => return None,
        },
        _ => return None,
    })
}
