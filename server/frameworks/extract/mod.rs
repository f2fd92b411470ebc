//! What does a handler take whose parameters are extractors? Inputs by the types of parameters, and guards.

mod guard;
mod kind;
mod layer;
mod lock;
mod made;
mod named;
mod path_fit;
mod per_worker;
mod provide;
mod serde;
mod shape;
mod structure;
mod takes;
mod typing;

use super::attributes::function_of;
use super::crates::Handler;
use super::interface::{HandlerParameter, Input, InputPlace, Interface};
use crate::eval::{Cx, FunctionObject, Machine, Value};
use crate::facts::{ExprId, ParamKind};
pub(super) use guard::guard;
pub use layer::{layer_function, layer_parts, layer_path, own_layers, surely_guards};
use layer::{layer_guard, layer_guards};
pub(in crate::frameworks) use lock::lock_of;
pub(super) use named::spelled;
use named::{credentials, header_name, last_name, path_names};
pub(super) use path_fit::{Fit, note_path};
pub use provide::providers;
pub(super) use shape::{NUMBERS, is_named};
use structure::Structure;
pub(super) use takes::guard_taken;

/// What a type of a parameter takes from a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extractor {
    /// Parameters of the path.
    Path,
    /// Parameters of the query.
    Query,
    /// The body as one value.
    Body,
    /// Fields of a form.
    Form,
    /// Parts of a form, files among them.
    Multipart,
    /// One header, by the type inside.
    Header,
    /// The request, or a part of it that holds more than one input.
    Request,
    /// Nothing that a client sends.
    Nothing,
}

/// The extractors of a framework, by the last name of the type.
pub type Extractors = &'static [(&'static str, Extractor)];

/// What a handler takes, with the table of its framework.
pub fn interface(machine: &mut Machine, handler: &Handler, table: Extractors) -> Interface {
    let mut reading = Reading { interface: Interface { complete: true, ..Interface::default() }, table, handler };
    for layer in handler.layers {
        reading.interface.dependencies.extend(layer_guards(machine, layer));
    }
    for what in own_layers(handler.value) {
        reading.interface.dependencies.extend(layer_guard(machine, &what, handler.site, 4));
    }
    if let Some(id) = function_of(machine, handler.value) {
        let function = machine.heap.functions[id].clone();
        reading.read(machine, &function);
    }
    reading.interface
}

struct Reading<'a> {
    interface: Interface,
    table: Extractors,
    handler: &'a Handler<'a>,
}

/// One parameter: its type, and whether a request without it is served.
struct Parameter<'a> {
    cx: &'a Cx,
    annotation: ExprId,
    name: &'a str,
    at: crate::facts::Place,
    is_optional: bool,
}

impl Reading<'_> {
    fn read(&mut self, machine: &mut Machine, function: &FunctionObject) {
        let cx = Cx::new(&function.facts, function.item, function.closure, function.module);
        for param in function.signature().params.iter().filter(|param| param.name != "self") {
            let Some(annotation) = param.annotation else { continue };
            let at = cx.mark(param.mark);
            let of = machine.eval(&cx, annotation);
            let parameter = Parameter { cx: &cx, annotation, name: &param.name, at, is_optional: false };
            let input = self.parameter(machine, &of, &parameter, 4);
            let taken = Some(takes::taken(machine, &of, &parameter, self.table));
            let (name, scalar) = (param.name.to_string(), None);
            self.interface.parameters.push(HandlerParameter {
                name,
                kind: ParamKind::Normal,
                at: Some(at),
                input,
                is_injected: input.is_none(),
                is_marked: true,
                has_default: false,
                scalar,
                taken,
            });
        }
    }

    /// Reads a parameter of a type; the place of the input it asks for.
    fn parameter(
        &mut self,
        machine: &mut Machine,
        of: &Value,
        parameter: &Parameter,
        depth: usize,
    ) -> Option<InputPlace> {
        let depth = depth.checked_sub(1)?;
        let (base, index) = match of {
            Value::Subscripted(generic) => (generic.base.clone(), Some(generic.index.clone())),
            other => (other.clone(), None),
        };
        let last = last_name(machine, &base);
        if matches!(last.as_str(), "Option" | "Result" | "MaybeAuthed") {
            let inner = match index? {
                Value::Tuple(items) => items.first().cloned()?,
                inner => inner,
            };
            let optional = Parameter { is_optional: true, ..*parameter };
            return self.parameter(machine, &inner, &optional, depth);
        }
        let known = self.table.iter().find(|(name, _)| *name == last).map(|(_, extractor)| *extractor);
        // A type of the workspace that only has the name of an extractor is one of its own.
        let is_own = matches!(&base, Value::Class(class) if !machine.heap.classes[*class].is_model);
        if let Some(extractor) = known.filter(|_| !is_own || index.is_some()) {
            return self.extract(machine, extractor, index.as_ref(), parameter);
        }
        self.interface.dependencies.extend(guard(machine, &base, parameter.at, parameter.is_optional));
        None
    }

    fn extract(
        &mut self,
        machine: &mut Machine,
        extractor: Extractor,
        index: Option<&Value>,
        parameter: &Parameter,
    ) -> Option<InputPlace> {
        let place = match extractor {
            Extractor::Path => InputPlace::Path,
            Extractor::Query => InputPlace::Query,
            Extractor::Form => InputPlace::Form,
            Extractor::Body => InputPlace::Body,
            Extractor::Multipart => InputPlace::File,
            Extractor::Header => InputPlace::Header,
            Extractor::Request => {
                self.interface.takes_request = true;
                return None;
            }
            Extractor::Nothing => return None,
        };
        match extractor {
            Extractor::Path => self.path(machine, index, parameter),
            Extractor::Query | Extractor::Form => self.fields(machine, place, index, parameter),
            Extractor::Header => self.header(machine, index, parameter),
            _ => self.push(place, parameter.name, parameter),
        }
        Some(place)
    }

    fn header(&mut self, machine: &Machine, index: Option<&Value>, parameter: &Parameter) {
        let name = header_name(machine, index);
        if name == "authorization" {
            self.interface.dependencies.push(credentials(machine, index, parameter.at, parameter.is_optional));
        }
        self.push(InputPlace::Header, &name, parameter);
    }

    fn push(&mut self, place: InputPlace, name: &str, parameter: &Parameter) {
        self.interface.inputs.push(Input {
            place,
            name: name.to_owned(),
            required: !parameter.is_optional,
            annotation: Some(spelled(parameter.cx, parameter.annotation)),
            from_dependency: false,
            at: Some(parameter.at),
        });
    }

    /// The parameters of the path that a handler takes: those that a structure names, else in order.
    fn path(&mut self, machine: &mut Machine, index: Option<&Value>, parameter: &Parameter) {
        let names = path_names(self.handler.path);
        if let Some(structure) = index.and_then(|of| Structure::of(machine, of)) {
            for field in structure.fields.iter().filter(|field| names.contains(&field.name)) {
                self.push(InputPlace::Path, &field.name, parameter);
            }
            return;
        }
        let count = match index {
            Some(Value::Tuple(items)) => items.len(),
            Some(_) => 1,
            None => names.len(),
        };
        // One value out of several parameters is the last: what the others are for is said elsewhere.
        let skipped = names.len().saturating_sub(count);
        for name in names.iter().skip(skipped) {
            self.push(InputPlace::Path, name, parameter);
        }
    }

    /// The fields of a structure as inputs of their own.
    fn fields(&mut self, machine: &mut Machine, place: InputPlace, index: Option<&Value>, parameter: &Parameter) {
        let Some(structure) = index.and_then(|of| Structure::of(machine, of)) else {
            self.interface.takes_request = true;
            return;
        };
        for field in structure.fields {
            self.interface.inputs.push(Input {
                place,
                name: field.name,
                required: field.is_required && !parameter.is_optional,
                annotation: Some(field.annotation),
                from_dependency: false,
                at: Some(field.at),
            });
        }
    }
}
