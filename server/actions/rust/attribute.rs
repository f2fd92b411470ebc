//! How does an attribute of Rust get another argument? Behind those it has, laid out as they are.

use crate::edit::{Layout, indent_of_line, line_break};
use crate::text::Span;

/// What puts an argument behind those of an attribute, and where; `arguments` are the ones it has, in their brackets.
pub fn more_arguments(layout: &Layout, arguments: Span, added: &str) -> (u32, String) {
    let text = layout.slice(arguments);
    let inner = text.get(..text.len().saturating_sub(1)).unwrap_or_default().trim_end();
    let at = arguments.start + inner.len() as u32;
    let is_lines = text[inner.len()..].contains('\n');
    let comma = if inner.ends_with([',', '(']) { "" } else { "," };
    if is_lines {
        let (end, indent) = (line_break(&layout.text), indent_of_line(&layout.text, at));
        return (at, format!("{comma}{end}{indent}{added},"));
    }
    let gap = if inner.ends_with('(') { "" } else { " " };
    (at, format!("{comma}{gap}{added}"))
}
