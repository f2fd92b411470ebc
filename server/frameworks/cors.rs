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
        if let Some((at, any)) = found.filter(|(at, _)| !machine.library.is_model(at.call.site.file)) {
            let with = any.into_iter().flat_map(|(kind, any)| [Value::str(kind), Value::ExternalCall(any)]);
            machine.object("credentials", at.call.site, with.collect());
        }
    }
    Value::None
}

/// What was objected to.
pub(super) fn read(machine: &mut Machine, with: &[Value]) -> Option<AnyCaller> {
    const NOUNS: [&str; 4] = ["origin", "method", "request header", "response header"];
    let mut all = Vec::new();
    for pair in with.chunks_exact(2) {
        let [kind, Value::ExternalCall(any)] = pair else { return None };
        let kind = machine.name_of(kind)?;
        let (how, noun) = kind.split_once(' ')?;
        let noun = NOUNS.into_iter().find(|known| *known == noun)?;
        all.push((noun, any.call.site, how == "refused"));
    }
    let (any, at, is_refused) = *all.first()?;
    let all = all.into_iter().map(|(noun, at, _)| (noun, at)).collect();
    Some(AnyCaller { any, is_refused, at: Some(at), all })
}

/// What is found: where credentials are allowed, and what allows anybody, in which words. The first is told.
type Found = (Arc<ExternalCall>, Vec<(&'static str, Arc<ExternalCall>)>);

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
        return Some((Arc::clone(made), vec![("taken origin", Arc::clone(made))]));
    }
    let allows = set_to(links, "allow_credentials", &["true", "AllowCredentials::yes"])?;
    let any = |(setter, words, ends): &(&str, &'static str, &[&str])| {
        let by_default = (name(made) == "permissive" && !is_set(setter)).then_some(made);
        set_to(links, setter, ends).or(by_default).map(|any| (*words, Arc::clone(any)))
    };
    let mirrors = || set_to(links, "allow_origin", &["AllowOrigin::mirror_request"]);
    let mut all: Vec<_> = SETTERS.iter().filter_map(any).collect();
    all.extend(mirrors().map(|any| ("taken origin", Arc::clone(any))));
    (!all.is_empty()).then(|| (Arc::clone(allows), all))
}

/// actix-cors takes any origin with credentials, and answers each as if it were named.
fn actix(links: &[Arc<ExternalCall>]) -> Option<Found> {
    let made = links.last()?;
    let link = |wanted: &str| links.iter().find(|link| name(link) == wanted);
    let restricts = || ["allowed_origin", "allowed_origin_fn"].iter().any(|setter| link(setter).is_some());
    if name(made) == "permissive" && !restricts() {
        return Some((Arc::clone(made), vec![("taken origin", Arc::clone(made))]));
    }
    let (any, allows) = (link("allow_any_origin")?, link("supports_credentials")?);
    Some((Arc::clone(allows), vec![("taken origin", Arc::clone(any))]))
}
