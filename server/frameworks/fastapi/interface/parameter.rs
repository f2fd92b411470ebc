//! What does one parameter ask for? FastAPI's order of questions.

use super::marker::{Depends, Marker, is_required, marker, wire_name};
use super::refusal::Credentials;
use super::shape::{Shape, shape};
use super::{DEPTH, Walk};
use crate::eval::{Call, Value};
use crate::facts::Name;
use crate::frameworks::interface::{Dependency, Input, InputPlace};
use crate::frameworks::signature::{Parameter, Signature};

/// What a parameter turned out to be.
enum Role {
    /// A dependency, and whether it carries credentials.
    Dependency(Dependency, bool),
    /// A header or a cookie.
    Header,
    /// The request or what else the framework passes in.
    Injected,
    /// Anything else.
    Other,
}

impl Role {
    fn dependency(self) -> Option<Dependency> {
        if let Role::Dependency(dependency, _) = self { Some(dependency) } else { None }
    }

    /// Whether the value it stands for comes from credentials.
    fn carries(&self) -> bool {
        matches!(self, Role::Header | Role::Dependency(_, true))
    }
}

impl Walk<'_, '_> {
    /// What the parameters of a dependency are: its dependencies, and how they carry credentials.
    pub(super) fn read(&mut self, signature: &Signature, depth: usize) -> (Vec<Dependency>, Credentials) {
        let roles = self.roles(signature, depth);
        let names = roles.iter().filter(|(_, role)| role.carries()).map(|(name, _)| *name).collect();
        let direct = roles.iter().any(|(_, role)| match role {
            Role::Dependency(dependency, _) => dependency.scheme.is_some(),
            Role::Header => true,
            _ => false,
        });
        let takes_request = roles.iter().any(|(_, role)| matches!(role, Role::Injected));
        let dependencies = roles.into_iter().filter_map(|(_, role)| role.dependency()).collect();
        (dependencies, Credentials { names, direct, takes_request })
    }

    /// Adds the inputs of all parameters; what each parameter is.
    fn roles(&mut self, signature: &Signature, depth: usize) -> Vec<(Name, Role)> {
        self.complete &= signature.complete;
        signature.parameters.iter().map(|parameter| (parameter.name, self.parameter(parameter, depth))).collect()
    }

    /// Adds the inputs of all parameters; the dependencies among them.
    pub(super) fn parameters(&mut self, signature: &Signature, depth: usize) -> Vec<Dependency> {
        self.read(signature, depth).0
    }

    fn parameter(&mut self, parameter: &Parameter, depth: usize) -> Role {
        let typed = parameter.annotation.typed(self.machine);
        let metadata = typed.as_ref().map_or(&[][..], |typed| &typed.metadata);
        let attached = metadata.iter().rev().find_map(|value| marker(self.machine, value));
        let in_default = parameter.default.as_ref().and_then(|value| marker(self.machine, value));
        self.judge(parameter, typed.as_ref(), attached.as_ref(), in_default.as_ref());
        metadata.iter().chain(&parameter.default).for_each(|value| self.remark_called_dependency(value));
        if attached.is_none() && in_default.is_none() {
            self.remark_default(parameter);
        }
        let is_bare_type = metadata.iter().all(|value| marker(self.machine, value).is_some());
        let ty = typed.map(|typed| typed.ty);
        let from_default = in_default.is_some();
        let is_marked = from_default || attached.is_some();
        if depth == 0 {
            self.describe(parameter, ty.as_ref().filter(|_| is_bare_type), is_marked);
        }
        match in_default.or(attached) {
            Some(Marker::Depends(depends)) => self.depended(parameter, ty, &depends, depth),
            Some(Marker::Param(place, call)) => {
                let required =
                    if from_default { is_required(&call) } else { is_bare(parameter) && !has_factory(&call) };
                self.marked(parameter, place, &call, required, depth);
                if matches!(place, InputPlace::Header | InputPlace::Cookie) { Role::Header } else { Role::Other }
            }
            None => {
                if self.unmarked(parameter, ty.as_ref(), depth) {
                    Role::Other
                } else {
                    Role::Injected
                }
            }
        }
    }

    fn depended(&mut self, parameter: &Parameter, ty: Option<Value>, depends: &Depends, depth: usize) -> Role {
        self.complete &= depth < DEPTH && depends.exact;
        if depth >= DEPTH {
            return Role::Other;
        }
        let target = depends.dependency.clone().or(ty);
        let (dependency, carries) = self.dependency(target.as_ref(), depends, parameter.at, depth + 1);
        Role::Dependency(dependency, carries)
    }

    /// A parameter whose place a marker declares.
    fn marked(&mut self, parameter: &Parameter, place: InputPlace, call: &Call, required: bool, depth: usize) {
        let place = if self.is_in_path(parameter) { InputPlace::Path } else { place };
        let name = wire_name(self.machine, place, call, &parameter.name);
        self.input(parameter, place, name, required || place == InputPlace::Path, depth);
    }

    /// A parameter whose place follows from its name and type; whether it is an input at all.
    fn unmarked(&mut self, parameter: &Parameter, ty: Option<&Value>, depth: usize) -> bool {
        let found = match ty {
            Some(ty) => shape(self.machine, &parameter.annotation, ty),
            None if parameter.default.as_ref().is_some_and(Value::is_unknown) => Shape::Unknown,
            None => Shape::Scalar,
        };
        let place = match found {
            Shape::Injected => {
                if let Some(described) = self.parameters.last_mut().filter(|_| depth == 0) {
                    described.is_injected = true;
                }
                self.takes_request |= ty.is_none_or(|ty| !is_no_request(ty)) && self.may_read_path(parameter.name);
                return false;
            }
            _ if self.is_in_path(parameter) => InputPlace::Path,
            Shape::Upload => InputPlace::File,
            Shape::Complex => InputPlace::Body,
            Shape::Scalar => InputPlace::Query,
            Shape::Unknown => InputPlace::Unknown,
        };
        let required = place == InputPlace::Path || is_bare(parameter);
        self.input(parameter, place, parameter.name.to_string(), required, depth);
        true
    }

    fn is_in_path(&self, parameter: &Parameter) -> bool {
        self.path_names.iter().any(|name| *name == parameter.name.as_str())
    }

    fn input(&mut self, parameter: &Parameter, place: InputPlace, name: String, required: bool, depth: usize) {
        let annotation = parameter.annotation.text();
        if let Some(described) = self.parameters.last_mut().filter(|_| depth == 0) {
            described.input = Some(place);
        }
        self.add(Input {
            place,
            name,
            required,
            annotation,
            from_dependency: depth > 0,
            at: self.visible(parameter.at),
        });
    }
}

/// What the framework passes in without the request: the response to fill, background tasks, scopes.
fn is_no_request(ty: &Value) -> bool {
    let last = ty.dotted().map_or("", |path| path.as_str().rsplit('.').next().unwrap_or_default());
    ["Response", "BackgroundTasks", "SecurityScopes"].contains(&last)
}

fn is_bare(parameter: &Parameter) -> bool {
    matches!(parameter.default, None | Some(Value::Ellipsis))
}

fn has_factory(call: &Call) -> bool {
    call.keyword("default_factory").is_some_and(|factory| !matches!(factory, Value::None))
}
