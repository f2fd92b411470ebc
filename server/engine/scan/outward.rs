//! Does importing a file do something to what it imports? Registrations on names of other files, and calls of them.
//!
//! A file that only fills objects of its own can wait until somebody reads them; one that registers on an imported
//! application or router, or hands something to an imported function, must run where it is imported.

use super::Imports;
use crate::facts::Name;
use memchr::memmem;
use std::cell::OnceCell;

/// An imported name that a file registers on or calls; one under an alias by its own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outward {
    /// The name.
    pub root: Name,
    /// Whether it is a method of the name itself that decorates (`@root.get(…)`): of a module, that is a function.
    pub decorates: bool,
}

/// The imported names that the text of a file registers on or calls at module level, each once.
pub fn outward(text: &str, imports: &Imports, methods: &Methods) -> Vec<Outward> {
    let imported = Imported { text, imports, aliases: OnceCell::new() };
    let mut found: Vec<Outward> = Vec::new();
    let mut quotes = Quotes::new(text);
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        end += line.len();
        if quotes.around_line(end) || line.len() > LONGEST_LINE {
            continue;
        }
        let Some((root, decorates)) = effect_root(line, methods) else { continue };
        let effect = imported.origin(root).map(|root| Outward { root, decorates });
        found.extend(effect.filter(|effect| !found.contains(effect)));
    }
    found
}

/// Which lines begin inside triple quotes, as far as counting them tells.
struct Quotes {
    /// Where triple quotes stand.
    at: Vec<usize>,
    passed: usize,
}

impl Quotes {
    fn new(text: &str) -> Self {
        let find = |quotes: &str| memmem::find_iter(text.as_bytes(), quotes).collect::<Vec<_>>();
        let mut at = find("\"\"\"");
        at.extend(find("'''"));
        at.sort_unstable();
        Quotes { at, passed: 0 }
    }

    /// Whether the line that ends here, not before the last one asked for, begins inside.
    fn around_line(&mut self, end: usize) -> bool {
        let inside = self.passed % 2 == 1;
        self.passed += self.at[self.passed..].iter().take_while(|&&at| at < end).count();
        inside
    }
}

/// Longer lines are data.
const LONGEST_LINE: usize = 2_000;

/// Methods that register something on their receiver.
#[derive(Clone, Copy, Debug, Default)]
pub struct Methods<'a> {
    /// Where they decorate a function (`@app.get(…)`).
    pub decorating: &'a [&'a str],
    /// Where they are called (`app.include_router(…)`).
    pub called: &'a [&'a str],
}

/// The first name of what a line registers on (`@name.get(`, `name.include_router(`), or, at module level, calls; and
/// whether a method of that name itself decorates.
fn effect_root<'t>(line: &'t str, methods: &Methods) -> Option<(&'t str, bool)> {
    let code = line.trim_start();
    let chain = code.strip_prefix('@').unwrap_or(code);
    let chain = &chain[..chain.find(|char: char| !is_name(char) && char != '.')?];
    if !code[code.len() - code.trim_start_matches('@').len() + chain.len()..].starts_with('(') {
        return None;
    }
    let (root, rest) = chain.split_once('.').unwrap_or((chain, ""));
    let last = rest.rsplit('.').next().unwrap_or_default();
    let known = if code.starts_with('@') { methods.decorating } else { methods.called };
    let registers = known.contains(&last);
    let calls = !line.starts_with([' ', '\t', '@', '#']) && hands_over(&code[chain.len()..]);
    let decorates = code.starts_with('@') && rest == last;
    (registers || calls).then_some((root, decorates)).filter(|(root, _)| !root.is_empty())
}

/// Whether the arguments of a call hold a name: literals alone register nothing.
fn hands_over(arguments: &str) -> bool {
    let mut quote = None;
    let mut before = '(';
    for char in arguments.chars().skip(1) {
        match quote {
            Some(open) if char == open => quote = None,
            Some(_) => {}
            None if matches!(char, '"' | '\'') => quote = Some(char),
            None if char.is_alphabetic() && !is_name(before) => return true,
            None => {}
        }
        before = char;
    }
    // An open parenthesis: the arguments stand on the lines that follow.
    arguments.trim_end().ends_with('(')
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// The names a text imports.
struct Imported<'t> {
    text: &'t str,
    imports: &'t Imports,
    /// Alias and what it stands for, read when somebody asks.
    aliases: OnceCell<Vec<(&'t str, &'t str)>>,
}

impl Imported<'_> {
    fn origin(&self, root: &str) -> Option<Name> {
        let aliases = self.aliases.get_or_init(|| aliases(self.text));
        let original = aliases.iter().find(|(alias, _)| *alias == root).map_or(root, |(_, original)| original);
        self.imports.iter().any(|import| import.binds(original)).then(|| Name::from(original))
    }
}

/// Each name after `as`, with the dotted name before it.
fn aliases(text: &str) -> Vec<(&str, &str)> {
    let alias = |at: usize| {
        let (before, rest) = (&text[..at], &text[at + " as ".len()..]);
        let start = before.rfind(|char: char| !is_name(char) && char != '.').map_or(0, |end| end + 1);
        (&rest[..rest.find(|char: char| !is_name(char)).unwrap_or(rest.len())], before.get(start..).unwrap_or(""))
    };
    memmem::find_iter(text.as_bytes(), " as ").map(alias).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scan::prescan;

    fn found(text: &str) -> Vec<String> {
        let imports = prescan(text);
        outward(text, &imports, &Methods { decorating: &["get"], called: &["include_router"] })
            .iter()
            .map(|effect| effect.root.to_string())
            .collect()
    }

    #[test]
    fn a_registration_on_an_imported_name_reaches_outward() {
        assert_eq!(found("from core import app\n\n@app.get('/x')\ndef x(): ...\n"), ["app"]);
        assert_eq!(found("import core\n@core.router.get('/x')\ndef x(): ...\n"), ["core"]);
        assert_eq!(found("from a import r\nif True:\n    r.include_router(x)\n"), ["r"]);
    }

    #[test]
    fn a_registration_on_a_name_of_the_file_does_not() {
        assert_eq!(
            found("from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/x')\ndef x(): ...\n"),
            [""; 0]
        );
        assert_eq!(found("from a import b\ndef f():\n    b(1)\n"), [""; 0]);
    }

    #[test]
    fn a_call_of_an_imported_function_at_module_level_does() {
        assert_eq!(found("from registry import register\nregister(router)\n"), ["register"]);
        assert_eq!(found("from registry import register as r\nr(router)\n"), ["register"]);
        assert_eq!(found("from registry import setup\nsetup('all')\nCONFIG.get(setup)\n"), [""; 0]);
    }
}
