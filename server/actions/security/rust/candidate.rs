//! Which extractors of a crate ask for credentials? Those that its other handlers take, else those that it defines.

use crate::actions::rust::{Handler, crate_path, package_files};
use crate::actions::{Bench, Cursor, Refusal};
use crate::edit::ImplHead;
use crate::facts::Place;
use crate::frameworks::{Dependency, Stance};
use crate::text::FileId;
use std::collections::{BTreeMap, BTreeSet};

/// An extractor that refuses who shows no credentials.
pub(super) struct Candidate {
    /// Its path as the handler's module would import it; its name alone if it stands in the same file.
    pub path: String,
    /// The arguments of its type, in brackets.
    pub arguments: String,
    /// Why the handler cannot take it.
    pub refused: Option<Refusal>,
}

/// How many are offered.
const MOST: usize = 3;

/// Words in the names of what knows who asks.
const WORDS: [&str; 13] = [
    "auth",
    "user",
    "session",
    "claims",
    "token",
    "apikey",
    "login",
    "identity",
    "account",
    "principal",
    "jwt",
    "bearer",
    "admin",
];

/// An extractor, and who takes it.
struct Taken {
    name: String,
    arguments: String,
    here: usize,
    all: BTreeSet<Place>,
}

/// The extractors that a handler could take, the likeliest first.
pub(super) fn candidates(bench: &Bench, cursor: &Cursor, handler: &Handler) -> Vec<Candidate> {
    let mut found: Vec<(Place, Taken)> = taken(bench, cursor, handler).into_iter().collect();
    let is_special = |name: &str| ["Admin", "Super", "Root", "Owner"].iter().any(|word| name.contains(word));
    found.sort_by_key(|(at, taken)| {
        let few = (usize::MAX - taken.here, usize::MAX - taken.all.len());
        (is_special(&taken.name), few, taken.name.clone(), *at)
    });
    let mut candidates: Vec<Candidate> =
        found.into_iter().filter_map(|(at, taken)| candidate(bench, cursor, handler, at.file, &taken)).collect();
    if candidates.is_empty() {
        candidates = defined(bench, cursor, handler);
    }
    candidates.truncate(MOST);
    candidates
}

/// What other handlers of the same framework take.
fn taken(bench: &Bench, cursor: &Cursor, handler: &Handler) -> BTreeMap<Place, Taken> {
    let mut found: BTreeMap<Place, Taken> = BTreeMap::new();
    let own = handler.endpoints.first().and_then(|endpoint| endpoint.handler.at);
    let service = handler.endpoints.first().map(|endpoint| endpoint.service);
    // What another application takes may need a state that this one has not got.
    let others = bench.api.endpoints.iter().filter(|other| Some(other.service) == service);
    for (other, at) in others.filter_map(|other| Some((other, other.handler.at?))).filter(|(_, at)| Some(*at) != own) {
        for dependency in other.dependencies.iter().filter(|it| is_guard(it)) {
            let Some(callable) = &dependency.callable else { continue };
            let (Some(class), Some(asked)) = (callable.at, dependency.at) else { continue };
            let name = callable.qualname.rsplit("::").next().unwrap_or_default().to_owned();
            let Some(arguments) = arguments(&bench.text(asked).unwrap_or_default(), &name) else { continue };
            let taken =
                found.entry(class).or_insert_with(|| Taken { name, arguments, here: 0, all: BTreeSet::default() });
            if taken.all.insert(at) && at.file == cursor.file {
                taken.here += 1;
            }
        }
    }
    found
}

fn is_guard(dependency: &Dependency) -> bool {
    let name = dependency.callable.as_ref().map_or("", |callable| &callable.qualname);
    match dependency.stance {
        Stance::Refusing => true,
        Stance::Strict | Stance::Doubtful => is_named(name),
        Stance::Silent | Stance::Lenient => false,
    }
}

fn is_named(name: &str) -> bool {
    let name = name.to_lowercase();
    WORDS.iter().any(|word| name.contains(word)) && !["optional", "maybe"].iter().any(|word| name.contains(word))
}

/// The arguments of a type as another handler spells them; `None` if they choose something.
fn arguments(spelled: &str, name: &str) -> Option<String> {
    // A whole parameter, or its type alone.
    let spelled = spelled.split_once(": ").map_or(spelled, |(_, of)| of);
    let (base, rest) = spelled.split_once('<').map_or((spelled, ""), |(base, rest)| (base, rest));
    if base.trim().rsplit("::").next() != Some(name) {
        return None;
    }
    match rest.trim_end_matches('>').trim() {
        "" => Some(String::new()),
        one if one.starts_with('\'') && !one.contains(',') => Some("<'_>".to_owned()),
        _ => None,
    }
}

fn candidate(bench: &Bench, cursor: &Cursor, handler: &Handler, file: FileId, taken: &Taken) -> Option<Candidate> {
    let layout = bench.layout(file)?;
    let is_makers = |head: &&ImplHead| head.target.split('<').next() == Some(taken.name.as_str()) && makes(&head.of);
    let heads = layout.impls();
    let head = heads.iter().find(is_makers);
    let is_nested = head.is_some_and(|head| layout.around(head.span).iter().any(|(kind, _)| *kind == "mod_item"));
    if head.is_none() && taken.here == 0 || is_nested {
        return None;
    }
    let path = if file == cursor.file {
        taken.name.clone()
    } else {
        format!("{}::{}", crate_path(bench, cursor.file, file)?, taken.name)
    };
    let refused = head.filter(|_| taken.here == 0).and_then(|head| unfit(handler, head));
    Some(Candidate { path, arguments: taken.arguments.clone(), refused })
}

/// Whether a trait makes something of a request without reading its body.
fn makes(of: &str) -> bool {
    let name = of.split('<').next().unwrap_or_default().rsplit("::").next().unwrap_or_default();
    matches!(name, "FromRequestParts" | "FromRequest") && (name == "FromRequestParts" || !of.contains("S,"))
}

/// An extractor for one kind of state is of use only where the state is of that kind.
fn unfit(handler: &Handler, head: &ImplHead) -> Option<Refusal> {
    let state = head.of.split_once('<').map(|(_, rest)| rest.trim_end_matches('>').trim().to_owned())?;
    let is_any = head.generics.contains(&state) || state.starts_with('\'') || state == "_";
    let takes = handler.layout.slice(handler.signature.list.span);
    let is_own = is_any || takes.contains(&format!("State<{state}>"));
    let name = &head.target;
    (!is_own).then(|| {
        Refusal::new(format!("`{name}` needs the state `{state}`, and whether this router has it does not show"))
    })
}

/// Extractors that the package defines and that read credentials, as far as their words show.
fn defined(bench: &Bench, cursor: &Cursor, handler: &Handler) -> Vec<Candidate> {
    let wanted = if handler.framework() == "axum" { "FromRequestParts" } else { "FromRequest" };
    let mut found = Vec::new();
    for file in package_files(bench, cursor.file) {
        let Some(facts) = bench.facts(file).filter(|facts| facts.text.contains(wanted)) else { continue };
        let Some(layout) = bench.layout(facts.file) else { continue };
        for head in layout.impls().iter().filter(|head| makes(&head.of) && refuses(head)) {
            let generics = head.target.split_once('<').map_or("", |(_, rest)| rest);
            let arguments = if generics.is_empty() { String::new() } else { "<'_>".to_owned() };
            if !generics.is_empty() && !generics.starts_with('\'') {
                continue;
            }
            let name = head.target.split('<').next().unwrap_or_default().to_owned();
            let taken = Taken { name, arguments, here: 0, all: BTreeSet::new() };
            found.extend(candidate(bench, cursor, handler, file, &taken));
        }
    }
    found
}

/// Whether the words of an extractor say that it reads credentials and refuses.
fn refuses(head: &ImplHead) -> bool {
    let body = head.body.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| body.contains(word));
    let reads = ["authorization", "bearer", "token", "cookie", "session", "api_key", "jwt", "credential"];
    is_named(&head.target) && has(&reads) && has(&["unauthorized", "forbidden", "401", "403", "autherror"])
}
