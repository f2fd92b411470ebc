//! What does a file import, as far as a look at its lines can tell? Cheap and generous: a look-alike inside a string
//! costs nothing but a superfluous edge of the import graph.

use crate::facts::Name;
use memchr::{memmem, memrchr};

/// What a file imports anywhere in its text, also inside functions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imports {
    /// The imports, in order of text.
    pub list: Vec<Import>,
    /// Whether it imports modules whose names are computed, so that nobody can tell which.
    pub dynamic: bool,
}

/// One import: `import module`, `from module import names` or `import_module("module")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// How many leading dots.
    pub level: u32,
    /// The dotted module after them; may be empty.
    pub module: Name,
    /// The names after `from … import`, which may be submodules; empty for any other import, and for `*`.
    pub names: Vec<Name>,
}

/// Reads the imports of a Python text.
pub fn prescan(text: &str) -> Imports {
    let mut imports = Imports::default();
    for at in memmem::find_iter(text.as_bytes(), "import") {
        let after = &text[at + "import".len()..];
        if let Some(argument) = after.strip_prefix("_module(").or_else(|| after.strip_prefix("__(")) {
            imports.add_call(argument);
        } else if after.starts_with([' ', '\t', '(', '*', '\\']) {
            imports.add_statement(statement_before(text, at), after);
        }
    }
    imports
}

impl Imports {
    fn add_call(&mut self, argument: &str) {
        match literal(argument.trim_start()) {
            Some(dotted) => self.list.extend(import(dotted, Vec::new())),
            None => self.dynamic = true,
        }
    }

    /// `before` is what stands between the start of the statement and `import`, `after` the rest of the text.
    fn add_statement(&mut self, before: &str, after: &str) {
        if before.is_empty() {
            let modules = imported(after).into_iter();
            self.list.extend(modules.filter_map(|dotted| import(dotted, Vec::new())));
        } else if let Some(dotted) = before.strip_prefix("from").filter(|it| it.starts_with([' ', '\t', '.', '\\'])) {
            let names = imported(after).into_iter().filter(|name| is_dotted(name)).map(Name::from).collect();
            let dotted: String = dotted.split([' ', '\t', '\\', '\r', '\n']).collect();
            self.list.extend(import(&dotted, names));
        }
    }
}

/// The part of the statement that stands before a place, across continued lines.
fn statement_before(text: &str, at: usize) -> &str {
    let mut start = line_start(text, at);
    while text[..start].trim_end_matches(['\n', '\r']).ends_with('\\') {
        start = line_start(text, start - 1);
    }
    let line = &text[start..at];
    let statement = line.rfind([';', ':']).map_or(line, |end| &line[end + 1..]);
    statement.trim_matches([' ', '\t', '\\', '\r', '\n', '\u{feff}'])
}

fn line_start(text: &str, at: usize) -> usize {
    memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1)
}

/// The comma-separated names after `import`, without what follows `as`.
fn imported(after: &str) -> Vec<&str> {
    let open = after.trim_start_matches([' ', '\t']).strip_prefix('(');
    let mut names = Vec::new();
    for line in open.unwrap_or(after).split('\n') {
        let line = line.split('#').next().unwrap_or(line);
        let (line, closed) = line.split_once(')').map_or((line, false), |(line, _)| (line, true));
        let line = line.split(';').next().unwrap_or(line);
        let continued = line.trim_end().strip_suffix('\\');
        let parts = continued.unwrap_or(line).split(',');
        names.extend(parts.filter_map(|name| name.split_whitespace().next()));
        if closed || (open.is_none() && continued.is_none()) {
            break;
        }
    }
    names
}

fn import(dotted: &str, names: Vec<Name>) -> Option<Import> {
    let module = dotted.trim_start_matches('.');
    let level = (dotted.len() - module.len()) as u32;
    let sound = is_dotted(module) || (module.is_empty() && level > 0);
    sound.then(|| Import { level, module: Name::from(module), names })
}

/// Whether this can be a dotted name: nothing but letters, digits, `_` and dots, and not a digit first.
fn is_dotted(name: &str) -> bool {
    let part = |part: &str| part.starts_with(|c: char| c.is_alphabetic() || c == '_');
    name.split('.').all(part) && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// The text of the string literal at the start of an argument; `None` for any other expression.
fn literal(argument: &str) -> Option<&str> {
    let quote = argument.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (text, rest) = argument[1..].split_once(quote)?;
    rest.trim_start().starts_with([')', ',']).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each import as `..module[names]`.
    fn imports(text: &str) -> Vec<String> {
        let show = |it: Import| {
            let names: Vec<_> = it.names.iter().map(Name::as_str).collect();
            let dots = ".".repeat(it.level as usize);
            if names.is_empty() {
                format!("{dots}{}", it.module)
            } else {
                format!("{dots}{}[{}]", it.module, names.join(" "))
            }
        };
        prescan(text).list.into_iter().map(show).collect()
    }

    #[test]
    fn plain_imports_name_modules() {
        assert_eq!(imports("import a.b as x, c # d\n\timport e\r\n"), ["a.b", "c", "e"]);
        assert_eq!(imports("import a; import b\nif x: import c\n"), ["a", "b", "c"]);
        assert_eq!(imports("\u{feff}import a"), ["a"]);
    }

    #[test]
    fn from_imports_keep_names_because_they_may_be_modules() {
        assert_eq!(imports("from a.b import c as d, e\n"), ["a.b[c e]"]);
        assert_eq!(imports("from . import x\nfrom .. y import z\nfrom ...a import *\n"), [".[x]", "..y[z]", "...a"]);
        assert_eq!(imports("try: from a import b\nexcept E: from c import(d)\n"), ["a[b]", "c[d]"]);
    }

    #[test]
    fn parentheses_and_backslashes_continue_a_line() {
        assert_eq!(imports("from a import (\n  b,  # no :)\n  c as d,\n)\nimport e"), ["a[b c]", "e"]);
        assert_eq!(imports("from a \\\n  import b, \\\n  c\nimport d"), ["a[b c]", "d"]);
        assert_eq!(imports("import a, \\\r\n  b\r\n"), ["a", "b"]);
    }

    #[test]
    fn module_names_in_calls_count_if_they_are_literals() {
        assert_eq!(imports("x = importlib.import_module('a.b')\n__import__( \"c\" )\n"), ["a.b", "c"]);
        assert_eq!(imports("import_module('.b', package=__name__)"), [".b"]);
        assert!(!prescan("import_module('a')").dynamic);
        assert!(prescan("import_module(f'a.{b}')").dynamic);
        assert!(prescan("import_module('a.' + b)").dynamic);
    }

    #[test]
    fn prose_and_half_written_code_do_no_harm() {
        assert_eq!(imports("# from here: important\nimportlib\nreimport x\n"), [] as [&str; 0]);
        assert_eq!(imports("from import x\nimport\nimport \nfrom a import (b"), ["a[b]"]);
        assert_eq!(imports("x = 'import 1a, é, b-c'"), [] as [&str; 0]);
        assert_eq!(imports("import"), [] as [&str; 0]);
    }
}
