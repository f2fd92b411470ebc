//! Which names does code use that the installed axum no longer has? The compiler says that they are not there, and not
//! where they went.

use crate::eval::crates::Package;
use crate::eval::{Machine, Version};
use crate::facts::{Code, Expr, ExprId, Facts, ItemId, Name, Node, Place, Question, StmtKind};
use crate::frameworks::attributes;
use crate::frameworks::objection::{Objected, Objection};
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// A name that axum had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its path.
    pub path: &'static str,
    /// The first version without it.
    pub since: Version,
    /// What takes its place.
    pub instead: Instead,
}

/// What takes the place of a name that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// It has this path now. Whether the package of that is there, and without a feature that may be off.
    Moved(&'static str, Presence),
    /// What to do, as a phrase.
    Other(&'static str),
}

/// Whether a name can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// The package that has it is no dependency.
    Missing,
    /// It is there if a feature of its package is on.
    IfFeature(&'static str),
    /// It is there.
    Certain,
}

const fn removed(path: &'static str, since: (u32, u32), instead: Instead) -> Removed {
    Removed { path, since: Version(since.0, since.1, 0), instead }
}

const fn extra(path: &'static str, feature: &'static str) -> Instead {
    Instead::Moved(path, if feature.is_empty() { Presence::Certain } else { Presence::IfFeature(feature) })
}

static REMOVED: [Removed; 14] = [
    removed("axum::Server", (0, 7), Instead::Other("use `axum::serve` with a `tokio::net::TcpListener`")),
    removed("axum::extract::Host", (0, 8), extra("axum_extra::extract::Host", "")),
    removed("axum::async_trait", (0, 8), Instead::Other("its extractors are plain `async fn`")),
    removed("axum::TypedHeader", (0, 7), extra("axum_extra::TypedHeader", "typed-header")),
    removed("axum::extract::TypedHeader", (0, 7), extra("axum_extra::TypedHeader", "typed-header")),
    removed("axum::headers", (0, 7), extra("axum_extra::headers", "typed-header")),
    removed("axum::AddExtensionLayer", (0, 5), Instead::Other("`axum::Extension` is a layer itself")),
    removed("axum::extract::RawBody", (0, 7), Instead::Other("`axum::body::Body` is an extractor itself")),
    removed("axum::extract::BodyStream", (0, 7), Instead::Other("use `axum::body::Body` and its `into_data_stream`")),
    removed("axum::extract::ContentLengthLimit", (0, 6), Instead::Other("use `axum::extract::DefaultBodyLimit`")),
    removed("axum::body::StreamBody", (0, 7), Instead::Other("use `axum::body::Body::from_stream`")),
    removed("axum::body::Full", (0, 7), Instead::Other("use `axum::body::Body::from`")),
    removed("axum::body::Empty", (0, 7), Instead::Other("use `axum::body::Body::empty`")),
    removed("axum::body::BoxBody", (0, 7), Instead::Other("use `axum::body::Body`")),
];

/// The first version of `axum-extra` that has what moved there last, and the first that no longer has it.
const EXTRA: (Version, Version) = (Version(0, 10, 0), Version(0, 13, 0));

/// The names that files which were read use and the installed axum does not have.
pub fn removed_names(machine: &Machine) -> Vec<Objection> {
    let mut found: Vec<Objection> = Vec::new();
    let mut seen = FxHashSet::default();
    for module in machine.modules.iter().filter(|module| module.declared.is_some()) {
        let Some(facts) = module.facts.as_ref().filter(|facts| !machine.library.is_model(facts.file)) else { continue };
        let Some(package) = machine.world.crates().package_of(facts.file).filter(|_| seen.insert(facts.file)) else {
            continue;
        };
        let Some(version) = version(package, "axum") else { continue };
        let gone: Vec<&Removed> = REMOVED.iter().filter(|it| version >= it.since).collect();
        if !gone.is_empty() && means_axum(facts) {
            names_in(facts, &gone, package, &mut found);
        }
    }
    found
}

/// The version of a package that code calls by its own name.
fn version(package: &Package, name: &str) -> Option<Version> {
    let name = Name::from(name);
    package.dependencies.get(&name).filter(|it| it.package == name)?.version
}

/// Whether a text has the last name of a path as a word.
fn mentions(text: &str, removed: &Removed) -> bool {
    removed.path.rsplit("::").next().is_some_and(|last| text.contains(last))
}

/// Whether `axum` is the crate in a file, not something of its own.
fn means_axum(facts: &Facts) -> bool {
    let code = facts.items_of(0).flat_map(|item| facts.item(item).block.iter());
    code.into_iter().all(|stmt| match &stmt.kind {
        StmtKind::Module(of) => of.name != "axum",
        StmtKind::Use(names) => names.iter().all(|of| of.name != "axum"),
        _ => true,
    })
}

fn names_in(facts: &Arc<Facts>, gone: &[&Removed], package: &Package, found: &mut Vec<Objection>) {
    let question = Question { names: gone.iter().map(|it| Name::from(it.path)).collect(), answer: spells };
    let asks = |body: &u32| facts.ask(ItemId { body: *body, nested: 0 }, &question) == Some(1);
    let bodies = (1..=facts.bodies.len() as u32).filter(asks);
    let own = gone.iter().any(|it| mentions(&facts.text, it)).then_some(0);
    for item in own.into_iter().chain(bodies).flat_map(|body| facts.items_of(body)) {
        let code = facts.item(item);
        for (at, expr) in code.exprs.iter().enumerate() {
            let Expr::Attribute(_, last) = expr else { continue };
            let last = last.trim_end_matches(':');
            let Some(of) = gone.iter().find(|it| it.path.rsplit("::").next() == Some(last)) else { continue };
            let path = attributes::path_in(code, ExprId::at(at)).unwrap_or_default();
            let place = Place { file: facts.file, item, node: Node::Expr(ExprId::at(at)) };
            if path.trim_end_matches(':') == of.path && !is_left_alone(facts, code, place) {
                found.push(Objection { at: place, what: Objected::Removed(here(of, package)) });
            }
        }
    }
}

/// 1 if a body spells one of some paths, and nothing of it is compiled on a condition; else 0.
fn spells(text: &str, paths: &[Name]) -> u64 {
    u64::from(text.contains("axum::") && !text.contains("cfg") && paths.iter().any(|path| text.contains(path.as_str())))
}

/// Whether what stands at a place is compiled only on a condition, or is an attribute: those of extractors are told there.
fn is_left_alone(facts: &Facts, code: &Code, at: Place) -> bool {
    let span = facts.span(at.item, at.node);
    if facts.text.get(..span.start as usize).is_some_and(|before| before.ends_with("#[")) {
        return true;
    }
    let surface = facts.surface();
    let is_in = |item: ItemId, code: &Code| {
        code.compiled_if.iter().filter_map(|(at, _)| code.block.get(*at as usize)).any(|stmt| {
            let around = facts.span(item, Node::Mark(stmt.mark));
            around.start <= span.start && span.end <= around.end
        })
    };
    is_in(at.item, code) || is_in(ItemId::default(), surface)
}

/// The same, with what a package depends on.
fn here(of: &Removed, package: &Package) -> Removed {
    let Instead::Moved(path, _) = of.instead else { return *of };
    let is_there = version(package, "axum_extra").is_some_and(|version| (EXTRA.0..EXTRA.1).contains(&version));
    if is_there { *of } else { Removed { instead: Instead::Moved(path, Presence::Missing), ..*of } }
}
