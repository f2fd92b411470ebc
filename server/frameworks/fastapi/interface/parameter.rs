//! What does one parameter ask for? FastAPI's order of questions.

use super::marker::{Marker, is_required, marker, wire_name};
use super::shape::{Shape, shape};
use super::{DEPTH, Walk};
use crate::eval::{Call, Value};
use crate::frameworks::interface::{Dependency, Input, InputPlace};
use crate::frameworks::signature::{Annotation, Parameter, Signature};

impl Walk<'_, '_> {
    /// Adds the inputs of all parameters; the dependencies among them.
    pub(super) fn parameters(&mut self, signature: &Signature, depth: usize) -> Vec<Dependency> {
        self.complete &= signature.complete;
        signature.parameters.iter().filter_map(|parameter| self.parameter(parameter, depth)).collect()
    }

    fn parameter(&mut self, parameter: &Parameter, depth: usize) -> Option<Dependency> {
        let typed = parameter.annotation.typed(self.machine);
        let (ty, metadata) = typed.map_or((None, Vec::new()), |typed| (Some(typed.ty), typed.metadata));
        let attached = metadata.iter().rev().find_map(|value| marker(self.machine, value));
        let in_default = parameter.default.as_ref().and_then(|value| marker(self.machine, value));
        let from_default = in_default.is_some();
        match in_default.or(attached) {
            Some(Marker::Depends(depends)) => {
                let target = depends.dependency.clone().or(ty);
                let deep_enough = depth < DEPTH;
                self.complete &= deep_enough && depends.exact;
                deep_enough.then(|| self.dependency(target.as_ref(), &depends, parameter.at, depth + 1))
            }
            Some(Marker::Param(place, call)) => {
                let required =
                    if from_default { is_required(&call) } else { is_bare(parameter) && !has_factory(&call) };
                self.marked(parameter, place, &call, required, depth);
                None
            }
            None => {
                self.unmarked(parameter, ty.as_ref(), depth);
                None
            }
        }
    }

    /// A parameter whose place a marker declares.
    fn marked(&mut self, parameter: &Parameter, place: InputPlace, call: &Call, required: bool, depth: usize) {
        let place = if self.is_in_path(parameter) { InputPlace::Path } else { place };
        let name = wire_name(self.machine, place, call, &parameter.name);
        self.input(parameter, place, name, required || place == InputPlace::Path, depth);
    }

    /// A parameter whose place follows from its name and type.
    fn unmarked(&mut self, parameter: &Parameter, ty: Option<&Value>, depth: usize) {
        let found = match ty {
            Some(ty) => shape(self.machine, &parameter.annotation, ty),
            None if parameter.default.as_ref().is_some_and(Value::is_unknown) => Shape::Unknown,
            None => Shape::Scalar,
        };
        let place = match found {
            Shape::Injected => return,
            _ if self.is_in_path(parameter) => InputPlace::Path,
            Shape::Upload => InputPlace::File,
            Shape::Complex => InputPlace::Body,
            Shape::Scalar => InputPlace::Query,
            Shape::Unknown => InputPlace::Unknown,
        };
        let required = place == InputPlace::Path || is_bare(parameter);
        self.input(parameter, place, parameter.name.to_string(), required, depth);
    }

    fn is_in_path(&self, parameter: &Parameter) -> bool {
        self.path_names.iter().any(|name| *name == parameter.name.as_str())
    }

    fn input(&mut self, parameter: &Parameter, place: InputPlace, name: String, required: bool, depth: usize) {
        let annotation = written(&parameter.annotation);
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

fn written(annotation: &Annotation) -> Option<String> {
    annotation.text()
}

fn is_bare(parameter: &Parameter) -> bool {
    matches!(parameter.default, None | Some(Value::Ellipsis))
}

fn has_factory(call: &Call) -> bool {
    call.keyword("default_factory").is_some_and(|factory| !matches!(factory, Value::None))
}
