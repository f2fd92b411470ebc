//! What do lists, dicts, sets and subscripts do?

use super::branch::Slot;
use super::heap::{ClassKind, Dict, Id, Instance, Key, List};
use super::machine::{Cx, Machine};
use super::size::Seen;
use super::value::{ModuleRef, Subscripted, Value};
use crate::facts::{BinaryOp, Expr, ExprId, Name, Place};
use std::sync::Arc;

/// How many parts the key of an entry may have, those of tuples in it counted.
const KEY_PARTS: usize = 1_000;

/// Elements of a list that take as much as one entry of a dict.
const ENTRY_SIZE: usize = 4;

impl Machine<'_> {
    /// A new list.
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        Value::List(self.heap.lists.add(List { items }))
    }

    /// A new set; equal elements are kept once.
    pub fn set(&mut self, items: Vec<Value>) -> Value {
        self.spend(items.len());
        let mut seen = Seen::default();
        let kept = items.into_iter().filter(|item| seen.insert(self, item)).collect();
        Value::Set(self.heap.lists.add(List { items: kept }))
    }

    /// The elements a loop over a value sees; `None` if they are not known.
    pub fn iterate(&mut self, value: &Value, at: Place) -> Option<Vec<Value>> {
        let items = self.elements_of(value, at);
        self.spend(items.as_ref().map_or(0, Vec::len));
        items
    }

    fn elements_of(&mut self, value: &Value, at: Place) -> Option<Vec<Value>> {
        match value {
            Value::List(list) | Value::Set(list) => Some(self.heap.lists[*list].items.clone()),
            Value::Tuple(items) => Some(items.to_vec()),
            Value::Dict(dict) => {
                let dict = &self.heap.dicts[*dict];
                let open = dict.open.clone().map(Value::Unknown);
                Some(dict.entries.values().map(|(key, _)| key.clone()).chain(open).collect())
            }
            Value::Str(text) if !text.contains(super::value::HOLE) => {
                Some(text.chars().map(|char| Value::str(char.to_string())).collect())
            }
            Value::Class(class) if self.heap.classes[*class].kind == ClassKind::Enum => Some(self.members(*class)),
            Value::Instance(id) => self.iterate_instance(*id, at),
            _ => None,
        }
    }

    fn iterate_instance(&mut self, id: Id<Instance>, at: Place) -> Option<Vec<Value>> {
        let value = Value::Instance(id);
        if let Some(hook) = self.hook(&value, "__iter__").or_else(|| self.hook(&value, "__aiter__")) {
            let items = self.call_with(&hook, Vec::new(), at);
            return self.deeper(|_| None, |machine| machine.iterate(&items, at));
        }
        let class = self.heap.instances[id].class;
        let is_tuple = self.heap.classes[class]
            .mro
            .iter()
            .any(|base| base.dotted().is_some_and(|path| path.ends_with("NamedTuple")));
        is_tuple.then(|| self.heap.instances[id].attrs.values().cloned().collect())
    }

    /// Appends elements of a value to a list; one that is not known stands for all of them.
    pub fn extend_list(&mut self, list: Id<List>, value: &Value, at: Place) {
        let items = self.iterate(value, at).unwrap_or_else(|| vec![Value::Unknown(self.reason_of(value, at))]);
        for item in items {
            self.push(list, item);
        }
    }

    /// Appends an element, up to the bound.
    pub fn push(&mut self, list: Id<List>, value: Value) {
        if self.heap.lists[list].items.len() < self.bounds.elements {
            self.heap.lists[list].items.push(value);
        } else {
            self.stopped.get_or_insert("a list that grows without end");
        }
    }

    pub(super) fn concat_lists(&mut self, left: &Value, right: &Value, at: Place) -> Value {
        let mut items = self.iterate(left, at).unwrap_or_default();
        items.extend(self.iterate(right, at).unwrap_or_else(|| vec![Value::Unknown(self.reason_of(right, at))]));
        if self.fits_elements(items.len(), at) {
            self.list(items)
        } else {
            Value::unknown("a list that grows without end", at)
        }
    }

    pub(super) fn combine_sets(&mut self, op: BinaryOp, left: &Value, right: &Value, at: Place) -> Value {
        let left = self.iterate(left, at).unwrap_or_default();
        let Some(right) = self.iterate(right, at) else {
            return Value::unknown("a set operation with what is not known", at);
        };
        let found = Seen::of(self, &right);
        let items = match op {
            BinaryOp::BitOr => left.into_iter().chain(right).collect(),
            BinaryOp::BitAnd => left.into_iter().filter(|item| found.contains(self, item)).collect(),
            _ => left.into_iter().filter(|item| !found.contains(self, item)).collect(),
        };
        self.set(items)
    }

    /// What a dict finds a value by; `None` if it cannot be one, is not known, or is a tuple of tuples too large.
    pub fn key_of(&self, value: &Value) -> Option<Key> {
        let mut budget = KEY_PARTS;
        self.key_within(value, &mut budget)
    }

    fn key_within(&self, value: &Value, budget: &mut usize) -> Option<Key> {
        *budget = budget.checked_sub(1)?;
        let object = |kind: u8, id: u32| Some(Key::Object(kind, u64::from(id)));
        match value {
            Value::Str(text) if !text.contains(super::value::HOLE) => Some(Key::Str(Arc::clone(text))),
            Value::Int(number) => Some(Key::Int(*number)),
            Value::Bool(value) => Some(Key::Int(i64::from(*value))),
            Value::None => object(0, 0),
            Value::Function(id) => object(1, id.index()),
            Value::Class(id) => object(2, id.index()),
            Value::Instance(id) => object(3, id.index()),
            Value::Module(module) => object(4, module.0),
            Value::External(path) => Some(Key::Object(5, path.precomputed_hash())),
            Value::Native(native) => Some(Key::Object(6, std::ptr::from_ref(*native) as u64)),
            Value::Member(member) => match self.key_within(&member.value, budget) {
                Some(key @ Key::Str(_)) => Some(key),
                _ => {
                    Some(Key::Object(7, Name::from(&format!("{:?}.{}", member.class, member.name)).precomputed_hash()))
                }
            },
            Value::Path(path) => Some(Key::Str(Arc::clone(path))),
            Value::Tuple(items) => {
                items.iter().map(|item| self.key_within(item, budget)).collect::<Option<_>>().map(Key::Tuple)
            }
            _ => None,
        }
    }

    /// Sets an entry of a dict; an entry with an unknown key opens it.
    pub fn set_entry(&mut self, dict: Id<Dict>, key: &Value, value: Value) {
        let Some(found) = self.key_of(key) else {
            let at = self.anywhere();
            self.heap.dicts[dict].open = Some(self.reason_of(key, at));
            return;
        };
        let slot = Slot::Entry(dict, found.clone());
        let old = self.heap.dicts[dict].entries.insert(found, (key.clone(), value));
        if self.journal.is_some() {
            self.record_key(&slot, key);
            self.record(&slot, old.map(|(_, value)| value));
        }
    }

    /// The value of a key; `None` if the dict has none or may have one we cannot see.
    pub fn entry(&self, dict: Id<Dict>, key: &Value) -> Option<Value> {
        let key = self.key_of(key)?;
        self.heap.dicts[dict].entries.get(&key).map(|(_, value)| value.clone())
    }

    /// Adds the entries of a value to a dict.
    pub fn merge_into(&mut self, dict: Id<Dict>, value: &Value, at: Place) {
        let Value::Dict(from) = value else {
            if !matches!(value, Value::None) {
                self.heap.dicts[dict].open = Some(self.reason_of(value, at));
            }
            return;
        };
        let open = self.heap.dicts[*from].open.clone();
        let entries: Vec<_> = self.heap.dicts[*from].entries.values().cloned().collect();
        self.spend(entries.len() * ENTRY_SIZE);
        for (key, value) in entries {
            self.set_entry(dict, &key, value);
        }
        let dict = &mut self.heap.dicts[dict];
        dict.open = dict.open.take().or(open);
    }

    pub(super) fn merged(&mut self, left: &Value, right: &Value, at: Place) -> Value {
        let dict = self.heap.dicts.add(Dict::default());
        self.merge_into(dict, left, at);
        self.merge_into(dict, right, at);
        Value::Dict(dict)
    }

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
            Value::Instance(_) => match self.hook(base, "__getitem__") {
                Some(hook) => self.call_with(&hook, vec![index.clone()], at),
                None => Value::unknown("an element of an object", at),
            },
            _ => Value::Unknown(self.reason_of(base, at)),
        }
    }

    fn subscripted(&mut self, base: &Value, index: &Value, at: Place) -> Value {
        if let Value::External(path) = base {
            if path == "os.environ" {
                self.config_reads += 1;
                return Value::unknown("a variable of the environment", at);
            }
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
        let Some(items) = self.iterate(base, at) else { return Value::unknown("a part of what is not known", at) };
        let length = items.len() as i64;
        let bound = |value: &Option<Value>, default: i64| match value {
            None | Some(Value::None) => Some(default),
            Some(Value::Int(number)) if *number < 0 => Some((length + number).max(0)),
            Some(Value::Int(number)) => Some((*number).min(length)),
            Some(_) => None,
        };
        let (start, end) = (bound(&bounds[0], 0), bound(&bounds[1], length));
        let reversed = matches!(bounds[2], Some(Value::Int(-1))) && bounds[0].is_none() && bounds[1].is_none();
        if bounds[2].is_some() && !reversed {
            return Value::unknown("a slice with a step", at);
        }
        let (Some(start), Some(end)) = (start, end) else { return Value::unknown("a slice that is not known", at) };
        let mut part: Vec<Value> = items.get(start as usize..(end.max(start)) as usize).unwrap_or_default().to_vec();
        if reversed {
            part.reverse();
        }
        match base {
            Value::Str(_) => {
                let text: String = part
                    .iter()
                    .filter_map(|char| if let Value::Str(text) = char { Some(&**text) } else { None })
                    .collect();
                Value::str(text)
            }
            Value::Tuple(_) => Value::tuple(part),
            _ => self.list(part),
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

    /// `item in container`, if known.
    pub(super) fn contains(&mut self, container: &Value, item: &Value) -> Option<bool> {
        match (container, item) {
            (Value::Str(text), Value::Str(part)) => super::text::contains(text, part),
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

    pub(super) fn module_dict(&mut self, module: ModuleRef) -> Value {
        self.run_module(module);
        let scope = self.modules[module].scope;
        let names: Vec<Name> = self.heap.scopes[scope].names.keys().copied().collect();
        let mut entries = Vec::new();
        for name in names {
            if let Some(value) = self.module_name(module, name) {
                entries.push((name, value));
            }
        }
        Value::Dict(self.dict_of(entries))
    }

    pub(super) fn instance_dict(&mut self, id: Id<Instance>) -> Value {
        let entries = self.heap.instances[id].attrs.clone();
        Value::Dict(self.dict_of(entries))
    }

    pub(super) fn class_dict(&mut self, class: Id<super::ClassObject>) -> Value {
        let namespace = self.heap.classes[class].namespace;
        let entries = self.heap.scopes[namespace].names.clone();
        Value::Dict(self.dict_of(entries))
    }

    pub(super) fn members_dict(&mut self, class: Id<super::ClassObject>) -> Value {
        let named = |member: Value| match &member {
            Value::Member(of) => Some((of.name, member.clone())),
            _ => None,
        };
        let entries: Vec<_> = self.members(class).into_iter().filter_map(named).collect();
        Value::Dict(self.dict_of(entries))
    }

    pub(super) fn annotations_dict(&mut self, class: Id<super::ClassObject>) -> Value {
        let fields = self.heap.classes[class].fields.clone();
        let entries: Vec<_> = fields.iter().map(|field| (field.name, self.eval_deferred(&field.annotation))).collect();
        Value::Dict(self.dict_of(entries))
    }

    /// Evaluates an expression that was kept for later.
    pub fn eval_deferred(&mut self, deferred: &super::heap::Deferred) -> Value {
        let module = self.module_of_scope(deferred);
        let cx = Cx::new(&deferred.facts, deferred.item, deferred.scope, module);
        self.eval(&cx, deferred.expr)
    }

    fn module_of_scope(&mut self, deferred: &super::heap::Deferred) -> ModuleRef {
        let of_file = self.world.modules().of_file(deferred.facts.file);
        match of_file {
            Some(id) => self.module(id),
            None => ModuleRef(0),
        }
    }
}
