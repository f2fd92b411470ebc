//! Does importing a file do something to what it imports? Registrations on names of other files, and calls of them.
//!
//! A file that only fills objects of its own can wait until somebody reads them; one that registers on an imported
//! application or router, or hands something to an imported function, must run where it is imported.

use super::Import;
use crate::facts::Name;

/// The imported names that the text of a file registers on or calls at module level, each once. An empty name stands
/// for an imported name under an alias, whose origin the text does not tell.
pub fn outward(text: &str, imports: &[Import], methods: &[&str]) -> Vec<Name> {
    let imported = Imported::new(text, imports);
    let mut found: Vec<Name> = Vec::new();
    for line in text.lines() {
        let Some(root) = effect_root(line, methods) else { continue };
        if let Some(name) = imported.origin(root)
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

/// The first name of what a line registers on (`@name.get(`, `name.include_router(`), or, at module level, calls.
fn effect_root<'t>(line: &'t str, methods: &[&str]) -> Option<&'t str> {
    let code = line.trim_start();
    let chain = code.strip_prefix('@').unwrap_or(code);
    let chain = &chain[..chain.find(|char: char| !is_name(char) && char != '.')?];
    let called = code[code.len() - code.trim_start_matches('@').len() + chain.len()..].starts_with('(');
    let (root, rest) = chain.split_once('.').unwrap_or((chain, ""));
    let last = rest.rsplit('.').next().unwrap_or_default();
    let registers = called && methods.contains(&last);
    let calls = called && !line.starts_with([' ', '\t', '@', '#']);
    (registers || calls).then_some(root).filter(|root| !root.is_empty())
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// The names a text imports.
struct Imported<'t> {
    imports: &'t [Import],
    aliases: Vec<&'t str>,
}

impl<'t> Imported<'t> {
    fn new(text: &'t str, imports: &'t [Import]) -> Self {
        let alias = |(at, _): (usize, &str)| {
            let rest = &text[at + 4..];
            &rest[..rest.find(|char: char| !is_name(char)).unwrap_or(rest.len())]
        };
        Imported { imports, aliases: text.match_indices(" as ").map(alias).collect() }
    }

    fn origin(&self, root: &str) -> Option<Name> {
        if self.aliases.contains(&root) {
            return Some(Name::default());
        }
        let name = Name::from(root);
        let binds = |import: &Import| {
            import.names.contains(&name) || import.names.is_empty() && import.module.split('.').next() == Some(root)
        };
        self.imports.iter().any(binds).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scan::prescan;

    fn found(text: &str) -> Vec<String> {
        let imports = prescan(text);
        outward(text, &imports, &["get", "include_router"]).iter().map(ToString::to_string).collect()
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
        assert_eq!(found("from registry import register as r\nr(router)\n"), [""]);
    }
}
