//! How is a string literal written? Its prefix and what stands between its quotes.

use super::escape::Style;
use super::kinds::Kind;

/// A string literal taken apart.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'t> {
    pub(super) style: Style,
    pub(super) is_format: bool,
    /// What stands between the quotes, and where in the literal it starts.
    pub(super) content: &'t str,
    pub(super) offset: u32,
}

impl<'t> Quoted<'t> {
    /// Takes a literal apart; `None` if it is not closed.
    pub(super) fn read(literal: &'t str) -> Option<Self> {
        let prefix = literal.find(['"', '\''])?;
        let has = |letter: u8| literal.as_bytes()[..prefix].iter().any(|byte| byte.to_ascii_lowercase() == letter);
        let quoted = &literal[prefix..];
        let quote = &quoted[..1];
        let is_triple = quoted.len() >= 6 && quoted.as_bytes()[1..3] == [quoted.as_bytes()[0]; 2];
        let width = if is_triple { 3 } else { 1 };
        let is_closed = quoted.len() >= 2 * width && quoted.ends_with(quote);
        let is_format = has(b'f') || has(b't');
        is_closed.then(|| Quoted {
            style: Style { raw: has(b'r'), bytes: has(b'b'), braces: is_format },
            is_format,
            content: &quoted[width..quoted.len() - width],
            offset: (prefix + width) as u32,
        })
    }
}

/// The one literal of a node if it is closed and has no interpolated parts: by far the most common string.
pub(super) fn plain(kind: Kind, literal: &str) -> Option<Quoted<'_>> {
    let quoted = (kind == Kind::String).then(|| Quoted::read(literal))??;
    (!quoted.is_format).then_some(quoted)
}
