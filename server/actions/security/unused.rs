//! Which functions refuse strangers although no route depends on them yet? Those of the usual files that reach a scheme.

use super::uses::is_injectable;
use crate::actions::{Bench, Cursor, Defined, Symbol};
use crate::facts::{Arg, ArgKind, Expr, ExprId, Facts, Function, ItemId, Node, StmtKind};
use crate::text::FileId;
use std::cmp::Reverse;

/// How many files are looked at.
const FILES: usize = 24;
/// How many dependencies deep.
const DEPTH: usize = 6;
/// Names of files and folders that hold dependencies.
const USUAL: [&str; 8] =
    ["deps", "dependencies", "dependency", "depends", "auth", "security", "authentication", "authorization"];
/// The schemes of `fastapi.security`.
const SCHEMES: [&str; 10] = [
    "HTTPBearer",
    "HTTPBasic",
    "HTTPDigest",
    "OAuth2",
    "OAuth2PasswordBearer",
    "OAuth2AuthorizationCodeBearer",
    "APIKeyHeader",
    "APIKeyQuery",
    "APIKeyCookie",
    "OpenIdConnect",
];

/// Those of the file itself and of the usual files of its package, the nearest first.
pub(super) fn unused(bench: &Bench, cursor: &Cursor) -> Vec<Symbol> {
    let mut files = vec![cursor.file];
    files.extend(usual_files(bench, cursor.file));
    files.into_iter().flat_map(|file| functions(bench, file)).collect()
}

fn usual_files(bench: &Bench, from: FileId) -> Vec<FileId> {
    let root = bench.modules.package_root(from).map_or("", |root| bench.modules.path(root));
    let own = bench.path(from);
    let shared = |path: &str| own.split('/').zip(path.split('/')).take_while(|(own, other)| own == other).count();
    let is_usual = |path: &str| {
        let mut parts = path.strip_suffix(".py").unwrap_or_default().rsplit('/').take(2);
        path.starts_with(root) && parts.any(|part| USUAL.contains(&part)) && !path.contains("test")
    };
    let usual = (0..).zip(bench.paths).filter(|(_, path)| is_usual(path));
    let mut found: Vec<(Reverse<usize>, FileId)> =
        usual.map(|(at, path)| (Reverse(shared(path)), FileId(at))).filter(|(_, file)| *file != from).collect();
    found.sort_unstable();
    found.into_iter().take(FILES).map(|(_, file)| file).collect()
}

fn functions(bench: &Bench, file: FileId) -> Vec<Symbol> {
    let Some(facts) = bench.facts(file) else { return Vec::new() };
    let code = facts.surface();
    let defined = code.block.iter().filter_map(|statement| match statement.kind {
        StmtKind::Function(id) => code.functions.get(id.0 as usize),
        _ => None,
    });
    let symbol = |function: &Function| Symbol { file, name: function.name };
    let is_guard = |function: &&Function| {
        let reach = of_function(bench, &facts, function, DEPTH);
        reach.is_scheme && reach.refuses && is_injectable(bench, symbol(function), function)
    };
    // Handlers are no dependencies.
    defined.filter(|function| function.decorators.is_empty()).filter(is_guard).map(symbol).collect()
}

#[derive(Clone, Copy, Default)]
pub(super) struct Reach {
    /// Whether a scheme reads credentials.
    pub(super) is_scheme: bool,
    /// Whether somebody refuses.
    pub(super) refuses: bool,
}

/// What a dependency comes to.
pub(super) fn reach(bench: &Bench, symbol: Symbol, depth: usize) -> Reach {
    match bench.definition(symbol) {
        Some((facts, Defined::Function(function))) => of_function(bench, &facts, &function, depth),
        Some((facts, Defined::Value(value, _))) => of_value(bench, &facts, value),
        _ => Reach::default(),
    }
}

fn of_function(bench: &Bench, facts: &Facts, function: &Function, depth: usize) -> Reach {
    let Some(depth) = depth.checked_sub(1) else { return Reach::default() };
    let mut found = Reach::default();
    for param in &function.params {
        let Some(asked) = bench.asked(facts, ItemId::default(), param) else { continue };
        let below = reach(bench, asked.callee, depth);
        found.is_scheme |= below.is_scheme;
        found.refuses |= below.refuses;
    }
    let span = facts.span(ItemId::default(), Node::Mark(function.mark));
    let text = facts.text.get(span.start as usize..span.end as usize).unwrap_or_default();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    found.refuses |= text.contains("raise ") && says(&["401", "403", "UNAUTHORIZED", "FORBIDDEN"]);
    found
}

fn of_value(bench: &Bench, facts: &Facts, value: ExprId) -> Reach {
    let Expr::Call(callee, args) = facts.surface().expr(value) else { return Reach::default() };
    let name = bench.library_name(facts, ItemId::default(), *callee).unwrap_or_default();
    let is_scheme = name.rsplit('.').next().is_some_and(|last| SCHEMES.contains(&last));
    let is_lenient = |arg: &Arg| {
        matches!(arg.kind, ArgKind::Keyword(name) if name == "auto_error")
            && *facts.surface().expr(arg.value) == Expr::Bool(false)
    };
    Reach { is_scheme, refuses: is_scheme && !args.iter().any(is_lenient) }
}
