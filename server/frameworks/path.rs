//! Is a path written as its framework and version want it? Checked where a model is given one.

use crate::eval::{Call, HOLE, Machine, Objection, Text, Value, Version, is_plain_path};
use crate::facts::Place;
use crate::frameworks::CRATES;

/// What is wrong with how a path is written.
#[derive(Clone, Debug, PartialEq)]
pub struct PathFault {
    /// The path, as it is given.
    pub path: String,
    /// What is wrong.
    pub kind: FaultKind,
    /// Whether the framework refuses it where it is registered; else it is taken, and matches only its own text.
    pub is_refused: bool,
    /// The path as it was probably meant.
    pub right: Option<String>,
}

/// What is wrong with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A parameter as another framework, or another version of this one, spells it.
    Foreign(String),
    /// It does not begin with a slash.
    NoSlash,
    /// It is the prefix of something nested, and there is no prefix in it.
    RootPrefix,
    /// A prefix that takes the rest of the path.
    RestInPrefix(String),
    /// What takes the rest of the path is not the last part of it.
    RestInside(String),
    /// Braces that make no parameter.
    Braces(String),
    /// A segment with two parameters.
    TwoInSegment(String),
    /// A segment that goes on after its parameter.
    Suffix(String),
    /// A name that two parameters have; whether that is refused.
    Repeated(String),
    /// A parameter with an expression that is refused, and why.
    Expression(String, String),
    /// How many parameters there are, and how many there may be.
    TooMany(usize, usize),
    /// A prefix with parameters where only text may stand.
    ParameterInPrefix(String),
}

/// How a path is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// All of what a route matches, as far as its router knows.
    Route,
    /// What stands before the paths of what is nested.
    Prefix,
}

/// `__path__("axum", "route", path)`: objects to a path that is written wrong. A plain path that nothing is wrong with is
/// not looked into: spelled otherwise, nothing would be wrong with it either.
pub(super) fn check(machine: &mut Machine, call: Call) -> Value {
    let text = |machine: &Machine, at: usize| call.args.get(at).and_then(|value| machine.name_of(value));
    let (Some(framework), Some(used), Some(Value::Str(path))) =
        (text(machine, 0), text(machine, 1), call.args.get(2).cloned())
    else {
        return Value::None;
    };
    let at = machine.user_site(call.site);
    let used = if used == "route" { Use::Route } else { Use::Prefix };
    check_text(machine, &framework, used, &path, at);
    Value::None
}

/// The same of a path that an attribute holds at a place.
pub(super) fn check_text(machine: &mut Machine, framework: &str, used: Use, path: &Text, at: Place) {
    if check_at(machine, framework, used, path.peek(), at) || !is_plain_path(path.peek()) {
        path.read();
    }
}

/// Objects to a path at a place of the workspace, if something is wrong with it; whether that is so.
fn check_at(machine: &mut Machine, framework: &str, used: Use, path: &str, at: Place) -> bool {
    let Some(model) = CRATES.iter().find(|model| model.framework == framework) else { return false };
    let version = machine.world.version_of(model.package, at.file);
    let is_known = !path.contains(HOLE) && !machine.library.is_model(at.file);
    let is_wrong = is_known && (model.paths.fault)(used, path, version).is_some();
    if is_wrong {
        let used = if used == Use::Route { "route" } else { "prefix" };
        machine.object("path", at, [framework, used, path].map(Value::str).to_vec());
    }
    is_wrong
}

/// What was objected to in a path.
pub(super) fn read(machine: &Machine, noted: &Objection) -> Option<PathFault> {
    let [framework, used, path] = noted.with.first_chunk::<3>()?;
    let [framework, used, path] = [framework, used, path].map(|value| machine.name_of(value));
    let (framework, path) = (framework?, path?);
    let model = CRATES.iter().find(|model| framework == model.framework)?;
    let used = if used? == "route" { Use::Route } else { Use::Prefix };
    (model.paths.fault)(used, &path, machine.world.version_of(model.package, noted.at.file))
}

/// A fault of which nothing follows but that the path is refused.
pub(super) fn refused(path: &str, kind: FaultKind) -> PathFault {
    PathFault { path: path.to_owned(), kind, is_refused: true, right: None }
}

/// A path that starts without a slash, and would be right with one.
pub(super) fn without_slash(path: &str) -> PathFault {
    PathFault { right: Some(format!("/{path}")), ..refused(path, FaultKind::NoSlash) }
}

/// A path whose segments are written for another framework: the first of them, and all of them as `rewrite` says.
pub(super) fn foreign(path: &str, rewrite: fn(&str) -> Option<String>) -> Option<PathFault> {
    let first = path.split('/').find(|segment| rewrite(segment).is_some())?;
    let right = path.split('/').map(|segment| rewrite(segment).unwrap_or_else(|| segment.to_owned()));
    Some(PathFault {
        path: path.to_owned(),
        kind: FaultKind::Foreign(first.to_owned()),
        is_refused: false,
        right: Some(right.collect::<Vec<_>>().join("/")),
    })
}

/// `:x` and `*x` as `{x}` and `{*x}`.
pub(super) fn braced(segment: &str) -> Option<String> {
    match segment.split_at_checked(1)? {
        (":", name) if is_name(name) => Some(format!("{{{name}}}")),
        ("*", name) if is_name(name) => Some(format!("{{*{name}}}")),
        _ => None,
    }
}

/// `{x}` and `{*x}` as `:x` and `*x`.
pub(super) fn with_colon(segment: &str) -> Option<String> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    match name.strip_prefix('*') {
        Some(rest) if is_name(rest) => Some(format!("*{rest}")),
        None if is_name(name) => Some(format!(":{name}")),
        _ => None,
    }
}

/// Whether a text is what a parameter may be called.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// No fault is known.
pub(super) fn none(_: Use, _: &str, _: Option<Version>) -> Option<PathFault> {
    None
}

/// The name of a parameter that stands in a path before, if `names` of it repeats one.
pub(super) fn repeated<'p>(names: impl Iterator<Item = &'p str>) -> Option<String> {
    let mut seen: Vec<&str> = Vec::new();
    for name in names {
        if seen.contains(&name) {
            return Some(name.to_owned());
        }
        seen.push(name);
    }
    None
}
