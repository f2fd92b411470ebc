//! Does a layer let any site send requests with the credentials of a user? Chains of calls that set up CORS.

use super::extract::layer_parts;
use super::objection::AnyCaller;
use crate::eval::{Call, ExternalCall, Machine, Value};
use crate::facts::Name;
use std::sync::Arc;

/// How many calls of one chain are looked at.
const LINKS: usize = 60;

/// `__layered__(layer)`: objects to a layer that is applied and allows too much.
pub(super) fn check(machine: &mut Machine, call: Call) -> Value {
    for part in call.args.first().map(layer_parts).unwrap_or_default() {
        let links = links(&part);
        let Some(made) = links.last() else { continue };
        let is_ours = |crates: &str, class: &str| made.callee.starts_with(crates) && made.callee.contains(class);
        let found = if is_ours("tower_http::", "cors::CorsLayer::") {
            tower(&links)
        } else if is_ours("actix_cors::", "Cors::") {
            actix(&links)
        } else {
            None
        };
        if let Some((kind, at, any)) = found.filter(|(_, at, _)| !machine.library.is_model(at.call.site.file)) {
            machine.object("credentials", at.call.site, vec![Value::str(kind), Value::ExternalCall(any)]);
        }
    }
    Value::None
}

/// What was objected to.
pub(super) fn read(machine: &Machine, with: &[Value]) -> Option<AnyCaller> {
    let [kind, Value::ExternalCall(any)] = with else { return None };
    let kind = machine.name_of(kind)?;
    let (how, noun) = kind.split_once(' ')?;
    let any_of = ["origin", "method", "request header", "response header"].into_iter().find(|known| *known == noun)?;
    Some(AnyCaller { any: any_of, is_refused: how == "refused", at: Some(any.call.site) })
}

/// What is found: in which words, where credentials are allowed, and where anybody is.
type Found = (&'static str, Arc<ExternalCall>, Arc<ExternalCall>);

/// The calls of a chain, the last one first.
fn links(value: &Value) -> Vec<Arc<ExternalCall>> {
    let (mut found, mut next) = (Vec::new(), value.clone());
    while let Value::ExternalCall(made) = &next {
        found.push(Arc::clone(made));
        let receiver = made.call.args.first().cloned().unwrap_or(Value::None);
        if found.len() > LINKS || !made.callee.contains("().") {
            break;
        }
        next = receiver;
    }
    found
}

/// The last name of what a link calls.
fn name(link: &ExternalCall) -> &str {
    let callee = link.callee.as_str();
    callee.rsplit(['.', ':']).next().unwrap_or(callee)
}

/// The link that sets something last, if it does so with a value of which the path ends like this.
fn set_to<'l>(links: &'l [Arc<ExternalCall>], setter: &str, ends: &[&str]) -> Option<&'l Arc<ExternalCall>> {
    let link = links.iter().find(|link| name(link) == setter)?;
    let given = link.call.args.get(1)?;
    let path = match given {
        Value::External(path) => *path,
        Value::ExternalCall(made) => made.callee,
        Value::Bool(holds) => Name::from(if *holds { "true" } else { "false" }),
        _ => return None,
    };
    ends.iter().any(|end| path.as_str() == *end || path.ends_with(&format!("::{end}"))).then_some(link)
}

/// tower-http refuses what is literally any, where the layer is applied; what mirrors the request it takes.
fn tower(links: &[Arc<ExternalCall>]) -> Option<Found> {
    const SETTERS: [(&str, &str, &[&str]); 4] = [
        ("allow_origin", "refused origin", &["Any", "AllowOrigin::any"]),
        ("allow_methods", "refused method", &["Any", "AllowMethods::any"]),
        ("allow_headers", "refused request header", &["Any", "AllowHeaders::any"]),
        ("expose_headers", "refused response header", &["Any", "ExposeHeaders::any"]),
    ];
    let made = links.last()?;
    let is_set = |setter: &str| links.iter().any(|link| name(link) == setter);
    if name(made) == "very_permissive" && !is_set("allow_origin") && !is_set("allow_credentials") {
        return Some(("taken origin", Arc::clone(made), Arc::clone(made)));
    }
    let allows = set_to(links, "allow_credentials", &["true", "AllowCredentials::yes"])?;
    let any = |(setter, words, ends): &(&str, &'static str, &[&str])| {
        let by_default = (name(made) == "permissive" && !is_set(setter)).then_some(made);
        set_to(links, setter, ends).or(by_default).map(|any| (*words, Arc::clone(allows), Arc::clone(any)))
    };
    let mirrors = || set_to(links, "allow_origin", &["AllowOrigin::mirror_request"]);
    SETTERS.iter().find_map(any).or_else(|| mirrors().map(|any| ("taken origin", Arc::clone(allows), Arc::clone(any))))
}

/// actix-cors takes any origin with credentials, and answers each as if it were named.
fn actix(links: &[Arc<ExternalCall>]) -> Option<Found> {
    let made = links.last()?;
    let link = |wanted: &str| links.iter().find(|link| name(link) == wanted);
    let restricts = || ["allowed_origin", "allowed_origin_fn"].iter().any(|setter| link(setter).is_some());
    if name(made) == "permissive" && !restricts() {
        return Some(("taken origin", Arc::clone(made), Arc::clone(made)));
    }
    let (any, allows) = (link("allow_any_origin")?, link("supports_credentials")?);
    Some(("taken origin", Arc::clone(allows), Arc::clone(any)))
}
