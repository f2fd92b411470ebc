//! Which handlers ask for something that nobody provides where they are registered?

use super::provide;
use crate::api::{Entry, HandlerParameter, Kind, Origin, Provided, Providers, Taken, Way};
use crate::rules::{Check, Draft, Group, Level, Profile, RUST, Report, Rule, Subject};

/// A handler asks for something that nobody provides.
pub static EXTRACTOR_WITHOUT_PROVIDER: Rule = Rule {
    name: "extractor-without-provider",
    group: Group::Wiring,
    level: Level::Error,
    profile: Profile::Recommended,
    languages: RUST,
    summary: "a handler asks for shared data, an extension or a state that nothing provides on this route",
    page: include_str!("extractor_without_provider.md"),
    fixes: true,
    check: Check::Entry(check),
};

fn check(subject: &Subject, entry: &Entry, report: &mut Report) {
    let Some(operation) = entry.operation.as_ref().filter(|_| !entry.is_conditional) else { return };
    let Some(providers) = &operation.providers else { return };
    // What is not resolved may be what provides it.
    let is_served = subject.service_of(entry).is_some_and(|service| service.is_served);
    if !is_served || !subject.api.unresolved.is_empty() {
        return;
    }
    for taken in operation.parameters.iter().filter_map(|parameter| parameter.taken.as_ref()) {
        if !is_missing(taken, providers, &operation.parameters) {
            continue;
        }
        let near = near(taken, providers);
        let methods = entry.methods.join(", ");
        let what = match near {
            Some(near) => {
                format!("`{}` is not provided for `{methods} {}`, only {}", taken.annotation, entry.pattern, told(near))
            }
            None => format!("nothing provides `{}` for `{methods} {}`", taken.annotation, entry.pattern),
        };
        let message = format!("{what}: {}", consequence(taken));
        let mut draft = Draft::new(taken.at, message).within(entry.handler.as_ref().and_then(|it| it.at));
        if let Some(near) = near {
            draft = draft.related(near.at, "this is provided").fix(provide::fix(subject, taken, near));
        }
        report.add(draft.related(entry.route, "the route is registered here"));
    }
}

fn consequence(taken: &Taken) -> &'static str {
    match taken.wants.as_ref().map(|wants| wants.way) {
        Some(Way::Managed) => "the application does not launch",
        _ => "every request is answered with 500",
    }
}

/// What is provided instead, in words.
fn told(near: &Provided) -> String {
    let of = near.what.of.as_ref().map(Kind::shown).unwrap_or_default();
    match near.what.way {
        Way::Data => format!("`Data<{of}>`"),
        Way::Extension => format!("`Extension<{of}>`"),
        Way::Managed => format!("`State<{of}>`"),
        Way::Bare | Way::Connection => format!("`{of}` without `Data::new`"),
    }
}

/// Whether something that a parameter wants is certainly not provided.
fn is_missing(taken: &Taken, providers: &Providers, parameters: &[HandlerParameter]) -> bool {
    let Some(wants) = taken.wants.as_ref().filter(|wants| !providers.open.contains(&wants.way)) else { return false };
    // What is behind a trait may have been put in as what it is.
    if taken.is_optional || taken.annotation.contains("dyn ") {
        return false;
    }
    let mut of_way = providers.known.iter().filter(|one| one.what.way == wants.way);
    // What extractors of the workspace do to a request, those after them may find in it.
    let are_known = || parameters.iter().all(|it| it.taken.as_ref().is_some_and(|taken| taken.is_known));
    if matches!(wants.way, Way::Extension | Way::Connection) && !are_known() {
        return false;
    }
    if wants.way == Way::Connection {
        return of_way.next().is_none();
    }
    let Some(wanted) = &wants.of else { return false };
    let is_other = |one: &Provided| one.what.of.as_ref().and_then(|of| of.same(wanted)) == Some(false);
    let mut bare = providers.known.iter().filter(|one| one.what.way == Way::Bare);
    match wants.way {
        // Layers of libraries may add types of libraries.
        Way::Extension => is_own(wanted) && of_way.all(is_other),
        Way::Data => of_way.all(is_other) && bare.all(|one| one.what.of.is_some()),
        _ => of_way.all(is_other),
    }
}

/// What is provided that is like what a parameter wants.
fn near<'p>(taken: &Taken, providers: &'p Providers) -> Option<&'p Provided> {
    let wants = taken.wants.as_ref()?;
    let wanted = wants.of.as_ref()?;
    providers.known.iter().find(|one| {
        let Some(of) = &one.what.of else { return false };
        match one.what.way {
            Way::Bare => wants.way == Way::Data && of.same(wanted) == Some(true),
            way => way == wants.way && (holds(of, wanted) || holds(wanted, of)),
        }
    })
}

/// Whether a type is one of the workspace, maybe behind one of the language.
fn is_own(kind: &Kind) -> bool {
    match kind.origin {
        Origin::Own => true,
        Origin::Language => kind.inner.iter().flatten().any(is_own),
        Origin::Library => false,
    }
}

/// Whether a type is given another one: `Arc<State>`.
fn holds(outer: &Kind, inner: &Kind) -> bool {
    outer.inner.iter().flatten().any(|of| of.same(inner) == Some(true) || holds(of, inner))
}
