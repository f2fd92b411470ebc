//! What does a file import, and how is that kept? As text: a workspace names far more than anybody asks for, so a name
//! is interned only where it is looked up.

use memchr::memmem::Finder;

/// What a file imports, in the order of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imports {
    /// The modules and names of all imports; each name ends in a comma.
    text: String,
    list: Vec<Entry>,
}

/// One import: its module and its names are bytes of [`Imports::text`], next to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    module: u32,
    names: u32,
    end: u32,
    level: u32,
    marks: Marks,
}

/// What is to be said of an import beside what it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Whether any submodule may be meant, because the name is computed: `import_module(f"module.{name}")`. Nothing
    /// before the computed part: a neighbour of the file, as in a package that imports all of its modules.
    pub any: bool,
    /// Whether it runs only when something calls the function around it, for type checkers or in a script.
    pub deferred: bool,
    /// Whether it stands inside an `if`, a `try` or another block, or is a call: whether it runs is for evaluation to say.
    pub guarded: bool,
}

/// One import: `import module`, `from module import names` or `import_module("module")`.
#[derive(Clone, Copy, Debug)]
pub struct Import<'a> {
    /// How many leading dots.
    pub level: u32,
    /// The dotted module after them; may be empty.
    pub module: &'a str,
    /// What else is to be said of it.
    pub marks: Marks,
    names: &'a str,
}

impl<'a> Import<'a> {
    /// The names after `from … import`, which may be submodules; none for any other import, and for `*`.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.names.split_terminator(',')
    }

    /// Whether it binds a name: one of its names or, of a plain import, its first part, or all of it under an alias.
    pub fn binds(&self, name: &str) -> bool {
        self.names().any(|it| it == name) || self.names.is_empty() && (self.module == name || self.top() == name)
    }

    /// Whether a name is one of its names, or the last part of its module.
    pub fn ends_in(&self, name: &str) -> bool {
        self.module.rsplit('.').next() == Some(name) || self.names().any(|it| it == name)
    }

    /// Whether no names stand after `import`.
    pub fn is_plain(&self) -> bool {
        self.names.is_empty()
    }

    /// The first part of the module.
    pub fn top(&self) -> &'a str {
        self.module.split('.').next().unwrap_or_default()
    }
}

impl Imports {
    /// None yet, with room for those of most files.
    pub(super) fn begin() -> Self {
        Imports { text: String::with_capacity(1 << 10), list: Vec::with_capacity(1 << 5) }
    }

    /// All of them, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = Import<'_>> {
        self.list.iter().map(|entry| self.import(*entry))
    }

    /// Whether any of them may have a word in its names or its module: quick to tell.
    pub fn mentions(&self, word: &Finder) -> bool {
        word.find(self.text.as_bytes()).is_some()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    fn import(&self, entry: Entry) -> Import<'_> {
        let text = |start: u32, end: u32| &self.text[start as usize..end as usize];
        let (module, names) = (text(entry.module, entry.names), text(entry.names, entry.end));
        Import { level: entry.level, module, marks: entry.marks, names }
    }

    /// Adds an import without names of a dotted module with its leading dots. Gives what may still be said of it; `None`
    /// if this is no module.
    pub(super) fn push(&mut self, dotted: &str) -> Option<&mut Marks> {
        let module = dotted.trim_start_matches('.');
        let level = (dotted.len() - module.len()) as u32;
        if !is_dotted(module) && (!module.is_empty() || level == 0) {
            return None;
        }
        let start = self.text.len() as u32;
        self.text.push_str(module);
        let end = self.text.len() as u32;
        self.list.push(Entry { module: start, names: end, end, level, marks: Marks::default() });
        self.list.last_mut().map(|entry| &mut entry.marks)
    }

    /// Adds a name to the last import.
    pub(super) fn push_name(&mut self, name: &str) {
        self.text.push_str(name);
        self.text.push(',');
        let end = self.text.len() as u32;
        self.list.iter_mut().last().into_iter().for_each(|entry| entry.end = end);
    }

    /// What may still be said of the imports from an index on.
    pub(super) fn marks_from(&mut self, index: usize) -> impl Iterator<Item = &mut Marks> {
        self.list[index..].iter_mut().map(|entry| &mut entry.marks)
    }

    /// Gives back the room that was not needed.
    pub(super) fn finish(mut self) -> Self {
        self.text.shrink_to_fit();
        self.list.shrink_to_fit();
        self
    }
}

/// Whether this can be a dotted name: nothing but letters, digits, `_` and dots, and not a digit first.
pub(super) fn is_dotted(name: &str) -> bool {
    let mut starts = true;
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => starts = false,
            b'0'..=b'9' if !starts => {}
            b'.' if !starts => starts = true,
            128.. => return is_dotted_unicode(name),
            _ => return false,
        }
    }
    !starts
}

fn is_dotted_unicode(name: &str) -> bool {
    let part = |part: &str| part.starts_with(|c: char| c.is_alphabetic() || c == '_');
    name.split('.').all(part) && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}
