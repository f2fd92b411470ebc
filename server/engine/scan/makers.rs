//! May a text make an application, or take part in making one? It calls an application class, derives from it, hands it
//! on or annotates with it; to name it in an import or in prose is nothing.

use memchr::memmem::Finder;

/// The search for application classes, prepared once.
#[derive(Clone, Debug)]
pub struct Makers(Vec<(usize, Finder<'static>)>);

impl Makers {
    /// The names of the classes.
    pub fn new(classes: &[&str]) -> Self {
        Makers(classes.iter().map(|class| (class.len(), Finder::new(*class).into_owned())).collect())
    }

    /// Whether a text does something with one of the classes.
    pub fn found_in(&self, text: &str) -> bool {
        self.0.iter().any(|(length, class)| class.find_iter(text.as_bytes()).any(|at| is_used(text, at, at + length)))
    }
}

/// Whether the name at these bytes is used.
fn is_used(text: &str, start: usize, end: usize) -> bool {
    let is_name = |char: char| char.is_alphanumeric() || char == '_';
    if text[end..].starts_with(is_name) || text[..start].ends_with(is_name) {
        return false;
    }
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let (before, after) = (text[line..start].trim_start(), text[end..].lines().next().unwrap_or_default());
    let next = after.trim_start();
    if before.starts_with('#') {
        return false;
    }
    // Alone on its line, it is one of several names of an import.
    let is_listed = before.is_empty() && next.trim_end().trim_end_matches(',').is_empty();
    let is_imported = before.starts_with("from ") || before.starts_with("import ") || is_listed;
    let is_annotation = [":", "->", "[", "|"].iter().any(|mark| before.trim_end().ends_with(mark));
    let ends = || matches!(next.chars().next(), None | Some(',' | ')' | '.' | ';' | '#' | ']' | '=' | ':'));
    next.starts_with("as ") || !is_imported && (after.starts_with('(') || is_annotation || ends())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calls_derives_renames_annotates_or_hands_on_counts() {
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
            "FastAPI.__init__(self)",
            "async def lifespan(app: FastAPI):\n    yield",
            "def f() -> FastAPI:",
            "x: Optional[FastAPI]",
        ] {
            assert!(Makers::new(&["FastAPI"]).found_in(text), "{text}");
        }
    }

    #[test]
    fn imports_comments_prose_and_longer_names_do_not() {
        for text in [
            "from fastapi import FastAPI, Request",
            "from fastapi import (\n    FastAPI,\n    Request,\n)",
            "\"\"\"The FastAPI application\"\"\"",
            "MyFastAPI()",
            "FastAPIError(1)",
            "# app = FastAPI()",
            "",
            "fastapi",
        ] {
            assert!(!Makers::new(&["FastAPI"]).found_in(text), "{text}");
        }
    }
}
