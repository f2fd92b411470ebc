//! What does assigning to a target do? Names, attributes, entries and sequences of targets; deleting them too.

use super::callable::Wrapping;
use super::heap::Id;
use super::journal::Slot;
use super::machine::{Cx, Machine};
use super::object::Instance;
use super::value::Value;
use crate::facts::{BinaryOp, Expr, ExprId, Name, Place};

impl Machine<'_> {
    /// Assigns to a target: a name, an attribute, an entry, or a sequence of targets.
    pub fn assign(&mut self, cx: &Cx, target: ExprId, value: Value) {
        match cx.code.expr(target) {
            Expr::Name(name) => self.bind(cx, *name, value),
            Expr::Attribute(base, name) => {
                let base = self.eval(cx, *base);
                self.set_attr(&base, *name, value);
            }
            Expr::Subscript(base, index) => self.assign_item(cx, *base, *index, value),
            Expr::Tuple(targets) | Expr::List(targets) => self.unpack(cx, targets, &value, cx.place(target)),
            Expr::Spread(target) => self.assign(cx, *target, value),
            _ => {}
        }
    }

    fn assign_item(&mut self, cx: &Cx, base: ExprId, index: ExprId, value: Value) {
        let base = self.eval(cx, base);
        if let Expr::Slice(bounds) = cx.code.expr(index) {
            let bounds = bounds.map(|bound| bound.map(|bound| self.eval(cx, bound)));
            self.set_slice(&base, &bounds, &value, cx.place(index));
            return;
        }
        let index = self.eval(cx, index);
        self.set_item(&base, &index, value);
    }

    fn unpack(&mut self, cx: &Cx, targets: &[ExprId], value: &Value, at: Place) {
        let Some(items) = self.iterate(value, at) else {
            let part = Value::Unknown(self.reason_of(value, at));
            for target in targets {
                self.assign(cx, *target, part.clone());
            }
            return;
        };
        let spread = targets.iter().position(|target| matches!(cx.code.expr(*target), Expr::Spread(_)));
        let mut items = items.into_iter();
        for (index, target) in targets.iter().enumerate() {
            let next = if Some(index) == spread {
                let rest = items.len().saturating_sub(targets.len() - index - 1);
                let taken: Vec<Value> = items.by_ref().take(rest).collect();
                self.list(taken)
            } else {
                items.next().unwrap_or_else(|| Value::unknown("too few values to unpack", at))
            };
            self.assign(cx, *target, next);
        }
    }

    pub(super) fn exec_augment(&mut self, cx: &Cx, target: ExprId, op: BinaryOp, value: ExprId) {
        let (old, value) = (self.eval(cx, target), self.eval(cx, value));
        if op == BinaryOp::Add
            && let Value::List(list) = old
        {
            self.extend_list(list, &value, cx.place(target));
            return;
        }
        if let (BinaryOp::BitOr, Value::Dict(dict)) = (op, &old) {
            self.merge_into(*dict, &value, cx.place(target));
            return;
        }
        let new = self.binary(op, &old, &value, cx.place(target));
        self.assign(cx, target, new);
    }

    pub(super) fn delete(&mut self, cx: &Cx, target: ExprId) {
        match cx.code.expr(target) {
            Expr::Name(name) => {
                let scope = self.scope_to_write(cx, *name);
                if let Some(old) = self.heap.scopes[scope].names.shift_remove(name) {
                    self.record(&Slot::Name(scope, *name), Some(old));
                }
            }
            Expr::Attribute(base, name) => {
                if let Value::Instance(instance) = self.eval(cx, *base)
                    && let Some(old) = self.heap.instances[instance].attrs.shift_remove(name)
                {
                    self.record(&Slot::Attr(instance, *name), Some(old));
                }
            }
            Expr::Subscript(base, index) => {
                let (base, index) = (self.eval(cx, *base), self.eval(cx, *index));
                self.delete_item(&base, &index);
            }
            Expr::Tuple(targets) | Expr::List(targets) => {
                targets.iter().for_each(|target| self.delete(cx, *target));
            }
            _ => {}
        }
    }

    /// Assigns an attribute; nothing happens where the value is not ours.
    pub fn set_attr(&mut self, base: &Value, name: Name, value: Value) {
        match base {
            Value::Instance(id) => {
                if let Some(setter) = self.property_slot(*id, name) {
                    self.heap.instances[*id].attrs.insert(setter, value);
                    return;
                }
                let old = self.heap.instances[*id].attrs.insert(name, value);
                if self.journal.is_some() {
                    self.record(&Slot::Attr(*id, name), old);
                }
            }
            Value::Class(id) => {
                let namespace = self.heap.classes[*id].namespace;
                self.write_name(namespace, name, value);
            }
            Value::Module(module) => {
                let scope = self.modules[*module].scope;
                self.write_name(scope, name, value);
            }
            Value::Function(id) => {
                self.heap.functions[*id].attrs.insert(name, value);
            }
            Value::Bound(bound) if !matches!(bound.function, Value::Bound(_)) => {
                let function = bound.function.clone();
                self.set_attr(&function, name, value);
            }
            Value::Super(of) if self.class_of(&of.receiver).is_some() => self.set_attr(&of.receiver, name, value),
            _ => {}
        }
    }

    /// A property of the class hides attributes of the same name, so a set one is kept under a name of its own.
    fn property_slot(&mut self, id: Id<Instance>, name: Name) -> Option<Name> {
        let class = self.heap.instances[id].class;
        let found = self.lookup_after(class, None, name)?;
        let is_property = matches!(&found, Value::Wrapped(wrapped) if wrapped.kind == Wrapping::Property);
        is_property.then(|| Name::from(&format!("{name} (set)")))
    }
}
