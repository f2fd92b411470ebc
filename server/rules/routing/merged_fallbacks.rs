//! Which routers are merged although each has a fallback?

use crate::api::{Objected, TwoFallbacks};
use crate::edit::{Change, Safety};
use crate::facts::{Expr, Facts, Node, Place};
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};
use crate::text::Span;

/// Two fallbacks of one router.
pub static MERGED_FALLBACKS: Rule = Rule {
    name: "merged-fallbacks",
    group: Group::Routing,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "two routers that both have a fallback are merged, which stops the application from starting",
    page: include_str!("merged_fallbacks.md"),
    fixes: true,
    check: Check::Api(check),
};

fn check(subject: &Subject, report: &mut Report) {
    for objection in &subject.api.objections {
        let Objected::TwoFallbacks(two) = &objection.what else { continue };
        let message = "both routers have a fallback, so the application does not start: keep one, or nest the other";
        let draft = Draft::new(objection.at, message);
        let set = |draft: Draft, at: &Place| draft.related(*at, "a fallback is set here");
        report.add(two.set.iter().fold(draft, set).fix(fix(subject, objection.at, two)));
    }
}

/// Keeps the fallback of the router that the other is merged into, if both are certainly axum's own.
fn fix(subject: &Subject, merge: Place, two: &TwoFallbacks) -> Option<Change> {
    let made = two.merged.filter(|_| two.can_reset)?;
    let (facts, its) = (subject.facts(merge.file)?, subject.facts(made.file)?);
    // Routers that wrap axum's have no such method.
    let is_wrapped = |facts: &Facts| facts.text.contains("ApiRouter") || facts.text.contains(" as Router");
    if is_wrapped(facts) || is_wrapped(its) || !subject.text(made).contains("Router::") {
        return None;
    }
    let given = subject.argument(merge, Some(0), "other")?.at;
    let is_plain = match given.node {
        Node::Expr(expr) => matches!(facts.item(given.item).expr(expr), Expr::Call(..) | Expr::Name(_)),
        Node::Mark(_) => false,
    };
    let end = subject.span(given).end;
    let at = Span { start: end, end };
    let title = "Drop the fallback of the router that is merged";
    let is_converted = subject.text(given).starts_with("into(");
    (is_plain && !is_converted).then(|| subject.replace(given, at, ".reset_fallback()", title, Safety::Unsafe))
}
