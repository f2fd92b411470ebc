//! Which paths are written so that nothing can match them?

use super::pattern::{is_name, names};
use crate::api::Entry;
use crate::edit::{Change, Safety};
use crate::facts::Place;
use crate::frameworks::language;
use crate::rules::{ALL, Check, Draft, Group, Level, Profile, Report, Rule, Subject};
use crate::syntax::Language;
use crate::text::Span;

/// A path that cannot be registered, or that never matches.
pub static MALFORMED_PATH: Rule = Rule {
    name: "malformed-path",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: ALL,
    summary: "a path or prefix that stops the application from starting, or that no request can match",
    page: include_str!("malformed_path.md"),
    fixes: true,
    check: Check::EntryAndApi(check_entry, check_prefixes),
};

fn check_prefixes(subject: &Subject, report: &mut Report) {
    let prefixes = subject.api.routers.iter().map(|router| (router.at, router.prefix.as_deref()));
    let includes = subject.api.includes.iter().map(|include| (include.at, include.prefix.as_deref()));
    prefixes.chain(includes).for_each(|(at, prefix)| check_prefix(subject, at, prefix.unwrap_or_default(), report));
    super::fault::check(subject, report);
}

fn check_entry(subject: &Subject, entry: &Entry, report: &mut Report) {
    let is_python = language(entry.framework) == Language::Python;
    if is_python && entry.is_exact && entry.operation.as_ref().is_some_and(|operation| operation.is_plain) {
        check_path(subject, entry, report);
    }
}

/// A prefix that is refused where it stands.
fn check_prefix(subject: &Subject, call: Place, prefix: &str, report: &mut Report) {
    // Nearly every prefix is right, and where it stands is of no interest then.
    if prefix.is_empty() || prefix.starts_with('/') && !prefix.ends_with('/') {
        return;
    }
    let Some(spelled) = subject.argument(call, None, "prefix").filter(|it| it.text.as_deref() == Some(prefix)) else {
        return;
    };
    let (wrong, right) = if prefix.starts_with('/') {
        ("ends with a slash", prefix.trim_end_matches('/').to_owned())
    } else {
        ("does not start with a slash", format!("/{}", prefix.trim_end_matches('/')))
    };
    let fix = subject.piece(spelled.at, prefix);
    let fix =
        fix.map(|span| subject.replace(spelled.at, span, right, "Correct the slashes of the prefix", Safety::Safe));
    let message = format!("the prefix `{prefix}` {wrong}, so the application does not start");
    report.add(Draft::new(spelled.at, message).fix(fix));
}

fn check_path(subject: &Subject, entry: &Entry, report: &mut Report) {
    let path = &entry.own_pattern;
    let spelled = subject.spelled_path(entry);
    let draft = |message: String| {
        Draft::new(subject.route_mark(entry), message).within(entry.handler.as_ref().and_then(|it| it.at))
    };
    let names = names(path);
    if path.is_empty() {
        report.add(draft("prefix and path are both empty, so no request can match".to_owned()));
    } else if let Some(repeated) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)) {
        report.add(draft(format!("`{path}` names `{}` twice, so the application does not start", repeated.1)));
    } else if starts_wrong(path) {
        // With a prefix before it, what is wrong is the prefix.
        if spelled.as_ref().is_some_and(|(_, text)| **text != **path) {
            return;
        }
        let fix = spelled.filter(|(_, text)| **text == **path).and_then(|(at, _)| slash_before(subject, at));
        report.add(draft(format!("`{path}` does not start with a slash, so no request can match")).fix(fix));
    } else if let Some((at, text)) = spelled.as_ref().filter(|(_, text)| runs_on(path, text)) {
        let message = format!("`{text}` follows the prefix without a slash: the path is `{}`", entry.pattern);
        report.add(draft(message).level(Level::Warning).fix(slash_before(subject, *at).map(unsafely)));
    } else if let Some(brace) = loose_brace(path) {
        let message = format!("`{brace}` in `{path}` is no parameter: only this very text matches");
        report.add(draft(message).level(Level::Warning));
    }
}

/// A slash at the start of the string at a place.
fn slash_before(subject: &Subject, at: Place) -> Option<Change> {
    let source = subject.text(at);
    let quote = source.find(['"', '\''])?;
    let mark = &source[quote..=quote];
    let quotes = if source[quote..].starts_with(&mark.repeat(3)) { 3 } else { 1 };
    let start = subject.span(at).start + quote as u32 + quotes;
    Some(subject.replace(at, Span { start, end: start }, "/", "Add the slash", Safety::Safe))
}

fn unsafely(change: Change) -> Change {
    Change { safety: Safety::Unsafe, ..change }
}

/// Whether the path that is registered begins with a word that runs on from the prefix.
fn runs_on(path: &str, text: &str) -> bool {
    let before = path.strip_suffix(text).unwrap_or_default();
    before.ends_with(|last: char| last.is_alphanumeric() || last == '}')
        && text.starts_with(|first: char| first.is_alphanumeric())
}

/// Whether the path does not begin with a slash, nor with something that may match one.
fn starts_wrong(path: &str) -> bool {
    !path.starts_with(['/', '{']) || path.starts_with('{') && !starts_with_rest(path)
}

/// Whether the path begins with a parameter that matches slashes too, or with one of the program's own.
fn starts_with_rest(path: &str) -> bool {
    let inside = path[1..].split('}').next().unwrap_or_default();
    inside.split_once(':').is_some_and(|(_, converter)| !["str", "int", "float", "uuid"].contains(&converter))
}

/// What begins with a brace and is no parameter.
fn loose_brace(path: &str) -> Option<&str> {
    let mut rest = path;
    while let Some(start) = rest.find('{') {
        let inside = rest[start + 1..].split(['}', '{', '/']).next().unwrap_or_default();
        let (name, converter) = inside.split_once(':').unwrap_or((inside, "str"));
        let is_closed = rest[start + 1 + inside.len()..].starts_with('}');
        if !is_closed || !is_name(name) || !is_name(converter) {
            return Some(&rest[start..start + 1 + inside.len() + usize::from(is_closed)]);
        }
        rest = &rest[start + 1 + inside.len()..];
    }
    None
}
