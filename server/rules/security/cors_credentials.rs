//! Who may send requests with the credentials of a user?

use crate::api::{AnyCaller, Objected};
use crate::edit::{Change, Safety};
use crate::facts::Place;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};
use crate::text::{Span, Splice};

/// Credentials for any caller.
pub static CORS_CREDENTIALS: Rule = Rule {
    name: "cors-credentials",
    group: Group::Security,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "CORS allows credentials together with any origin, method or header: it is refused, or every site may use them",
    page: include_str!("cors_credentials.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::Credentials(any) = &objection.what else { continue };
        let what = any.any;
        let message = if any.is_refused {
            format!("credentials are allowed together with any {what}, so the application does not start")
        } else {
            format!("credentials are allowed for any {what}: every site may send requests in the name of its visitors")
        };
        let draft = Draft::new(objection.at, message).fix(fix(subject, any));
        report.add(match any.at.filter(|at| *at != objection.at) {
            Some(at) => draft.related(at, format!("any {what} is allowed here")),
            None => draft,
        });
    }
}

/// An origin that is nobody's, to be replaced by those that are meant.
const ORIGIN: &str = "\"https://example.com\"";

/// Names an origin where any is allowed; methods and headers are those of the request then, which is all there is to any.
fn fix(subject: &Subject, any: &AnyCaller) -> Option<Change> {
    let file = any.at?.file;
    let (mut seen, mut splices) = (Vec::new(), Vec::new());
    for (what, at) in &any.all {
        // What makes a layer that allows anything is found once for each thing, the origin first.
        if !seen.contains(at) {
            seen.push(*at);
            splices.push(made(subject, what, *at).or_else(|| set(subject, what, *at)).filter(|_| at.file == file)?);
        }
    }
    Some(subject.change(file, splices, "Name the origins, beginning with `https://example.com`", Safety::Unsafe))
}

/// The same for a call that makes a layer which allows any origin.
fn made(subject: &Subject, what: &str, at: Place) -> Option<Splice> {
    let (text, span) = (subject.text(at), subject.span(at));
    let cors = format!("default().allowed_origin({ORIGIN}).allow_any_method().allow_any_header().expose_any_header()");
    let layer = format!("very_permissive().allow_origin({})", origins("tower_http::cors::"));
    let makers = [
        ("CorsLayer::", "very_permissive()", layer.clone()),
        ("CorsLayer::", "permissive()", layer),
        ("Cors::", "permissive()", format!("{cors}.supports_credentials()")),
    ];
    let is_it = |of: &str, name: &str| {
        let before = text.strip_suffix(name).and_then(|path| path.strip_suffix(of));
        before.is_some_and(|before| before.is_empty() || before.ends_with("::"))
    };
    let (_, name, text) = makers.into_iter().find(|(of, name, _)| what == "origin" && is_it(of, name))?;
    Some(Splice { span: Span { start: span.end - name.len() as u32, end: span.end }, text })
}

/// The same for a call that sets what is allowed.
fn set(subject: &Subject, what: &str, at: Place) -> Option<Splice> {
    if subject.text(at) == "allow_any_origin()" {
        return Some(Splice { span: subject.span(at), text: format!("allowed_origin({ORIGIN})") });
    }
    let given = subject.argument(at, Some(0), "")?.at;
    let (path, kind) = path_and_kind(subject.text(given))?;
    let text = match (what, kind) {
        ("origin", "" | "AllowOrigin") => origins(path),
        ("method", "" | "AllowMethods") => format!("{path}AllowMethods::mirror_request()"),
        ("request header", "" | "AllowHeaders") => format!("{path}AllowHeaders::mirror_request()"),
        _ => return None,
    };
    Some(Splice { span: subject.span(given), text })
}

fn origins(path: &str) -> String {
    format!("{path}AllowOrigin::list([{ORIGIN}.parse().unwrap()])")
}

/// What stands before the name of the type in `AllowOrigin::any()` or `cors::Any`, and that name.
fn path_and_kind(given: &str) -> Option<(&str, &str)> {
    match given.strip_suffix("Any") {
        Some("") => return Some(("tower_http::cors::", "")),
        Some(path) => return path.ends_with("::").then_some((path, "")),
        None => {}
    }
    let of = given.strip_suffix("::any()").or_else(|| given.strip_suffix("::mirror_request()"))?;
    let kind = of.rsplit("::").next()?;
    Some((of.strip_suffix(kind)?, kind))
}
