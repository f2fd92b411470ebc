//! What does an import statement say? The imported names, where from, and under which names.

use super::builder::Lowering;
use super::kinds::Kind;
use super::plain_import::PlainImport;
use crate::facts::{ImportName, Name, StmtKind};
use crate::text::Span;

impl Lowering<'_> {
    /// `import a.b, c as d`.
    pub(super) fn import(&mut self) -> StmtKind {
        let mut names = Vec::with_capacity(1);
        self.children(|this, kind| names.extend(this.import_name(kind)));
        StmtKind::Import(names.into_boxed_slice())
    }

    /// `from ..module import a as b, *`.
    pub(super) fn import_from(&mut self) -> StmtKind {
        let (mut level, mut star) = (0, false);
        let mut module = (self.kind() == Kind::FutureImport).then(|| Name::from("__future__"));
        let mut names = Vec::with_capacity(4);
        self.children(|this, kind| match kind {
            Kind::RelativeImport => {
                let (dots, path) = this.relative_import();
                (level, module) = (dots, Some(path));
            }
            Kind::DottedName if module.is_none() => module = Some(this.path()),
            Kind::WildcardImport => star = true,
            kind => names.extend(this.import_name(kind)),
        });
        let module = module.unwrap_or_default();
        StmtKind::ImportFrom { level, module, names: names.into_boxed_slice(), star }
    }

    /// An import that the outline has read.
    pub(super) fn plain_import(&mut self, index: u32) -> StmtKind {
        let outline = self.outline;
        let PlainImport { level, module, names, star } = &outline.imports[index as usize];
        let mut name = |(path, alias, span): &(Name, Option<Name>, Span)| {
            let mark = self.mark_in_file(*span);
            ImportName { path: *path, alias: *alias, mark }
        };
        let names = names.iter().map(&mut name).collect();
        StmtKind::ImportFrom { level: *level, module: *module, names, star: *star }
    }

    /// The number of leading dots and what follows them.
    fn relative_import(&mut self) -> (u32, Name) {
        let (mut level, mut path) = (0, Name::default());
        self.children(|this, kind| match kind {
            Kind::ImportPrefix => level = this.slice().bytes().filter(|byte| *byte == b'.').count() as u32,
            Kind::DottedName => path = this.path(),
            _ => {}
        });
        (level, path)
    }

    /// `a.b` or `a.b as c`; nothing for the tokens around them.
    fn import_name(&mut self, kind: Kind) -> Option<ImportName> {
        match kind {
            Kind::DottedName => Some(ImportName { path: self.path(), alias: None, mark: self.mark() })
                .filter(|name| !name.path.is_empty()),
            Kind::AliasedImport => self.aliased_import(),
            _ => None,
        }
    }

    fn aliased_import(&mut self) -> Option<ImportName> {
        let mut name = None;
        let mut alias = None;
        self.children(|this, kind| match kind {
            Kind::DottedName => name = this.import_name(kind),
            Kind::Identifier => alias = Some(this.name()),
            _ => {}
        });
        name.map(|name| ImportName { alias, ..name })
    }

    /// A dotted name without the white space that may stand around its dots.
    fn path(&mut self) -> Name {
        let written = self.slice();
        if !written.contains(|letter: char| letter.is_whitespace() || letter == '\\') {
            return Name::from(written);
        }
        let mut path = String::new();
        self.children(|this, kind| {
            if matches!(kind, Kind::Identifier | Kind::Dot) {
                path.push_str(this.slice());
            }
        });
        Name::from(&path)
    }
}
