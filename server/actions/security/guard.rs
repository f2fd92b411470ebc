//! Which dependency of a project refuses strangers, by which name is it asked for, and which is the usual one?

use super::unused::unused;
use super::uses::{Use, neighbours, refusing, uses};
use crate::actions::{Bench, Cursor, Defined, Refusal, Settings, Symbol, annotated_parts};
use crate::api::{Endpoint, Verdict};
use crate::facts::{ItemId, Name, Node, Place};
use crate::text::FileId;
use std::collections::BTreeMap;

/// A dependency that refuses a request without credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guard {
    /// What is called.
    pub(super) callee: Symbol,
    /// The alias by which it is asked for most.
    pub(super) alias: Option<Symbol>,
    /// What handlers call the parameter; those of the same file first.
    pub(super) parameter: Option<String>,
    /// A parameter of the same file that asks for it, as it is written.
    pub(super) sibling: Option<String>,
    /// Whether handlers ask for it by defaults.
    pub(super) by_default: bool,
    /// How many routes depend on it.
    pub(super) routes: usize,
    /// Whether it wants more than a user: an administrator, say.
    pub(super) is_privileged: bool,
}

impl Guard {
    /// What it is called in a title.
    pub(super) fn name(&self) -> Name {
        self.alias.unwrap_or(self.callee).name
    }

    /// How the setting `auth_dependency` spells it.
    pub(super) fn spelled(&self, bench: &Bench) -> String {
        let symbol = self.alias.unwrap_or(self.callee);
        let module = bench.modules.of_file(symbol.file).map(|module| bench.modules.dotted(module));
        format!("{}:{}", module.unwrap_or_default(), symbol.name)
    }
}

/// The guards of a project, the usual one first; none if it has no authentication that Wayline sees.
///
/// # Errors
/// If the settled one is not there, or if routes are guarded by something that cannot be named.
pub(super) fn guards(bench: &Bench, cursor: &Cursor, settings: &Settings) -> Result<Vec<Guard>, Refusal> {
    let endpoints = neighbours(bench, cursor);
    let uses = uses(bench, &endpoints);
    let settled = settings.get("auth_dependency");
    if !settled.is_empty() {
        let symbol = settled_symbol(bench, cursor, settled)?;
        return Ok(vec![guard(bench, cursor, &uses, symbol, 0)]);
    }
    let mut found: Vec<Guard> = refusing(bench, &endpoints)
        .into_iter()
        .map(|(callee, routes)| guard(bench, cursor, &uses, callee, routes))
        .filter(|guard| !guard.alias.is_some_and(|alias| is_alias_optional(bench, alias)))
        .filter(|guard| guard.callee.file == cursor.file || !guard.callee.name.starts_with('_'))
        .collect();
    if found.iter().all(|guard| guard.is_privileged) {
        let others = unused(bench, cursor).into_iter().map(|callee| guard(bench, cursor, &uses, callee, 0));
        found.extend(others.filter(|guard| !is_optional(bench, guard)));
    }
    if found.iter().all(|guard| guard.is_privileged) && endpoints.iter().any(|endpoint| has_guards(endpoint)) {
        let why = "other routes are protected by something that has no name to import; \
            name a dependency with the setting `auth_dependency`";
        return Err(Refusal::new(why));
    }
    found.sort_by_key(|guard| rank(bench, cursor, guard));
    found.dedup_by_key(|guard| guard.callee);
    Ok(found)
}

/// Whether something asks for credentials, or may do so.
fn has_guards(endpoint: &Endpoint) -> bool {
    match endpoint.auth.verdict {
        Verdict::Required | Verdict::Optional => true,
        Verdict::Unknown => !endpoint.auth.evidence.is_empty(),
        Verdict::None => false,
    }
}

fn settled_symbol(bench: &Bench, cursor: &Cursor, settled: &str) -> Result<Symbol, Refusal> {
    let missing = || Refusal::new(format!("`auth_dependency` is `{settled}`, which is not there"));
    let (module, name) = settled.rsplit_once([':', '.']).ok_or_else(missing)?;
    let module = bench.modules.resolve(cursor.file, module).or_else(|| bench.modules.find(module));
    let file = module.and_then(|module| bench.modules.file(module)).ok_or_else(missing)?;
    let facts = bench.facts(file).ok_or_else(missing)?;
    bench.symbol(&facts, Name::from(name)).ok_or_else(missing)
}

/// A guard by what is called, or by its alias.
fn guard(bench: &Bench, cursor: &Cursor, uses: &[Use], symbol: Symbol, routes: usize) -> Guard {
    let of_alias = bench.alias_callee(symbol);
    let callee = of_alias.unwrap_or(symbol);
    let own: Vec<&Use> = uses.iter().filter(|it| it.asked.callee == callee).collect();
    let alias = of_alias.map(|_| symbol).or_else(|| usual_alias(bench, callee, &own));
    let here = |it: &&&Use| it.file == cursor.file;
    let names = |of: Vec<&&Use>| most(of.into_iter().map(|it| it.name));
    let parameter = names(own.iter().filter(here).collect()).or_else(|| names(own.iter().collect()));
    let sibling = own.iter().filter(here).find(|it| it.asked.alias.is_none()).map(|it| it.text.clone());
    let by_default = own.iter().filter(|it| it.asked.is_default).count() * 2 > own.len();
    let name = format!("{} {}", callee.name, alias.map_or("", |alias| alias.name.as_str())).to_lowercase();
    let is_privileged = PRIVILEGED.iter().any(|word| name.contains(word));
    let parameter = parameter.map(|name| name.to_string());
    Guard { callee, alias, parameter, sibling, by_default, routes, is_privileged }
}

/// Words of who may do more than others.
const PRIVILEGED: [&str; 8] = ["permission", "admin", "superuser", "super_user", "staff", "owner", "moderator", "root"];

/// The alias by which it is asked for most; else one that stands beside it.
fn usual_alias(bench: &Bench, callee: Symbol, uses: &[&Use]) -> Option<Symbol> {
    most(uses.iter().filter_map(|it| it.asked.alias)).or_else(|| {
        let aliases = bench.aliases(&*bench.facts(callee.file)?);
        aliases.into_iter().find(|(_, of, _)| *of == callee).map(|(alias, ..)| alias)
    })
}

/// What occurs most; of several, the least.
fn most<T: Ord>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(one, _)| one)
}

/// Whether what it gives may be nobody, as far as types say.
fn is_optional(bench: &Bench, guard: &Guard) -> bool {
    match guard.alias {
        Some(alias) => is_alias_optional(bench, alias),
        None => returned_text(bench, guard.callee).is_some_and(|text| is_nobody(&text)),
    }
}

fn is_nobody(text: &str) -> bool {
    text.contains("Optional[") || text.contains("None")
}

fn is_alias_optional(bench: &Bench, alias: Symbol) -> bool {
    let Some((facts, Defined::Value(value, _))) = bench.definition(alias) else { return false };
    let Some((of, _)) = annotated_parts(&facts, ItemId::default(), value) else { return false };
    let text = bench.text(Place { file: facts.file, item: ItemId::default(), node: Node::Expr(of) });
    text.is_some_and(|text| is_nobody(&text))
}

/// The annotation of what a function returns.
pub(super) fn returned_text(bench: &Bench, function: Symbol) -> Option<String> {
    let (facts, Defined::Function(function)) = bench.definition(function)? else { return None };
    let node = Node::Expr(function.returns?);
    bench.text(Place { file: facts.file, item: ItemId::default(), node })
}

/// The usual one is asked for by most routes, stands in the same file, or in one for dependencies, or is called so.
fn rank(bench: &Bench, cursor: &Cursor, guard: &Guard) -> impl Ord + use<> {
    let file = guard.alias.unwrap_or(guard.callee).file;
    let name = guard.name().to_lowercase();
    let is_usual = ["current_user", "currentuser", "userdep", "authdep"].iter().any(|word| name.contains(word));
    let is_active = name.contains("active");
    (
        guard.is_privileged,
        std::cmp::Reverse(guard.routes),
        file != cursor.file,
        !is_for_dependencies(bench, file),
        guard.alias.is_none(),
        !is_usual,
        !is_active,
        guard.callee,
    )
}

fn is_for_dependencies(bench: &Bench, file: FileId) -> bool {
    let last = bench.path(file).rsplit('/').next().unwrap_or_default();
    matches!(last, "deps.py" | "dependencies.py")
}
