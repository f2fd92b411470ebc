//! Which extractors are written for an older version of the framework?

use crate::api::{Entry, Oddity};
use crate::edit::{Change, Safety};
use crate::facts::Place;
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};
use crate::text::Span;

/// An extractor that is written for an older version of the framework.
pub static OUTDATED_EXTRACTOR: Rule = Rule {
    name: "outdated-extractor",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "an extractor is written with `#[async_trait]`, which axum does without since 0.8",
    page: include_str!("outdated_extractor.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = &entry.operation else { return };
    for remark in operation.remarks.iter().filter(|remark| remark.what == Oddity::Outdated) {
        let message = "since axum 0.8 extractors are plain `async fn`: with `#[async_trait]` this does not compile";
        let draft = Draft::new(remark.at, message);
        report.add(match brackets(subject, remark.at) {
            Some(whole) => draft.span(whole).fix(fix(subject, remark.at, whole)),
            None => draft,
        });
    }
}

/// The attribute with its brackets.
fn brackets(subject: &Subject, at: Place) -> Option<Span> {
    let text = &subject.facts(at.file)?.text;
    let span = subject.span(at);
    let (before, after) = (text.get(..span.start as usize)?, text.get(span.end as usize..)?);
    let (start, rest) = (before.strip_suffix("#[")?.len(), after.strip_prefix(']')?.len());
    Some(Span { start: start as u32, end: (text.len() - rest) as u32 })
}

/// Deletes the attribute, and its line if nothing else stands there.
fn fix(subject: &Subject, at: Place, whole: Span) -> Option<Change> {
    let text = &subject.facts(at.file)?.text;
    let (start, end) = (whole.start as usize, whole.end as usize);
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let is_alone = text[line..start].trim().is_empty() && text[end..].starts_with(['\n', '\r']);
    let next = end + text[end..].find('\n').map_or(0, |at| at + 1);
    let (start, end) = if is_alone { (line, next) } else { (start, end) };
    let span = Span { start: start as u32, end: end as u32 };
    Some(subject.replace(at, span, "", "Delete `#[async_trait]`", Safety::Safe))
}
