//! Which file does an import mean? The module tree of the workspace.

/// The module tree of the workspace.
#[derive(Debug, Default)]
pub struct Modules;
