//! How is what an application provides made into the shared data that handlers ask for?

use crate::api::{Kind, Provided, Taken, Way};
use crate::edit::{Change, Safety, whole_chain};
use crate::rules::Subject;
use crate::text::Span;

/// What is behind an `Arc` becomes the data itself, and what is bare is made data. `None` if somebody asks for it as it is
/// provided now.
pub(super) fn fix(subject: &Subject, taken: &Taken, near: &Provided) -> Option<Change> {
    let wanted = taken.wants.as_ref().filter(|wants| wants.way == Way::Data)?.of.as_ref()?;
    let of = near.what.of.as_ref()?;
    match near.what.way {
        Way::Data => of_shared(subject, near, of, wanted),
        Way::Bare => of_bare(subject, taken, near),
        _ => None,
    }
}

/// `Data::new(arc)` as `Data::from(arc)`.
fn of_shared(subject: &Subject, near: &Provided, of: &Kind, wanted: &Kind) -> Option<Change> {
    let is_shared = of.name.rsplit("::").next() == Some("Arc");
    let is_only = matches!(&of.inner[..], [Some(inner)] if inner.same(wanted) == Some(true));
    let (text, span) = (subject.text(near.at), subject.span(near.at));
    let (path, _) = text.split_once("Data::new(")?;
    let is_path = path.chars().all(|char| char.is_alphanumeric() || "_:".contains(char));
    if !is_shared || !is_only || !is_path || is_wanted(subject, of) {
        return None;
    }
    let start = span.start + (path.len() + "Data::".len()) as u32;
    let new = Span { start, end: start + "new".len() as u32 };
    Some(subject.replace(near.at, new, "from", "Share what the `Arc` holds", Safety::Unsafe))
}

/// Whether a handler asks for data of a type.
fn is_wanted(subject: &Subject, of: &Kind) -> bool {
    let entries = subject.api.tables.iter().flat_map(|table| &table.entries);
    let operations = entries.filter_map(|entry| entry.operation.as_ref());
    let mut wants =
        operations.flat_map(|operation| &operation.parameters).filter_map(|it| it.taken.as_ref()?.wants.as_ref());
    wants.any(|wants| wants.way == Way::Data && wants.of.as_ref().is_none_or(|other| other.same(of) != Some(false)))
}

/// What is given as it is, inside of `Data::new`.
fn of_bare(subject: &Subject, taken: &Taken, near: &Provided) -> Option<Change> {
    let (spelled, _) = taken.annotation.split_once('<')?;
    let path = if taken.at.file == near.at.file { spelled } else { "actix_web::web::Data" };
    let span = whole_chain(subject.facts(near.at.file)?, near.at.item, near.at.node);
    let given = subject.slice(near.at.file, span);
    let is_plain = path.ends_with("Data") && !near.is_per_worker && !given.contains("//");
    let text = format!("{path}::new({given})");
    is_plain.then(|| subject.replace(near.at, span, text, "Provide it as `Data`", Safety::Unsafe))
}
