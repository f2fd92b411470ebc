//! What does the project call a type with a dependency?

use super::Marked;
use super::writer::Writer;
use crate::actions::names::statements;
use crate::actions::{Bench, Meaning};
use crate::edit::{Imports, module_name};
use crate::facts::{Expr, Facts, ItemId, Node, StmtKind};
use crate::syntax::Language;
use crate::text::FileId;

impl Writer<'_> {
    /// What the project calls the same type with the same dependency, if exactly one name does.
    pub(super) fn alias(&self, one: &Marked, imports: &mut Imports) -> Option<String> {
        let Expr::Call(_, args) = self.code.expr(one.call) else { return None };
        let [arg] = &**args else { return None };
        let dependency = self.bench.meaning(self.facts, self.code, arg.value).filter(|_| self.is_dependency(one))?;
        let wanted = self.bench.meaning(self.facts, self.code, one.annotation);
        let files = (0..self.bench.paths.len() as u32).map(FileId);
        let python = files.filter(|file| Language::of_path(self.bench.path(*file)) == Some(Language::Python));
        let mut found = Vec::new();
        for facts in python.filter_map(|file| self.bench.facts(file)).filter(|it| it.text.contains("Annotated[")) {
            let names = aliases(self.bench, &facts, &dependency, wanted.as_ref(), self.text(one.annotation));
            found.extend(names.into_iter().map(|name| (facts.file, name)));
        }
        let [(file, name)] = &*found else { return None };
        if *file == self.facts.file {
            let own = self.facts.span(self.at.item, self.at.node).start;
            let is_above = self.facts.text[..own as usize].lines().any(|line| line.starts_with(&format!("{name} ")));
            return is_above.then(|| name.clone());
        }
        // A module that imports this one cannot be imported by it.
        let other = self.bench.facts(*file)?;
        let own = self.bench.modules.of_file(self.facts.file);
        let imports_back = statements(&other.surface().block).into_iter().any(|it| match &it.kind {
            StmtKind::ImportFrom { level, module, .. } => self.bench.module(&other, *level, module) == own,
            _ => false,
        });
        let module = module_name(self.bench.modules, self.facts, *file).filter(|_| !imports_back)?;
        Some(imports.need(&module, name))
    }
}

/// Names of a file that stand for a type with a dependency.
fn aliases(bench: &Bench, facts: &Facts, dependency: &Meaning, wanted: Option<&Meaning>, text: &str) -> Vec<String> {
    let code = facts.surface();
    let mut found = Vec::new();
    for (target, value) in code.assignments() {
        let Expr::Subscript(base, index) = code.expr(value) else { continue };
        let (Expr::Name(name), Expr::Tuple(parts)) = (code.expr(target), code.expr(*index)) else { continue };
        let [ty, call] = &**parts else { continue };
        let Expr::Call(callee, args) = code.expr(*call) else { continue };
        let is_annotated = bench.is_of(facts, code, *base, "typing", &["Annotated"])
            || bench.is_of(facts, code, *base, "typing_extensions", &["Annotated"]);
        let is_depends = bench.is_of(facts, code, *callee, "fastapi", &["Depends"]);
        let is_same_call =
            matches!(&**args, [arg] if bench.meaning(facts, code, arg.value).as_ref() == Some(dependency));
        let span = facts.span(ItemId::default(), Node::Expr(*ty));
        let is_same_type = match bench.meaning(facts, code, *ty) {
            Some(own) => Some(&own) == wanted,
            None => facts.text.get(span.start as usize..span.end as usize) == Some(text),
        };
        if is_annotated && is_depends && is_same_call && is_same_type {
            found.push(name.to_string());
        }
    }
    found
}
