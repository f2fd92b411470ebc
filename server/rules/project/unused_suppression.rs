//! Which comments suppress nothing?

use crate::edit::{Change, Edit, Safety};
use crate::facts::Place;
use crate::rules::selection::{self, Selection};
use crate::rules::suppress::Suppression;
use crate::rules::{ALL, Check, Draft, Finding, Group, Level, Profile, Report, Rule, Subject};
use crate::text::{Span, Splice};

/// A comment that suppresses nothing.
pub static UNUSED_SUPPRESSION: Rule = Rule {
    name: "unused-suppression",
    group: Group::Project,
    level: Level::Warning,
    profile: Profile::Recommended,
    languages: ALL,
    summary: "a comment suppresses a rule that finds nothing there, or that does not exist",
    page: include_str!("unused_suppression.md"),
    fixes: true,
    check: Check::Suppressions,
};

/// The comments that suppress nothing, although the rules they name have run.
pub(in crate::rules) fn unused(
    subject: &Subject,
    selection: &Selection,
    failed: &[&str],
    comments: &[Suppression],
) -> Vec<Finding> {
    let Some(level) = selection.level(UNUSED_SUPPRESSION.name) else { return Vec::new() };
    let mut report = Report::default();
    for comment in comments {
        for (index, (name, span)) in comment.rules.iter().enumerate() {
            let has_run = selection.level(name).is_some() && !failed.contains(&name.as_str());
            let needs_tests = !subject.has_tests && selection::find(name).is_ok_and(crate::rules::Rule::needs_tests);
            let is_own = name == UNUSED_SUPPRESSION.name;
            let message = match selection::find(name) {
                Err(unknown) => unknown.to_string(),
                Ok(_) if has_run && !comment.used[index] && !needs_tests && !is_own => {
                    format!("`{name}` finds nothing here")
                }
                Ok(_) => continue,
            };
            let at = Place::of_file(comment.file);
            report.add(Draft::new(at, message).span(*span).fix(Some(removal(subject, comment, index))));
        }
    }
    report.findings(subject, &UNUSED_SUPPRESSION, level)
}

/// Without the name; without the whole comment, and the blanks before it, if it names nothing else.
fn removal(subject: &Subject, comment: &Suppression, index: usize) -> Change {
    let text = |span| subject.slice(comment.file, span);
    let (span, replacement) = if comment.rules.len() == 1 {
        let before = text(Span { start: 0, end: comment.span.start });
        let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
        let is_alone = before[..before.len() - blanks].is_empty() || before[..before.len() - blanks].ends_with('\n');
        let whole = subject.facts(comment.file).map_or("", |facts| &facts.text);
        let after = whole.get(comment.span.end as usize..).unwrap_or_default();
        let line_end = if !is_alone {
            0
        } else if after.starts_with("\r\n") {
            2
        } else {
            u32::from(after.starts_with('\n'))
        };
        (Span { start: comment.span.start - blanks as u32, end: comment.span.end + line_end }, String::new())
    } else {
        let (first, last) = (comment.rules[0].1.start, comment.rules[comment.rules.len() - 1].1.end);
        let kept = comment.rules.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, (name, _))| &**name);
        (Span { start: first, end: last }, kept.collect::<Vec<_>>().join(", "))
    };
    let edit = Edit { file: comment.file, splice: Splice { span, text: replacement } };
    Change {
        title: "Remove what suppresses nothing".to_owned(),
        edits: vec![edit],
        created: Vec::new(),
        safety: Safety::Safe,
    }
}
