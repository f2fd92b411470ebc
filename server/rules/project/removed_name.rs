//! Which names does the installed version of a framework no longer have, and where did they go?

use super::server::with_listener;
use crate::api::{Instead, Objected, Presence, Removed};
use crate::edit::{Change, Edit, Safety, drop_use, move_use};
use crate::facts::Place;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};
use crate::text::{Span, Splice};

/// A name that is gone.
pub static REMOVED_NAME: Rule = Rule {
    name: "removed-name",
    group: Group::Project,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a name of the framework that its installed version does not have, and the compiler does not say where it went",
    page: include_str!("removed_name.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::Removed(of) = &objection.what else { continue };
        let since = format!("{}.{}", of.since.0, of.since.1);
        let what = match of.instead {
            Instead::Moved(path, Presence::Missing) => {
                format!("it is `{path}`; the package `{}` is no dependency", package(path))
            }
            Instead::Moved(path, Presence::IfFeature(feature)) => {
                format!("it is `{path}`, with the feature `{feature}` of `{}`", package(path))
            }
            Instead::Moved(path, Presence::Certain) => format!("it is `{path}`"),
            Instead::Other(what) => what.to_owned(),
        };
        let message = format!("axum has no `{}` since {since}: {what}", of.path);
        report.add(Draft::new(objection.at, message).fix(fix(subject, objection.at, of)));
    }
}

/// The package that a path begins with.
fn package(path: &str) -> String {
    path.split("::").next().unwrap_or_default().replace('_', "-")
}

fn fix(subject: &Subject, at: Place, of: &Removed) -> Option<Change> {
    let facts = subject.facts(at.file)?;
    let (text, span) = (&*facts.text, subject.span(at));
    let change = |splices: Vec<Splice>, title: String, safety| {
        let edits = splices.into_iter().map(|splice| Edit { file: at.file, splice }).collect();
        Some(Change { title, edits, created: Vec::new(), safety })
    };
    match of.instead {
        Instead::Moved(path, presence) => {
            let safety = match presence {
                Presence::Missing => return None,
                Presence::IfFeature(_) => Safety::Unsafe,
                Presence::Certain => Safety::Safe,
            };
            change(moved(text, span, of, path)?, format!("Use `{path}`"), safety)
        }
        Instead::Other(_) if of.path == "axum::Server" => {
            change(with_listener(facts, at)?, "Serve with `axum::serve`".to_owned(), Safety::Safe)
        }
        Instead::Other(_) if of.path == "axum::async_trait" && serves_extractors(text) => {
            change(drop_use(text, span)?, "Delete the import".to_owned(), Safety::Safe)
        }
        Instead::Other(_) => None,
    }
}

/// The other path, where the name is spelled in full or imported.
fn moved(text: &str, span: Span, of: &Removed, path: &str) -> Option<Vec<Splice>> {
    let own = text.get(span.start as usize..span.end as usize)?;
    if own == of.path { Some(vec![Splice { span, text: path.to_owned() }]) } else { move_use(text, span, path) }
}

/// Whether all that has the attribute `#[async_trait]` are extractors, which are mended as well.
fn serves_extractors(text: &str) -> bool {
    text.matches("async_trait").count() == text.matches("#[async_trait]").count() + 1
        && text.split("#[async_trait]").skip(1).all(|after| {
            let head = after.trim_start().split('{').next().unwrap_or_default();
            head.starts_with("impl") && head.contains("FromRequest") && head.contains(" for ")
        })
}
