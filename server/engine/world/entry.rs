//! Which applications does a configuration name? Those of Wayline's own, and those projects declare.

use super::Workspace;
use crate::engine::config::Target;
use crate::text::FileId;

/// An application to start from, named in a configuration: `module:object`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Dotted module.
    pub module: String,
    /// Dotted object; empty if only the module is named.
    pub object: String,
    /// The file of the module; `None` if the workspace has no such module.
    pub file: Option<FileId>,
}

impl Workspace {
    /// The applications to start from: those of Wayline's configuration, then those projects name.
    pub fn entries(&self) -> Vec<Entry> {
        let file = |module: &str| self.modules.file(self.modules.find(module)?);
        let configured = self.config.entry.iter().map(|target| (target.clone(), file(&target.module)));
        let declared = self.locks.applications().into_iter().filter_map(|(text, near)| {
            let target = Target::parse(text)?;
            let module = self.modules.resolve(near, &target.module);
            Some((target, module.and_then(|module| self.modules.file(module))))
        });
        let entries = configured.chain(declared);
        entries.map(|(target, file)| Entry { module: target.module, object: target.object, file }).collect()
    }
}
