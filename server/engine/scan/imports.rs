//! What does a file import, as far as a look at its lines can tell? Cheap and generous: a look-alike inside a string
//! costs nothing but a superfluous edge of the import graph.

use crate::facts::Name;
use memchr::{memchr, memmem, memrchr};

/// One import: `import module`, `from module import names` or `import_module("module")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// How many leading dots.
    pub level: u32,
    /// The dotted module after them; may be empty.
    pub module: Name,
    /// The names after `from … import`, which may be submodules; empty for any other import, and for `*`.
    pub names: Vec<Name>,
    /// Whether any submodule may be meant, because the name is computed: `import_module(f"module.{name}")`. Nothing
    /// before the computed part: a neighbour of the file, as in a package that imports all of its modules.
    pub any: bool,
    /// Whether it runs only when something calls the function around it, for type checkers or in a script.
    pub deferred: bool,
    /// Whether it stands inside an `if`, a `try` or another block, or is a call: whether it runs is for evaluation to say.
    pub guarded: bool,
}

/// Reads what a Python text imports anywhere, also inside functions, in time linear in its length.
pub fn prescan(text: &str) -> Vec<Import> {
    let mut imports: Vec<Import> = Vec::new();
    let mut read_until = 0;
    let mut blocks = Blocks { text, read: 0, deferred: false };
    for at in memmem::find_iter(text.as_bytes(), "import") {
        let after = &text[at + "import".len()..];
        if at < read_until {
            continue;
        }
        let known = imports.len();
        if let Some(argument) = after.strip_prefix("_module(").or_else(|| after.strip_prefix("__(")) {
            imports.extend(called(argument.trim_start()));
        } else if after.starts_with([' ', '\t', '(', '*', '\\']) {
            let (before, guarded) = statement_before(text, at);
            let rest = add_statement(&mut imports, before, after);
            read_until = text.len() - rest.len();
            imports[known..].iter_mut().for_each(|import| import.guarded = guarded);
        }
        // What begins at the left margin is in no block: no need to find out which.
        if imports[known..].iter().any(|import| import.guarded) && blocks.deferred_at(at) {
            imports[known..].iter_mut().for_each(|import| import.deferred = true);
        }
    }
    imports
}

/// The block at the left margin that a place lies in, found in one walk over the lines.
struct Blocks<'t> {
    text: &'t str,
    read: usize,
    deferred: bool,
}

impl Blocks<'_> {
    /// Whether the code at a place, not before the last one asked for, is not run when the module is.
    fn deferred_at(&mut self, at: usize) -> bool {
        while self.read <= at {
            self.enter(&self.text[self.read..]);
            match memchr(b'\n', &self.text.as_bytes()[self.read..]) {
                Some(newline) => self.read += newline + 1,
                None => self.read = usize::MAX,
            }
        }
        self.deferred
    }

    fn enter(&mut self, line: &str) {
        let indented = line.starts_with([' ', '\t', '\n', '\r', '#', ')', ']', '}', '"', '\'']);
        if !indented {
            let head = &line[..line.find('\n').unwrap_or(line.len())];
            let of_others = head.contains("TYPE_CHECKING") || head.contains("__name__");
            self.deferred = ["def ", "async def ", "class ", "@"].iter().any(|word| head.starts_with(word))
                || head.starts_with("if ") && of_others;
        }
    }
}

/// `before` is what stands between the start of the statement and `import`, `after` the rest of the text. Gives what
/// of that rest was not read.
fn add_statement<'a>(imports: &mut Vec<Import>, before: &str, after: &'a str) -> &'a str {
    if before.is_empty() {
        let (modules, rest) = imported(after);
        imports.extend(modules.into_iter().filter_map(|dotted| import(dotted, Vec::new())));
        rest
    } else if let Some(dotted) = before.strip_prefix("from").filter(|it| it.starts_with([' ', '\t', '.', '\\'])) {
        let (names, rest) = imported(after);
        let names = names.into_iter().filter(|name| is_dotted(name)).map(Name::from).collect();
        let dotted: String = dotted.split([' ', '\t', '\\', '\r', '\n']).collect();
        imports.extend(import(&dotted, names));
        rest
    } else {
        after
    }
}

/// How far back a statement may begin before its `import`, in bytes.
const LONGEST_MODULE: usize = 500;

/// The part of the statement that stands before a place, across continued lines, and whether a block is around it.
fn statement_before(text: &str, at: usize) -> (&str, bool) {
    let first = (at.saturating_sub(LONGEST_MODULE)..=at).find(|&offset| text.is_char_boundary(offset));
    let text = &text[first.unwrap_or(at)..at];
    let mut start = line_start(text, text.len());
    while text[..start].trim_end_matches(['\n', '\r']).ends_with('\\') {
        start = line_start(text, start - 1);
    }
    let line = &text[start..];
    let guarded = line.starts_with([' ', '\t']) || line.contains(':');
    let statement = line.rfind([';', ':']).map_or(line, |end| &line[end + 1..]);
    (statement.trim_matches([' ', '\t', '\\', '\r', '\n', '\u{feff}']), guarded)
}

fn line_start(text: &str, at: usize) -> usize {
    memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1)
}

/// The comma-separated names after `import`, without what follows `as`, and the text after them. Ends at the first
/// part that cannot be a name, so that an open parenthesis in prose does not swallow the file.
fn imported(after: &str) -> (Vec<&str>, &str) {
    let open = after.trim_start_matches([' ', '\t']).strip_prefix('(');
    let (mut names, mut rest) = (Vec::new(), open.unwrap_or(after));
    loop {
        let end = rest.find(['\n', '#', ')', ';']).unwrap_or(rest.len());
        let (line, stop) = rest.split_at(end);
        let continued = line.trim_end().strip_suffix('\\');
        let known = names.len();
        names.extend(continued.unwrap_or(line).split(',').filter_map(|part| part.split_whitespace().next()));
        let sound = names[known..].iter().all(|name| *name == "*" || is_dotted(name));
        let goes_on = sound && !stop.starts_with([')', ';']) && (open.is_some() || continued.is_some());
        match stop.split_once('\n').filter(|_| goes_on) {
            Some((_, next)) => rest = next,
            None => return (names, stop),
        }
    }
}

fn import(dotted: &str, names: Vec<Name>) -> Option<Import> {
    let module = dotted.trim_start_matches('.');
    let level = (dotted.len() - module.len()) as u32;
    let sound = is_dotted(module) || (module.is_empty() && level > 0);
    sound.then(|| Import { level, module: Name::from(module), names, any: false, deferred: false, guarded: false })
}

/// Whether this can be a dotted name: nothing but letters, digits, `_` and dots, and not a digit first.
fn is_dotted(name: &str) -> bool {
    let part = |part: &str| part.starts_with(|c: char| c.is_alphabetic() || c == '_');
    name.split('.').all(part) && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
}

/// What a call of `import_module` imports. Of a name that is computed, the packages before the first computed part
/// count.
fn called(argument: &str) -> Option<Import> {
    let text = argument.strip_prefix(['f', 'F']).unwrap_or(argument);
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (known, rest) = quote.map_or(("", text), |quote| {
        let text = &text[1..];
        text.split_at(text.find([quote, '{', '\n']).unwrap_or(text.len()))
    });
    let after = quote.and_then(|quote| rest.strip_prefix(quote)).map(str::trim_start);
    if after.is_some_and(|after| after.is_empty() || after.starts_with([')', ','])) {
        return import(known, Vec::new()).map(|import| Import { guarded: true, ..import });
    }
    let package = known.rfind('.').map_or("", |end| &known[..end]);
    let package = if package.is_empty() { "." } else { package };
    import(package, Vec::new()).map(|import| Import { any: true, guarded: true, ..import })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each import as `..module[names]`.
    fn imports(text: &str) -> Vec<String> {
        let show = |it: Import| {
            let mut names: Vec<_> = it.names.iter().map(Name::as_str).collect();
            names.extend(it.any.then_some("any"));
            let names = if names.is_empty() { String::new() } else { format!("[{}]", names.join(" ")) };
            format!("{}{}{names}", ".".repeat(it.level as usize), it.module)
        };
        prescan(text).into_iter().map(show).collect()
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
    fn prose_with_an_open_parenthesis_does_not_swallow_what_follows() {
        assert_eq!(imports("\"\"\"\nimport (see: the docs\n\"\"\"\nfrom a import b\n"), ["a[b]"]);
    }

    #[test]
    fn a_huge_line_takes_no_longer_than_a_huge_file() {
        for text in ["import (", "x import ", "from import \\\n", "import_module('", "é import é "] {
            prescan(&text.repeat(20_000));
        }
    }

    #[test]
    fn module_names_in_calls_count_as_far_as_they_are_literal() {
        assert_eq!(imports("x = importlib.import_module('a.b')\n__import__( \"c\" )\n"), ["a.b", "c"]);
        assert_eq!(imports("import_module(\n  '.b',\n  package=__name__)"), [".b"]);
        assert_eq!(imports("import_module(f'a.b.{c}')\nimport_module('a.b.' + c)"), ["a.b[any]", "a.b[any]"]);
        assert_eq!(imports("import_module(f'{__name__}.{c}')\nimport_module(c)"), [".[any]", ".[any]"]);
        assert_eq!(imports("import_module(f'.{c}', __name__)\nimport_module('open"), [".[any]", ".[any]"]);
    }

    #[test]
    fn an_import_inside_a_block_is_guarded_and_one_inside_a_function_deferred() {
        let marks = |text: &str| -> Vec<(bool, bool)> {
            prescan(text).iter().map(|import| (import.guarded, import.deferred)).collect()
        };
        assert_eq!(marks("import a\nfrom b import (\n    c,\n    d)\n"), [(false, false), (false, false)]);
        assert_eq!(marks("try:\n    import a\nexcept E: import b\n"), [(true, false), (true, false)]);
        assert_eq!(marks("import_module('a')\n"), [(true, false)]);
        assert_eq!(marks("def f():\n    import a\n"), [(true, true)]);
        assert_eq!(marks("if __name__ == '__main__':\n    import a\n"), [(true, true)]);
        assert_eq!(marks("if TYPE_CHECKING:\n    import a\nimport b\n"), [(true, true), (false, false)]);
    }

    #[test]
    fn prose_and_half_written_code_do_no_harm() {
        assert_eq!(imports("# from here: important\nimportlib\nreimport x\n"), [] as [&str; 0]);
        assert_eq!(imports("from import x\nimport\nimport \nfrom a import (b"), ["a[b]"]);
        assert_eq!(imports("x = 'import 1a, é, b-c'"), [] as [&str; 0]);
        assert_eq!(imports("import"), [] as [&str; 0]);
    }
}
