//! Which functions does the framework not accept as handlers, and why?

use crate::api::{Entry, Oddity, Uncallable};
use crate::edit::{Change, Safety};
use crate::facts::{Node, Place};
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};
use crate::text::Span;

/// A function that is registered and no handler.
pub static NOT_A_HANDLER: Rule = Rule {
    name: "not-a-handler",
    group: Group::Inputs,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a function is registered that the framework cannot call, and the compiler does not say why",
    page: include_str!("not_a_handler.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let (Some(operation), Some(handler)) = (&entry.operation, &entry.handler) else { return };
    let name = handler.qualname.rsplit("::").next().unwrap_or_default();
    for remark in &operation.remarks {
        let Oddity::Uncallable(why) = &remark.what else { continue };
        let message = match why {
            Uncallable::NotAsync => format!("`{name}` is no handler: it is not `async`"),
            Uncallable::TooMany(count) => {
                format!("`{name}` is no handler: it takes {count} parameters, and 16 are the most")
            }
            Uncallable::NoExtractor(of) => {
                format!("`{name}` is no handler: `{of}` is no extractor; is `Json<{of}>` or `Path<{of}>` meant?")
            }
            Uncallable::NotOptional(of) => {
                format!("`{name}` is no handler: `{of}` is no extractor since axum 0.8: make its fields optional")
            }
            Uncallable::NoResponse(of) => {
                format!("`{name}` is no handler: `{of}` is no response; is `Json<{of}>` meant?")
            }
            Uncallable::NoErrorResponse(of) => {
                format!("`{name}` is no handler: the error `{of}` is no response: it does not implement `IntoResponse`")
            }
            Uncallable::HoldsGuard(guard, lock) => {
                format!("`{name}` is no handler: `{guard}` holds a `{lock}` across an `.await`; end its scope before")
            }
        };
        let fix = match why {
            Uncallable::NotAsync => handler.at.and_then(|handler| with_async(subject, handler)),
            _ => None,
        };
        report.add(Draft::new(remark.at, message).within(handler.at).fix(fix));
    }
}

/// Makes a function asynchronous.
fn with_async(subject: &Subject, handler: Place) -> Option<Change> {
    let function = subject.function(handler)?;
    let span = subject.span(Place { node: Node::Mark(function.def), ..handler });
    let name = subject.span(Place { node: Node::Mark(function.name_mark), ..handler });
    let head = subject.slice(handler.file, Span { start: span.start, end: name.start });
    let start = span.start + head.rfind("fn ").filter(|_| !head.contains("unsafe") && !head.contains("extern"))? as u32;
    let at = Span { start, end: start };
    Some(subject.replace(handler, at, "async ", "Make it `async`", Safety::Safe))
}
