//! May a text make an application? It calls an application class, derives from it or hands it on; to name it in an
//! import or annotation makes none.

use memchr::memmem::Finder;

/// The search for application classes, prepared once.
#[derive(Clone, Debug)]
pub struct Makers(Vec<(usize, Finder<'static>)>);

/// What a text does with application classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// None is named.
    #[default]
    None,
    /// One is named: perhaps as the type of a parameter.
    Named,
    /// One may be called.
    Made,
}

impl Makers {
    /// The names of the classes.
    pub fn new(classes: &[&str]) -> Self {
        Makers(classes.iter().map(|class| (class.len(), Finder::new(*class).into_owned())).collect())
    }

    /// What a text does with the classes.
    pub fn used_in(&self, text: &str) -> Use {
        let uses = self
            .0
            .iter()
            .flat_map(|(length, class)| class.find_iter(text.as_bytes()).map(move |at| use_at(text, at, at + length)));
        let mut most = Use::None;
        for found in uses {
            most = most.max(found);
            if most == Use::Made {
                break;
            }
        }
        most
    }
}

/// What the text does with the class whose name stands at these bytes.
fn use_at(text: &str, start: usize, end: usize) -> Use {
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    if text[end..].starts_with(is_name) || text[..start].ends_with(is_name) {
        return Use::None;
    }
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let (before, after) = (text[line..start].trim_start(), text[end..].lines().next().unwrap_or_default());
    if before.starts_with('#') {
        return Use::None;
    }
    let (imported, renamed) = (is_import(before), after.trim_start().starts_with("as "));
    let annotated = [":", "->", "[", "|"].iter().any(|mark| before.trim_end().ends_with(mark));
    // Alone on its line, it is one of several names of an import.
    let listed = before.is_empty() && after.trim().trim_end_matches(',').is_empty();
    let handed_on = || matches!(after.trim_start().chars().next(), None | Some(',' | ')' | '.' | ';' | '#'));
    match () {
        () if renamed => Use::Made,
        () if imported || listed => Use::Named,
        () if after.starts_with('(') || !annotated && handed_on() => Use::Made,
        () => Use::Named,
    }
}

fn is_import(before: &str) -> bool {
    before.starts_with("from ") || before.starts_with("import ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(text: &str) -> Use {
        Makers::new(&["FastAPI"]).used_in(text)
    }

    #[test]
    fn what_calls_derives_renames_or_hands_on_may_make_one() {
        for text in [
            "app = FastAPI()",
            "app = fastapi.FastAPI(\n)",
            "class A(FastAPI):",
            "class A(Base, FastAPI):",
            "from fastapi import FastAPI as F",
            "import x, FastAPI as F",
            "make = FastAPI",
            "make = FastAPI  # alias",
            "app = make(FastAPI, 1)",
            "def make(cls=FastAPI): ...",
            "from fastapi import FastAPI\nx: FastAPI = FastAPI()",
            "FastAPI.__init__(self)",
        ] {
            assert_eq!(used(text), Use::Made, "{text}");
        }
    }

    #[test]
    fn what_only_names_it_makes_none() {
        for text in [
            "from fastapi import FastAPI, Request",
            "from fastapi import (\n    FastAPI,\n    Request,\n)",
            "def add(app: FastAPI, b): ...",
            "def f() -> FastAPI:",
            "x: Optional[FastAPI]",
            "\"\"\"The FastAPI application\"\"\"",
        ] {
            assert_eq!(used(text), Use::Named, "{text}");
        }
        for text in ["MyFastAPI()", "FastAPIError(1)", "# app = FastAPI()", "", "fastapi"] {
            assert_eq!(used(text), Use::None, "{text}");
        }
    }
}
