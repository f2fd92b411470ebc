//! What does a file import, as far as a look at its lines can tell? Cheap and generous: a look-alike inside a string
//! costs nothing but a superfluous edge of the import graph.

use super::imports::{Imports, is_dotted};
use memchr::{memchr, memmem, memrchr};
use std::borrow::Cow;

/// Reads what a Python text imports anywhere, also inside functions, in time linear in its length.
pub fn prescan(text: &str) -> Imports {
    let mut imports = Imports::begin();
    let mut read_until = 0;
    let mut blocks = Blocks::new(text);
    for at in memmem::find_iter(text.as_bytes(), "import") {
        let after = &text[at + "import".len()..];
        if at < read_until {
            continue;
        }
        let known = imports.count();
        if let Some(argument) = after.strip_prefix("_module(").or_else(|| after.strip_prefix("__(")) {
            add_called(&mut imports, argument.trim_start());
        } else if after.starts_with([' ', '\t', '(', '*', '\\']) {
            let (before, guarded) = statement_before(text, at);
            let rest = add_statement(&mut imports, before, after);
            read_until = text.len() - rest.len();
            imports.marks_from(known).for_each(|marks| marks.guarded = guarded);
        }
        // What begins at the left margin is in no block: no need to find out which.
        if imports.marks_from(known).any(|marks| marks.guarded) && blocks.deferred_at(at) {
            imports.marks_from(known).for_each(|marks| marks.deferred = true);
        }
    }
    imports.finish()
}

/// The block at the left margin that a place lies in: begun by the last line before it that is not indented.
struct Blocks<'t> {
    text: &'t str,
    /// The last place asked for, and what was answered.
    asked: usize,
    deferred: bool,
}

impl<'t> Blocks<'t> {
    fn new(text: &'t str) -> Self {
        Blocks { text, asked: 0, deferred: begun_by(text).unwrap_or(false) }
    }

    /// Whether the code at a place, not before the last one asked for, is not run when the module is.
    fn deferred_at(&mut self, at: usize) -> bool {
        let mut end = at;
        while let Some(newline) = memrchr(b'\n', &self.text.as_bytes()[self.asked..end]) {
            end = self.asked + newline;
            if let Some(deferred) = begun_by(&self.text[end + 1..]) {
                self.deferred = deferred;
                break;
            }
        }
        self.asked = at;
        self.deferred
    }
}

/// Whether the block that begins with a line at the left margin is not run when the module is; `None` for other lines.
fn begun_by(line: &str) -> Option<bool> {
    if line.starts_with([' ', '\t', '\n', '\r', '#', ')', ']', '}', '"', '\'']) {
        return None;
    }
    let head = &line[..memchr(b'\n', line.as_bytes()).unwrap_or(line.len())];
    let is_body = ["def ", "async def ", "class ", "@"].iter().any(|word| head.starts_with(word));
    let of_others = || head.contains("TYPE_CHECKING") || head.contains("__name__");
    Some(is_body || head.starts_with("if ") && of_others())
}

/// `before` is what stands between the start of the statement and `import`, `after` the rest of the text. Gives what
/// of that rest was not read.
fn add_statement<'a>(imports: &mut Imports, before: &str, after: &'a str) -> &'a str {
    if before.is_empty() {
        imported(after, |dotted| {
            imports.push(dotted);
        })
    } else if let Some(dotted) = before.strip_prefix("from").filter(|it| it.starts_with([' ', '\t', '.', '\\'])) {
        let sound = imports.push(&without_blanks(dotted)).is_some();
        imported(after, |name| {
            if sound && is_dotted(name) {
                imports.push_name(name);
            }
        })
    } else {
        after
    }
}

fn without_blanks(dotted: &str) -> Cow<'_, str> {
    const BLANK: [char; 5] = [' ', '\t', '\\', '\r', '\n'];
    let dotted = dotted.trim_matches(BLANK);
    if dotted.contains(BLANK) { dotted.split(BLANK).collect() } else { dotted.into() }
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

/// Visits the comma-separated names after `import`, without what follows `as`, and gives the text after them. Ends at
/// the first part that cannot be a name, so that an open parenthesis in prose does not swallow the file.
fn imported<'a>(after: &'a str, mut visit: impl FnMut(&'a str)) -> &'a str {
    let open = after.trim_start_matches([' ', '\t']).strip_prefix('(');
    let mut rest = open.unwrap_or(after);
    loop {
        let ends = |byte: &u8| matches!(byte, b'\n' | b'#' | b')' | b';');
        let (line, stop) = rest.split_at(rest.as_bytes().iter().position(ends).unwrap_or(rest.len()));
        let continued = line.trim_end().strip_suffix('\\');
        let mut sound = true;
        let parts = continued.unwrap_or(line).split([',']);
        for name in parts.filter_map(|part| part.split_whitespace().next()) {
            sound &= name == "*" || is_dotted(name);
            visit(name);
        }
        let goes_on = sound && !stop.starts_with([')', ';']) && (open.is_some() || continued.is_some());
        match stop.split_once('\n').filter(|_| goes_on) {
            Some((_, next)) => rest = next,
            None => return stop,
        }
    }
}

/// What a call of `import_module` imports. Of a name that is computed, the packages before the first computed part
/// count.
fn add_called(imports: &mut Imports, argument: &str) {
    let text = argument.strip_prefix(['f', 'F']).unwrap_or(argument);
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (known, rest) = quote.map_or(("", text), |quote| {
        let text = &text[1..];
        text.split_at(text.find([quote, '{', '\n']).unwrap_or(text.len()))
    });
    let after = quote.and_then(|quote| rest.strip_prefix(quote)).map(str::trim_start);
    let is_whole = after.is_some_and(|after| after.is_empty() || after.starts_with([')', ',']));
    let package = known.rfind('.').map_or("", |end| &known[..end]);
    let computed = if package.is_empty() { "." } else { package };
    if let Some(marks) = imports.push(if is_whole { known } else { computed }) {
        (marks.any, marks.guarded) = (!is_whole, true);
    }
}

#[cfg(test)]
mod tests {
    use super::super::imports::Import;
    use super::*;

    /// Each import as `..module[names]`.
    fn imports(text: &str) -> Vec<String> {
        let show = |it: Import| {
            let mut names: Vec<_> = it.names().collect();
            names.extend(it.marks.any.then_some("any"));
            let names = if names.is_empty() { String::new() } else { format!("[{}]", names.join(" ")) };
            format!("{}{}{names}", ".".repeat(it.level as usize), it.module)
        };
        prescan(text).iter().map(show).collect()
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
            prescan(text).iter().map(|import| (import.marks.guarded, import.marks.deferred)).collect()
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
