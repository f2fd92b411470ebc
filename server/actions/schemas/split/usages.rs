//! Who uses a model, and what for? Every mention in code, in every file, and the role that the endpoints give it.

use super::endpoints::{Region, regions};
use crate::actions::names::statements;
use crate::actions::{Bench, Meaning, Refusal};
use crate::edit::is_spelled;
use crate::eval::ModuleId;
use crate::facts::{Class, Expr, ExprId, Facts, ItemId, Name, Node, StmtKind};
use crate::syntax::Language;
use crate::text::{FileId, Span};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a mention of the model means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Create,
    Update,
    Response,
}

/// What one file does with the model.
pub(super) struct InFile {
    pub facts: Arc<Facts>,
    /// Mentions with a role.
    pub known: Vec<(Span, Role)>,
    /// Mentions without.
    pub others: Vec<Span>,
    /// By what name it imports the model, and from where.
    pub import: Option<(Name, String, Option<ModuleId>)>,
    /// Whether a string or an import inside a function may mean it.
    pub is_hinted: bool,
}

impl InFile {
    /// Whether something in it goes on to use the model under its own name.
    pub fn keeps(&self) -> bool {
        !self.others.is_empty() || self.is_hinted
    }
}

/// All files that use a model.
pub(super) fn usages(bench: &Bench, home: &Facts, class: &Class) -> Result<Vec<InFile>, Refusal> {
    let regions = regions(bench, class.name);
    let mut found = Vec::new();
    for file in (0..bench.paths.len() as u32).map(FileId) {
        if Language::of_path(bench.path(file)) != Some(Language::Python) {
            continue;
        }
        let Some(facts) = bench.facts(file).filter(|facts| facts.text.contains(class.name.as_str())) else { continue };
        let meant = Meaning::Own(home.file, class.name);
        let own = regions.get(&file).map_or(&[][..], Vec::as_slice);
        let file = in_file(bench, facts, &meant, class.name, own);
        refuse_heirs(&file, &meant, bench, class)?;
        if file.import.is_some() || !file.known.is_empty() || file.keeps() {
            found.push(file);
        }
    }
    Ok(found)
}

fn in_file(bench: &Bench, facts: Arc<Facts>, meant: &Meaning, name: Name, regions: &[Region]) -> InFile {
    let (mut known, mut others) = (Vec::new(), Vec::new());
    for (.., span) in places(bench, &facts, meant, name) {
        let around = regions.iter().filter(|region| region.span.start <= span.start && span.end <= region.span.end);
        match around.min_by_key(|region| region.span.end - region.span.start).and_then(|region| region.role) {
            Some(role) => known.push((span, role)),
            None => others.push(span),
        }
    }
    let import = import_of(bench, &facts, meant);
    let is_inner =
        facts.items().filter(|item| *item != ItemId::default()).any(|item| imports_inside(&facts, item, name));
    let is_bound = import.is_some() || matches!(meant, Meaning::Own(home, _) if *home == facts.file);
    let is_hinted = is_inner || is_bound && is_spelled(&facts, name.as_str());
    InFile { facts, known, others, import, is_hinted }
}

/// The expressions that stand for the model.
fn places(bench: &Bench, facts: &Facts, meant: &Meaning, name: Name) -> Vec<(ItemId, ExprId, Span)> {
    let mut names: HashMap<Name, bool> = HashMap::new();
    let mut found = Vec::new();
    for item in facts.items() {
        let code = facts.item(item);
        for (index, expr) in code.exprs.iter().enumerate() {
            let is_meant = match expr {
                Expr::Name(known) => *names
                    .entry(*known)
                    .or_insert_with(|| bench.meaning_of_name(facts, known.as_str()).as_ref() == Some(meant)),
                Expr::Attribute(_, last) if *last == name => {
                    bench.meaning(facts, code, ExprId::at(index)).as_ref() == Some(meant)
                }
                _ => false,
            };
            if is_meant {
                let id = ExprId::at(index);
                found.push((item, id, facts.span(item, Node::Expr(id))));
            }
        }
    }
    found
}

fn import_of(bench: &Bench, facts: &Facts, meant: &Meaning) -> Option<(Name, String, Option<ModuleId>)> {
    let block = &facts.surface().block;
    statements(block).into_iter().find_map(|statement| {
        let StmtKind::ImportFrom { level, module, names, .. } = &statement.kind else { return None };
        let found = names.iter().find(|name| {
            let local = name.alias.unwrap_or(name.path);
            bench.meaning_of_name(facts, local.as_str()).as_ref() == Some(meant)
        })?;
        let dotted = format!("{}{module}", ".".repeat(*level as usize));
        Some((found.alias.unwrap_or(found.path), dotted, bench.module(facts, *level, module)))
    })
}

fn imports_inside(facts: &Facts, item: ItemId, name: Name) -> bool {
    statements(&facts.item(item).block).into_iter().any(|statement| match &statement.kind {
        StmtKind::ImportFrom { names, .. } => names.iter().any(|known| known.path == name),
        _ => false,
    })
}

/// What derives from a model gets other fields when it is split: that is not followed.
fn refuse_heirs(file: &InFile, meant: &Meaning, bench: &Bench, class: &Class) -> Result<(), Refusal> {
    for item in file.facts.items() {
        let code = file.facts.item(item);
        for other in &code.classes {
            let bases: HashSet<ExprId> = other.bases.iter().map(|base| base.value).collect();
            if bases.iter().any(|base| bench.meaning(&file.facts, code, *base).as_ref() == Some(meant)) {
                return Err(Refusal::new(format!("`{}` inherits from `{}`", other.name, class.name)));
            }
        }
    }
    Ok(())
}
