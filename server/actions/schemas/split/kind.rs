//! Who gives and who sees a field? What it is called says it.

use crate::actions::Bench;
use crate::facts::{ArgKind, Code, Expr, ExprId, StmtKind};
use crate::syntax::Language;
use crate::text::FileId;

/// Whose a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The server gives it: clients see it, and never set it.
    Server,
    /// Clients set it, and never see it.
    WriteOnly,
    /// Clients set and see it.
    Shared,
}

/// Whose a field of a model is. `keys` are names of primary keys of tables that are called like the model.
pub(super) fn kind(name: &str, keys: &[String]) -> Kind {
    const GIVEN: [&str; 4] = ["id", "uuid", "created_at", "updated_at"];
    const PRIVILEGES: [&str; 4] = ["is_admin", "is_superuser", "role", "owner_id"];
    if GIVEN.contains(&name) || PRIVILEGES.contains(&name) || name.starts_with("created_by") {
        return Kind::Server;
    }
    if name.ends_with("_id") && keys.iter().any(|key| key == name) {
        return Kind::Server;
    }
    if is_secret(name) { Kind::WriteOnly } else { Kind::Shared }
}

fn is_secret(name: &str) -> bool {
    const SECRETS: [&str; 5] = ["password", "passwd", "passphrase", "secret", "token"];
    const ABOUT: [&str; 9] = ["type", "count", "at", "expires", "hint", "url", "id", "name", "length"];
    let parts: Vec<&str> = name.split('_').collect();
    let is_about = parts.last().is_some_and(|last| ABOUT.contains(last));
    !is_about && (parts.iter().any(|part| SECRETS.contains(part)) || name.ends_with("api_key"))
}

/// Columns that are primary keys of classes whose name begins like the model's: `UserTable.user_id` of `User`.
pub(super) fn primary_keys(bench: &Bench, model: &str) -> Vec<String> {
    let files = (0..bench.paths.len() as u32).map(FileId);
    let mut found = Vec::new();
    for facts in files.filter(|file| Language::of_path(bench.path(*file)) == Some(Language::Python)) {
        let Some(facts) = bench.facts(facts).filter(|facts| facts.text.contains("primary_key")) else { continue };
        for class in facts.surface().classes.iter().filter(|class| class.name.starts_with(model)) {
            found.extend(keys(facts.item(class.item)));
        }
    }
    found
}

fn keys(code: &Code) -> Vec<String> {
    let is_key = |value: ExprId| match code.expr(value) {
        Expr::Call(_, args) => args.iter().any(|arg| {
            matches!(arg.kind, ArgKind::Keyword(name) if name == "primary_key")
                && matches!(code.expr(arg.value), Expr::Bool(true))
        }),
        _ => false,
    };
    let assigned = code.block.iter().filter_map(|statement| match &statement.kind {
        StmtKind::Assign(targets, value) => Some((*targets.first()?, *value)),
        StmtKind::Annotate { target, value: Some(value), .. } => Some((*target, *value)),
        _ => None,
    });
    let named = assigned.filter(|(_, value)| is_key(*value)).filter_map(|(target, _)| match code.expr(target) {
        Expr::Name(name) => Some(name.to_string()),
        _ => None,
    });
    named.collect()
}
