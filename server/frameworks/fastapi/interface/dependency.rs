//! What does a dependency ask for in turn? Its own parameters, each callable once.

use super::marker::{Depends, Marker, marker};
use super::refusal::{Credentials, stance};
use super::registration::Answer;
use super::{Walk, view};
use crate::eval::{ClassObject, Id, Machine, Value};
use crate::facts::Place;
use crate::frameworks::callable;
use crate::frameworks::callable::unwrapped;
use crate::frameworks::interface::{Dependency, Stance};
use crate::frameworks::signature::{Signature, signature};
use std::sync::Arc;

/// What is called, and the scopes it is called with: called once, its inputs count once.
pub(super) type Key = (Vec<(u8, usize)>, Vec<String>);

impl Walk<'_, '_> {
    /// The handler itself, and what it answers unless it is that of a web socket.
    pub(super) fn endpoint(&mut self, endpoint: &Value, answer: Option<Answer>) -> Vec<Dependency> {
        let Some(signature) = signature(self.machine, endpoint, self.site) else {
            self.complete = false;
            return Vec::new();
        };
        self.reading = Some(endpoint.clone());
        if let Some(answer) = answer {
            self.judge_answer(endpoint, answer);
        }
        match view::class_of_handler(self.machine, endpoint, &signature) {
            Some(class) => {
                let (own, rest) = view::split(self.machine, class, signature, self.site);
                let mut dependencies = self.parameters(&own, 1);
                dependencies.extend(self.parameters(&rest, 0));
                dependencies
            }
            None => self.parameters(&signature, 0),
        }
    }

    /// An element of `dependencies=[…]`.
    pub(super) fn outer(&mut self, value: &Value) -> Dependency {
        let Some(Marker::Depends(depends)) = marker(self.machine, value) else {
            self.complete = false;
            return Dependency::default();
        };
        self.complete &= depends.exact;
        self.remark_called_dependency(value);
        let at = if let Value::ExternalCall(made) = value { Some(made.call.site) } else { None };
        self.dependency(depends.dependency.as_ref(), &depends, at, 1).0
    }

    /// One dependency and what it depends on, and whether what it gives comes from credentials; `depth` is 1 for
    /// those of the handler.
    pub(super) fn dependency(
        &mut self,
        target: Option<&Value>,
        depends: &Depends,
        at: Option<Place>,
        depth: usize,
    ) -> (Dependency, bool) {
        let at = self.visible(at);
        let mut node = Dependency { at, scopes: depends.scopes.clone(), ..Dependency::default() };
        let Some(target) = target else {
            self.complete = false;
            return (node, false);
        };
        let scheme = scheme(self.machine, target);
        node.callable = callable(self.machine, target);
        node.scheme = scheme.map(|class| self.machine.heap.classes[class].name.to_string());
        let key = (key(target), depends.scopes.clone());
        self.remark_cycle(&key, at);
        if let Some((stance, carries)) = self.visited.get(&key) {
            node.stance = *stance;
            return (node, *carries);
        }
        self.visited.insert(key.clone(), (Stance::Silent, false));
        let Some(signature) = signature(self.machine, target, self.site) else {
            self.complete = false;
            return (node, false);
        };
        self.path.push((key.clone(), node.callable.clone()));
        let (dependencies, credentials) = self.read_as(target, &signature, depth);
        self.path.pop();
        node.dependencies = dependencies;
        let carries = scheme.is_some() || !credentials.names.is_empty();
        node.stance = stance(self.machine, target, scheme.is_some(), credentials, self.site);
        let carries = carries || node.stance != Stance::Silent;
        self.visited.insert(key, (node.stance, carries));
        (node, carries)
    }

    /// What the parameters of a dependency are.
    fn read_as(&mut self, target: &Value, signature: &Signature, depth: usize) -> (Vec<Dependency>, Credentials) {
        let outer = self.reading.replace(target.clone());
        let read = self.read(signature, depth);
        self.reading = outer;
        read
    }

    /// A place if it lies in the workspace.
    pub(super) fn visible(&self, at: Option<Place>) -> Option<Place> {
        at.filter(|at| !self.machine.library.is_model(at.file))
    }
}

/// The class of a security scheme: an instance of a class of `fastapi.security`, or of one derived from such.
fn scheme(machine: &Machine, target: &Value) -> Option<Id<ClassObject>> {
    let Value::Instance(instance) = unwrapped(machine, target) else { return None };
    let class = machine.heap.instances[instance].class;
    let is_scheme = machine.heap.classes[class].mro.iter().any(|base| match base {
        Value::Class(id) => machine.heap.classes[*id].is_model && machine.heap.classes[*id].name == "SecurityBase",
        _ => false,
    });
    is_scheme.then_some(class)
}

/// What tells callables apart.
fn key(value: &Value) -> Vec<(u8, usize)> {
    match value {
        Value::Function(id) => vec![(0, id.index() as usize)],
        Value::Class(id) => vec![(1, id.index() as usize)],
        Value::Instance(id) => vec![(2, id.index() as usize)],
        Value::Bound(bound) => [key(&bound.receiver), key(&bound.function)].concat(),
        Value::Partial(partial) => vec![(3, Arc::as_ptr(partial) as usize)],
        Value::ExternalCall(made) => vec![(4, Arc::as_ptr(made) as usize)],
        Value::Subscripted(generic) => vec![(5, Arc::as_ptr(generic) as usize)],
        Value::External(path) => vec![(6, path.as_ptr() as usize)],
        Value::Wrapped(wrapped) => key(&wrapped.function),
        _ => vec![(7, 0)],
    }
}
