//! Can a module import another one? Not if that imports it in turn.

use super::bench::Bench;
use super::symbol::statements;
use crate::facts::{Facts, StmtKind};
use crate::text::FileId;

impl Bench<'_> {
    /// Whether a file imports another one when it is imported itself.
    pub fn reaches(&self, from: FileId, to: FileId) -> bool {
        let (mut seen, mut open) = (vec![from], vec![from]);
        while let Some(facts) = open.pop().and_then(|file| self.facts(file)) {
            for file in self.imported_files(&facts) {
                if file == to {
                    return true;
                }
                if seen.len() < 500 && !seen.contains(&file) {
                    seen.push(file);
                    open.push(file);
                }
            }
        }
        false
    }

    fn imported_files(&self, facts: &Facts) -> Vec<FileId> {
        let mut found = Vec::new();
        for kind in statements(facts) {
            match kind {
                StmtKind::ImportFrom { level, module, names, .. } => {
                    let Some(package) = self.module(facts, *level, module) else { continue };
                    found.extend(self.modules.file(package));
                    let children = names.iter().filter_map(|name| self.modules.child(package, &name.path));
                    found.extend(children.filter_map(|child| self.modules.file(child)));
                }
                StmtKind::Import(names) => {
                    let modules = names.iter().filter_map(|name| self.modules.resolve(facts.file, &name.path));
                    found.extend(modules.filter_map(|module| self.modules.file(module)));
                }
                _ => {}
            }
        }
        found
    }
}
