//! Who may call a handler? It gets the dependency by which its project refuses strangers, or one that is made for it.

use super::guard::{Guard, guards};
use super::placement::{Required, into_call, into_function};
use super::routes::{Whole, is_for_strangers, router};
use super::rust;
use super::stub::stub;
use super::web_socket;
use crate::actions::{Action, ActionKind, Bench, Cursor, Offer, Refusal, Settings};
use crate::api::{Endpoint, Verdict};
use crate::edit::{Change, Draft, Safety};
use crate::facts::{Function, Place};
use crate::syntax::Language;
use std::sync::Arc;

/// Requires credentials of whoever calls a handler.
pub static ADD_AUTH_DEPENDENCY: Action = Action {
    name: "add-auth-dependency",
    summary: "refuse requests without credentials, by the dependency that the project has",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python, Language::Rust],
    mends: &[],
    settings: &["placement", "auth_dependency", "auth_style"],
    page: concat!(include_str!("add_auth_dependency.md"), "\n", include_str!("rust/add_auth_dependency.md")),
    offer,
    make,
};

/// The handler at a cursor, if strangers get in now and should not.
struct Open<'a, 'c> {
    at: Place,
    function: &'c Function,
    endpoints: &'c [&'a Arc<Endpoint>],
}

fn open<'a, 'c>(cursor: &'c Cursor<'a>) -> Option<Open<'a, 'c>> {
    let (at, function) = cursor.function.as_ref()?;
    let is_open = |endpoint: &Endpoint| endpoint.framework == "fastapi" && endpoint.auth.verdict != Verdict::Required;
    let fits = |endpoint: &&Arc<Endpoint>| is_open(endpoint) && !is_for_strangers(endpoint);
    let endpoints = &*cursor.endpoints;
    (!endpoints.is_empty() && endpoints.iter().all(fits)).then_some(Open { at: *at, function, endpoints })
}

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    match cursor.language() {
        Language::Python => offer_python(bench, cursor),
        Language::Rust => rust::offer(bench, cursor),
    }
}

fn offer_python(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some(open) = open(cursor) else { return Vec::new() };
    let is_socket = open.endpoints[0].method == "WEBSOCKET";
    let guards = match guards(bench, cursor, bench.settings) {
        Ok(guards) => guards,
        Err(why) => {
            return vec![Offer::new("Require credentials").with("placement", "function").unless(Some(why))];
        }
    };
    let Some(usual) = guards.iter().find(|guard| !guard.is_privileged) else {
        let mut offers = if is_socket { Vec::new() } else { new_offers(bench, cursor) };
        offers.extend(guards.iter().filter(|_| !is_socket).map(|guard| of_guard(bench, guard)));
        return offers;
    };
    let name = usual.name();
    let function = Offer::new(format!("Require `{name}` as a parameter (strangers are refused)"));
    let function = function.with("placement", "function");
    if is_socket {
        return vec![function.unless(web_socket::way(bench, usual).err())];
    }
    let decorator = Offer::new(format!("Require `{}` in the decorator (strangers are refused)", usual.callee.name));
    let mut offers = vec![function, decorator.with("placement", "decorator")];
    offers.extend(router(bench, open.endpoints[0]).map(|whole| of_router(usual, &whole)));
    offers.extend(guards.iter().filter(|guard| guard.is_privileged).map(|guard| of_guard(bench, guard)));
    offers
}

/// The offer of another guard than the usual one.
fn of_guard(bench: &Bench, guard: &Guard) -> Offer {
    let title = format!("Require `{}` as a parameter (everybody else is refused)", guard.name());
    Offer::new(title).with("placement", "function").with("auth_dependency", guard.spelled(bench))
}

fn of_router(guard: &Guard, whole: &Whole) -> Offer {
    let routes = match whole.open.len() {
        1 => "1 route becomes".to_owned(),
        count => format!("{count} routes become"),
    };
    let title = format!("Require `{}` for the whole router ({routes} protected)", guard.callee.name);
    Offer::new(title).with("placement", "router").unless(kept_open(whole))
}

/// Why a router must stay open.
fn kept_open(whole: &Whole) -> Option<Refusal> {
    let open = whole.open.iter().find(|endpoint| is_for_strangers(endpoint))?;
    Some(Refusal::new(format!("strangers must reach {} {}, which is on the same router", open.method, open.path)))
}

/// What can be made where there is no authentication.
fn new_offers(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let offer = |(style, what): (&str, &str)| {
        let stub = stub(bench, cursor, style);
        let path = stub.as_ref().map_or("auth.py", |stub| stub.path.as_str());
        let title = format!("Make `{path}` with {what} and require it (strangers are refused)");
        Offer::new(title).with("auth_style", style).unless(stub.err())
    };
    let mut styles =
        vec![("jwt", "JWT bearer tokens"), ("oauth2", "the OAuth2 password flow"), ("api_key", "API keys")];
    let first = styles.iter().position(|(style, _)| *style == bench.settings.get("auth_style")).unwrap_or(0);
    styles.swap(0, first);
    styles.into_iter().map(offer).collect()
}

fn make(bench: &Bench, cursor: &Cursor, settings: &Settings) -> Result<Change, Refusal> {
    match cursor.language() {
        Language::Python => make_python(bench, cursor, settings),
        Language::Rust => rust::make(bench, cursor, settings),
    }
}

fn make_python(bench: &Bench, cursor: &Cursor, settings: &Settings) -> Result<Change, Refusal> {
    let open = open(cursor).ok_or_else(|| Refusal::new("this is no handler that strangers reach and should not"))?;
    let guard = guards(bench, cursor, settings)?
        .into_iter()
        .find(|guard| !guard.is_privileged || !settings.get("auth_dependency").is_empty());
    if open.endpoints[0].method == "WEBSOCKET" {
        let none = || Refusal::new("the project has no dependency yet that checks credentials");
        return web_socket::make(bench, open.at, open.function, &guard.ok_or_else(none)?);
    }
    let mut draft = Draft::default();
    let mut imports = bench.imports(&cursor.facts);
    let required = if let Some(guard) = guard {
        Required::Known(Box::new(guard))
    } else {
        let stub = stub(bench, cursor, settings.get("auth_style"))?;
        stub.create(bench, cursor, &mut draft, &mut imports)?;
        Required::New(stub)
    };
    let title = match settings.get("placement") {
        "decorator" => {
            let mut routes: Vec<Place> = open.endpoints.iter().map(|endpoint| endpoint.route).collect();
            routes.sort_unstable();
            routes.dedup();
            if routes.iter().any(|route| route.file != cursor.file) {
                return Err(Refusal::new("it is registered in another file: require it there"));
            }
            routes.iter().try_for_each(|route| into_call(bench, &mut draft, &mut imports, &required, *route))?;
            "Require credentials in the decorator".to_owned()
        }
        "router" => {
            let lost = || Refusal::new("the router on which this stands is not found");
            let whole = router(bench, open.endpoints[0]).ok_or_else(lost)?;
            if let Some(why) = kept_open(&whole) {
                return Err(why);
            }
            into_router(bench, cursor, &mut draft, &mut imports, &required, &whole)?;
            format!("Require credentials of {}", whole.spelled())
        }
        _ => {
            into_function(bench, &mut draft, &mut imports, &required, open.at, open.function)?;
            "Require credentials as a parameter".to_owned()
        }
    };
    draft.add(cursor.file, imports.splices());
    draft.finish(title, Safety::Unsafe).ok_or_else(Refusal::overlap)
}

/// The router may be made in another file, which then needs the imports.
fn into_router(
    bench: &Bench,
    cursor: &Cursor,
    draft: &mut Draft,
    imports: &mut crate::edit::Imports,
    required: &Required,
    whole: &Whole,
) -> Result<(), Refusal> {
    if whole.call.file == cursor.file {
        return into_call(bench, draft, imports, required, whole.call);
    }
    let facts = bench.facts(whole.call.file).ok_or_else(Refusal::overlap)?;
    let mut other = bench.imports(&facts);
    into_call(bench, draft, &mut other, required, whole.call)?;
    draft.add(whole.call.file, other.splices());
    Ok(())
}
