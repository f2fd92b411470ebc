//! Which handlers ask for something that nobody provides where they are registered?

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
    fixes: false,
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
        let Some(missing) = missing(taken, providers, &operation.parameters) else { continue };
        let methods = entry.methods.join(", ");
        let what = match missing {
            Some(near) => {
                format!("`{}` is not provided for `{methods} {}`, only {}", taken.annotation, entry.pattern, told(near))
            }
            None => format!("nothing provides `{}` for `{methods} {}`", taken.annotation, entry.pattern),
        };
        let message = format!("{what}: {}", consequence(taken));
        let mut draft = Draft::new(taken.at, message).within(entry.handler.as_ref().and_then(|it| it.at));
        if let Some(near) = missing {
            draft = draft.related(near.at, "this is provided");
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

/// Whether something that a parameter wants is certainly not provided, and what is provided that is like it.
fn missing<'p>(
    taken: &Taken,
    providers: &'p Providers,
    parameters: &[HandlerParameter],
) -> Option<Option<&'p Provided>> {
    let wants = taken.wants.as_ref().filter(|wants| !taken.is_optional && !providers.open.contains(&wants.way))?;
    // What is behind a trait may have been put in as what it is.
    if taken.annotation.contains("dyn ") {
        return None;
    }
    let mut of_way = providers.known.iter().filter(|one| one.what.way == wants.way);
    // What extractors of the workspace do to a request, those after them may find in it.
    let are_known = || parameters.iter().all(|it| it.taken.as_ref().is_some_and(|taken| taken.is_known));
    if matches!(wants.way, Way::Extension | Way::Connection) && !are_known() {
        return None;
    }
    if wants.way == Way::Connection {
        return of_way.next().is_none().then_some(None);
    }
    let wanted = wants.of.as_ref()?;
    // Layers of libraries may add types of libraries.
    if wants.way == Way::Extension && !is_own(wanted) {
        return None;
    }
    let is_other = |one: &Provided| one.what.of.as_ref().and_then(|of| of.same(wanted)) == Some(false);
    let bare: Vec<&Provided> = providers.known.iter().filter(|one| one.what.way == Way::Bare).collect();
    if !of_way.all(is_other) || wants.way == Way::Data && bare.iter().any(|one| one.what.of.is_none()) {
        return None;
    }
    let is_near = |one: &&Provided| {
        let is_bare = one.what.way == Way::Bare && wants.way == Way::Data;
        let of = one.what.of.as_ref();
        is_bare && of.is_some_and(|of| of.same(wanted) == Some(true))
            || one.what.way == wants.way && of.is_some_and(|of| holds(of, wanted) || holds(wanted, of))
    };
    Some(providers.known.iter().find(is_near))
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
