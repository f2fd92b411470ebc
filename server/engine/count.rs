//! How many models, migrations and tests does a workspace hold? Counted by their texts and facts, without evaluation.

use super::crates::is_rust;
use super::scan::Words;
use super::{Counts, Workspace, world::on_deep_threads};
use crate::facts::{ArgKind, Class, Code, Expr, ExprId, Facts, Name, StmtKind};
use crate::languages::lower;
use crate::syntax::Language;
use crate::text::FileId;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Classes of libraries that make what derives from them a data model: the package, and the class.
const ROOTS: [(&str, &str); 20] = [
    ("pydantic", "BaseModel"),
    ("pydantic", "RootModel"),
    ("pydantic", "GenericModel"),
    ("pydantic_v1", "BaseModel"),
    ("sqlmodel", "SQLModel"),
    ("sqlalchemy", "DeclarativeBase"),
    ("sqlalchemy", "DeclarativeBaseNoMeta"),
    ("sqlalchemy", "declarative_base"),
    ("sqlalchemy", "automap_base"),
    ("advanced_alchemy", "UUIDBase"),
    ("flask_sqlalchemy", "Model"),
    ("tortoise", "Model"),
    ("django", "Model"),
    ("peewee", "Model"),
    ("ormar", "Model"),
    ("odmantic", "Model"),
    ("beanie", "Document"),
    ("mongoengine", "Document"),
    ("msgspec", "Struct"),
    ("marshmallow", "Schema"),
];
/// How many rounds the search for derived classes takes at most: the longest chain of bases.
const ROUNDS: usize = 32;

/// What one file adds.
#[derive(Debug, Default)]
struct Found {
    tests: usize,
    is_migration: bool,
    /// Classes, each with the names of its bases as the file's imports spell them.
    classes: Vec<(Name, Vec<String>)>,
}

/// Fills in what only the doctor asks for.
pub(super) fn count(workspace: &Workspace, counts: Counts) -> Counts {
    let files: Vec<FileId> = workspace.files().map(|(file, _)| file).collect();
    let words = Words::new(&["class ", "def test_", "revision"]);
    let look_at_all = || files.into_par_iter().filter_map(|file| look(workspace, file, &words)).collect();
    let found: Vec<Found> = on_deep_threads(look_at_all);
    Counts {
        models: models(&found),
        migrations: found.iter().filter(|of| of.is_migration).count(),
        tests: found.iter().map(|of| of.tests).sum(),
        ..counts
    }
}

fn look(workspace: &Workspace, file: FileId, words: &Words) -> Option<Found> {
    let text = workspace.text(file)?;
    if is_rust(workspace.path(file)) {
        return Some(Found { tests: text.lines().filter(|line| marks_test(line)).count(), ..Found::default() });
    }
    let is_migration = is_migration(workspace.path(file), &text);
    if !words.found_in(&text) || is_migration {
        return Some(Found { is_migration, ..Found::default() });
    }
    let facts = lower(Language::Python, file, &text);
    let codes = outside_functions(&facts);
    if workspace.is_test(file) {
        let functions = codes.iter().flat_map(|code| &code.functions);
        let tests = functions.filter(|function| function.name.starts_with("test_")).count();
        return Some(Found { tests, ..Found::default() });
    }
    let imports = imports(&facts);
    let classes = codes.iter().flat_map(|code| code.classes.iter().map(move |class| (code, class)));
    let classes = classes.map(|(code, class)| (class.name, bases(code, class, &imports)));
    Some(Found { classes: classes.collect(), ..Found::default() })
}

/// Whether a line of Rust marks the function below it as a test.
fn marks_test(line: &str) -> bool {
    let mark = line.trim_start().strip_prefix("#[").unwrap_or_default();
    let path = mark.split([']', '(']).next().unwrap_or_default().trim_end();
    matches!(path, "test" | "rstest") || path.ends_with("::test") || path.ends_with("::async_test")
}

/// The module's own code and that of its classes.
fn outside_functions(facts: &Facts) -> Vec<&Code> {
    let mut codes: Vec<&Code> = vec![facts.surface()];
    let mut next = 0;
    while let Some(code) = codes.get(next).copied() {
        codes.extend(code.classes.iter().map(|class| &**facts.item(class.item)));
        next += 1;
    }
    codes
}

/// Alembic's revisions, and the numbered files in folders of migrations that Django, Aerich and others write.
fn is_migration(path: &str, text: &str) -> bool {
    let declares = |name: &str| {
        text.lines().any(|line| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with(['=', ':'])))
    };
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let numbered = name.starts_with(|first: char| first.is_ascii_digit());
    let foldered = folder.split('/').any(|part| part == "migrations");
    let changes = ["class Migration", "def upgrade", "def migrate", "def forwards"];
    text.contains("down_revision") && declares("revision") && declares("down_revision")
        || numbered && foldered && changes.iter().any(|change| text.contains(change))
}

/// Classes that reach a root, base by base. Classes of one name count as one another's bases wherever they stand: a
/// count need not tell them apart.
fn models(found: &[Found]) -> usize {
    let classes: Vec<&(Name, Vec<String>)> = found.iter().flat_map(|of| &of.classes).collect();
    let mut names: FxHashSet<Name> = FxHashSet::default();
    let derives = |bases: &[String], names: &FxHashSet<Name>| {
        bases.iter().any(|base| is_root(base) || names.contains(&Name::from(last(base))))
    };
    for _ in 0..ROUNDS {
        let before = names.len();
        let new: Vec<Name> =
            classes.iter().filter(|(_, bases)| derives(bases, &names)).map(|(name, _)| *name).collect();
        names.extend(new);
        if names.len() == before {
            break;
        }
    }
    classes.iter().filter(|(_, bases)| derives(bases, &names)).count()
}

fn last(dotted: &str) -> &str {
    dotted.rsplit('.').next().unwrap_or(dotted)
}

/// Whether a dotted name is a root: of a package, or the `Model` of an object called `db`, as Flask's extensions have.
fn is_root(base: &str) -> bool {
    let package = base.split('.').next().unwrap_or_default();
    base.ends_with("db.Model") || ROOTS.contains(&(package, last(base)))
}

/// What the names of a module mean: imports as dotted names, and what calls of a library made (`declarative_base()`).
fn imports(facts: &Facts) -> FxHashMap<Name, String> {
    let mut names = FxHashMap::default();
    for stmt in &facts.surface().block {
        match &stmt.kind {
            StmtKind::Import(list) => {
                for import in list {
                    let first = import.path.split('.').next().unwrap_or_default();
                    let (name, path) = import.alias.map_or((Name::from(first), first), |alias| (alias, &import.path));
                    names.insert(name, path.to_owned());
                }
            }
            StmtKind::ImportFrom { module, names: list, .. } => {
                for import in list {
                    names.insert(import.alias.unwrap_or(import.path), format!("{module}.{}", import.path));
                }
            }
            StmtKind::Assign(targets, value) => {
                if let (Expr::Name(name), Expr::Call(callee, _)) =
                    (facts.surface().expr(targets[0]), facts.surface().expr(*value))
                {
                    let made = dotted(facts.surface(), *callee, &names);
                    names.extend(made.filter(|made| is_root(made)).map(|made| (*name, made)));
                }
            }
            _ => {}
        }
    }
    names
}

fn bases(code: &Code, class: &Class, imports: &FxHashMap<Name, String>) -> Vec<String> {
    let positional = class.bases.iter().filter(|base| base.kind == ArgKind::Positional);
    positional.filter_map(|base| dotted(code, base.value, imports)).collect()
}

/// The dotted name of an expression; a generic is what it is made from, a call what is called.
fn dotted(code: &Code, expr: ExprId, imports: &FxHashMap<Name, String>) -> Option<String> {
    let (mut at, mut after) = (expr, Vec::new());
    loop {
        match code.expr(at) {
            Expr::Name(name) => {
                after.push(imports.get(name).map_or(name.as_str(), String::as_str));
                break;
            }
            Expr::Attribute(base, name) => {
                after.push(name.as_str());
                at = *base;
            }
            Expr::Subscript(base, _) | Expr::Call(base, _) => at = *base,
            _ => return None,
        }
    }
    after.reverse();
    Some(after.join("."))
}
