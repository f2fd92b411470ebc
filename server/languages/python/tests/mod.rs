//! Does lowering say what the text says? One module per family of forms.

mod broken;
mod definitions;
mod expressions;
mod literals;
mod patterns;
mod print;
mod print_stmt;
mod robustness;
mod spans;
mod statements;

use crate::facts::Facts;
use crate::languages::lower;
use crate::syntax::Language;
use crate::text::FileId;

/// The facts of a Python text.
fn facts(text: &str) -> Facts {
    lower(Language::Python, FileId(0), text)
}

/// The facts of a Python text, printed.
fn shown(text: &str) -> String {
    print::print(&facts(text))
}
