//! Why does FastAPI refuse an operation where it is registered? Its own checks, as far as they certainly fail.

use super::Walk;
use super::certain::as_written;
use super::field::{has_body, is_mapping, is_no_field, is_of_framework, is_old_model, is_structure};
use super::marker::Marker;
use crate::eval::{Call, Machine, Value, Version};
use crate::facts::{ParamKind, Place};
use crate::frameworks::interface::{InputPlace, Refusal, RefusalKind};
use crate::frameworks::signature::{Parameter, Typed, returned};
use RefusalKind::{Declaration, ParameterType, PathParameter};

/// What a route was registered with.
#[derive(Clone, Copy, Debug)]
pub struct Registration<'a> {
    /// The full path in the framework's spelling.
    pub path: &'a str,
    /// The path that the route itself holds: without prefixes of later includes and mounts.
    pub own_path: &'a str,
    /// What application, includes, routers and the route itself were given as `dependencies`, outermost first.
    pub outer: &'a [Value],
    /// What it answers; `None` for a web socket.
    pub answer: Option<Answer<'a>>,
    /// Where it was registered.
    pub site: Place,
}

/// What a route was told about its response.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// Its `response_model`.
    pub model: &'a Value,
    /// Its status code, if it is given and known.
    pub status: Option<u16>,
}

/// The first FastAPI that refuses models of `pydantic.v1`.
const WITHOUT_OLD_MODELS: Version = Version(0, 128, 0);

/// What FastAPI says of a parameter or a response that is a model of `pydantic.v1`.
const OLD_MODEL: &str = "is a model of `pydantic.v1`, which FastAPI supports no longer since 0.128";

/// Whether the checks below are those of the FastAPI that holds at a place. Before 0.100, and with pydantic 1, they were
/// others, and a setting of pydantic made fields of any class.
fn checks(machine: &Machine, site: Place) -> bool {
    !older(machine, "fastapi", Version(0, 100, 0), site) && !older(machine, "pydantic", Version(2, 0, 0), site)
}

fn older(machine: &Machine, package: &str, version: Version, site: Place) -> bool {
    machine.world.version_of(package, site.file).is_some_and(|found| found < version)
}

/// What is wrong with a type of which FastAPI makes a field.
fn wrong_field(machine: &Machine, ty: &Value, site: Place) -> Option<&'static str> {
    if is_old_model(machine, ty) && !older(machine, "fastapi", WITHOUT_OLD_MODELS, site) {
        return Some(OLD_MODEL);
    }
    is_no_field(machine, ty).then_some("is nothing that pydantic can make a field of")
}

/// What is wrong with a parameter, in words that follow its name.
type Wrong = (RefusalKind, String);

fn wrong(kind: RefusalKind, what: impl Into<String>) -> Wrong {
    (kind, what.into())
}

impl Walk<'_, '_> {
    /// Remembers why the operation is refused, if what is read is known well enough to say so; the first reason is the
    /// one that is raised.
    fn refuse(&mut self, kind: RefusalKind, at: Option<Place>, why: impl FnOnce() -> String) {
        if self.refused.is_none()
            && checks(self.machine, self.site)
            && self.reading.clone().is_some_and(|target| as_written(self.machine, &target))
        {
            self.refused = Some(Refusal { kind, why: why(), at: self.visible(at) });
        }
    }

    /// Whether the response that a route or its endpoint declares is refused.
    pub(super) fn judge_answer(&mut self, endpoint: &Value, answer: Answer) {
        let declared = match answer.model {
            Value::Native(native) if native.name == "__default__" => self.declared(endpoint),
            Value::None => None,
            model => Some((model.clone(), "the response model".to_owned())),
        };
        let Some((ty, what)) = declared else { return };
        if let Some(wrong) = wrong_field(self.machine, &ty, self.site) {
            self.refuse(RefusalKind::Response, None, || format!("{what} {wrong}"));
        } else if let Some(code @ (100..200 | 204 | 205 | 304)) = answer.status
            && has_body(self.machine, &ty)
        {
            let kind = RefusalKind::NoContent;
            self.refuse(kind, None, || {
                format!("{what} is the body of a response, and one with status code {code} has none")
            });
        }
    }

    /// The return annotation of an endpoint of which FastAPI makes a field, and how it is written.
    fn declared(&mut self, endpoint: &Value) -> Option<(Value, String)> {
        let annotation = returned(self.machine, endpoint)?;
        let Typed { ty, metadata } = annotation.typed(self.machine)?;
        let is_response = matches!(&ty, Value::External(path) if is_of_framework(path) && path.ends_with("Response"));
        if is_response || !metadata.is_empty() {
            return None;
        }
        Some((ty, format!("the return type `{}`", annotation.text().unwrap_or_default())))
    }

    /// Whether a parameter of an endpoint or of a dependency is refused. `attached` is what `Annotated` says to
    /// FastAPI, `default` what the default value says.
    pub(super) fn judge(
        &mut self,
        parameter: &Parameter,
        typed: Option<&Typed>,
        attached: Option<&Marker>,
        default: Option<&Marker>,
    ) {
        let is_rest = matches!(parameter.kind, ParamKind::VarArgs | ParamKind::VarKeywords);
        let is_unclear = typed.is_some_and(|typed| typed.metadata.iter().any(Value::is_unknown));
        let is_foreign = |marker: &Marker| matches!(marker, Marker::Depends(depends) if !depends.exact);
        if is_rest || is_unclear || attached.into_iter().chain(default).any(is_foreign) {
            return;
        }
        let wrong = self.wrong_markers(parameter, attached, default).or_else(|| {
            let marker = default.or(attached);
            self.wrong_place(parameter, marker).or_else(|| self.wrong_type(parameter, typed?, marker))
        });
        if let Some((kind, wrong)) = wrong {
            self.refuse(kind, parameter.at, || format!("the parameter `{}` {wrong}", parameter.name));
        }
    }

    /// Markers that contradict each other.
    fn wrong_markers(
        &self,
        parameter: &Parameter,
        attached: Option<&Marker>,
        default: Option<&Marker>,
    ) -> Option<Wrong> {
        let in_path = self.is_in_own_path(parameter);
        match (attached, default) {
            (Some(Marker::Depends(_)), Some(Marker::Depends(_))) => {
                Some(wrong(Declaration, "has `Depends` in `Annotated` and as its default"))
            }
            (Some(Marker::Param(..)), Some(_)) => {
                Some(wrong(Declaration, "is declared in `Annotated` and by its default"))
            }
            (Some(Marker::Param(place, call)), None) if has_default(call) => {
                Some(wrong(Declaration, format!("has a default inside of `{}` in `Annotated`", spelled(*place))))
            }
            (Some(Marker::Param(..)), None) if in_path && parameter.default.is_some() => {
                Some(wrong(PathParameter, "is in the path and has a default"))
            }
            (None, Some(Marker::Param(InputPlace::Path, call))) if has_default(call) => {
                Some(wrong(PathParameter, "is in the path and has a default"))
            }
            _ => None,
        }
    }

    /// A parameter in the path that is said to be elsewhere.
    fn wrong_place(&self, parameter: &Parameter, marker: Option<&Marker>) -> Option<Wrong> {
        match marker {
            Some(Marker::Param(place, _)) if *place != InputPlace::Path && self.is_in_own_path(parameter) => {
                Some(wrong(PathParameter, format!("is in the path and declared as `{}`", spelled(*place))))
            }
            _ => None,
        }
    }

    /// A type that its place cannot carry, or of which there is no field. Metadata of others may give it a schema.
    fn wrong_type(&self, parameter: &Parameter, typed: &Typed, marker: Option<&Marker>) -> Option<Wrong> {
        let (ty, is_bare) = (&typed.ty, typed.metadata.is_empty());
        let is_dependency = matches!(marker, Some(Marker::Depends(_)));
        let is_injected = matches!(ty, Value::External(path) if is_of_framework(path));
        let plain_default = marker.is_some() || matches!(parameter.default, None | Some(Value::None | Value::Ellipsis));
        if is_dependency || is_injected || !is_bare || !plain_default {
            return None;
        }
        if let Some(what) = wrong_field(self.machine, ty, self.site) {
            let text = parameter.annotation.text().unwrap_or_default();
            let kind = if what == OLD_MODEL { RefusalKind::OldModel } else { ParameterType };
            return Some(wrong(kind, format!("of type `{text}` {what}")));
        }
        if self.is_in_own_path(parameter) && is_structure(self.machine, ty) {
            return Some(wrong(PathParameter, "is in the path, which cannot carry its type"));
        }
        let in_query = matches!(marker, Some(Marker::Param(InputPlace::Query, _)));
        if in_query && is_mapping(ty) {
            return Some(wrong(Declaration, "is declared as `Query`, which cannot carry its type"));
        }
        None
    }

    fn is_in_own_path(&self, parameter: &Parameter) -> bool {
        self.own_names.iter().any(|name| *name == parameter.name.as_str())
    }
}

/// Whether a marker is certainly given a default.
fn has_default(call: &Call) -> bool {
    use Value::{Bool, Float, Int, None as Nothing, Str};
    matches!(call.get(0, "default"), Some(Nothing | Bool(_) | Int(_) | Float(_) | Str(_)))
}

/// The name of the function that declares a place.
fn spelled(place: InputPlace) -> String {
    let name = place.as_str();
    name[..1].to_uppercase() + &name[1..]
}
