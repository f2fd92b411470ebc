//! Examples in the manner of FastAPI's documentation; the expectations are what FastAPI 0.165 itself says of them.

mod dependencies;
mod models;
mod parameters;
mod refusals;
mod registrations;
mod security;
mod signatures;

use super::{Answer, Registration, interface};
use crate::eval::{Machine, Value};
use crate::facts::{Name, Place};
use crate::frameworks::interface::{Dependency, Interface, Stance};
use crate::frameworks::library;
use crate::frameworks::testing::{MemoryWorld, run, value};
use crate::text::FileId;

const PRELUDE: &str = r"
import functools
import inspect
from collections.abc import Sequence as AbcSequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar, Generic, List, Literal, NamedTuple, NewType, Optional, TypedDict, TypeVar, Union
from uuid import UUID
from fastapi import BackgroundTasks, Body, Cookie, Depends, File, Form, Header, HTTPException, Path, Query, Request
from fastapi import Response, Security, UploadFile, WebSocket
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer, OAuth2PasswordRequestForm, SecurityScopes
from fastapi.security import OAuth2PasswordRequestFormStrict
from fastapi.security.base import SecurityBase
from pydantic import BaseModel, ConfigDict, EmailStr, Field, HttpUrl, Json, conint, conlist
from pydantic.alias_generators import to_camel
";

/// What FastAPI says of the function `endpoint` of a text, on `/{item_id}`; `outer` names a list of dependencies.
fn found(text: &str, outer: Option<&str>) -> Interface {
    let text = format!("{PRELUDE}{text}");
    let world = MemoryWorld::new(&[("main.py", &text)]);
    let mut machine = Machine::new(&world, library());
    let module = run(&mut machine, "main.py");
    let endpoint = value(&mut machine, module, "endpoint");
    let site = Place::of_file(FileId(0));
    let outer = outer.map(|name| value(&mut machine, module, name));
    let outer = outer.and_then(|list| machine.iterate(&list, site)).unwrap_or_default();
    let path = "/{item_id}";
    interface(&mut machine, &endpoint, &Registration { path, own_path: path, outer: &outer, answer: None, site })
}

/// Why FastAPI refuses the function `endpoint` of a text, on `/{item_id}` and with a response model by default.
fn refused(text: &str) -> Option<String> {
    refused_with(text, None)
}

/// The same with a status code.
fn refused_with(text: &str, status: Option<u16>) -> Option<String> {
    let text = format!("{PRELUDE}{text}");
    let world = MemoryWorld::new(&[("main.py", &text)]);
    let mut machine = Machine::new(&world, library());
    let module = run(&mut machine, "main.py");
    let endpoint = value(&mut machine, module, "endpoint");
    let (path, site) = ("/{item_id}", Place::of_file(FileId(0)));
    let model = Value::Native(library().intrinsics[&Name::from("__default__")]);
    let answer = Some(Answer { model: &model, status });
    interface(&mut machine, &endpoint, &Registration { path, own_path: path, outer: &[], answer, site })
        .refused
        .map(|it| it.why)
}

/// The inputs as `place name`, with `?` after what is not required; `…` at the end if not all could be resolved.
fn inputs(text: &str) -> String {
    let found = found(text, None);
    let show = |input: &crate::frameworks::Input| {
        format!("{} {}{}", input.place.as_str(), input.name, if input.required { "" } else { "?" })
    };
    let mut shown: Vec<String> = found.inputs.iter().map(show).collect();
    shown.extend((!found.complete).then(|| "…".to_owned()));
    shown.join(", ")
}

/// The dependency tree: names, indented by depth, with scheme, scopes and what becomes of strangers.
fn tree(text: &str) -> String {
    let mut out = String::new();
    found(text, None).dependencies.iter().for_each(|dependency| draw(dependency, 0, &mut out));
    out
}

fn draw(dependency: &Dependency, depth: usize, out: &mut String) {
    let name = dependency.callable.as_ref().map_or("?", |callable| &callable.qualname);
    *out += &"  ".repeat(depth);
    *out += name;
    if dependency.scheme.is_some() {
        out.push_str(" scheme");
    }
    if !dependency.scopes.is_empty() {
        *out += " [";
        *out += &dependency.scopes.join(" ");
        *out += "]";
    }
    if dependency.stance != Stance::Silent {
        *out += &format!(" {:?}", dependency.stance).to_lowercase();
    }
    out.push('\n');
    dependency.dependencies.iter().for_each(|inner| draw(inner, depth + 1, out));
}
