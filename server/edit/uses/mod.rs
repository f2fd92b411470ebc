//! How do names get into a `use` of Rust, get another path there, or leave it?

mod need;
mod place;
mod tree;

pub use need::Uses;

use super::order::indent;
use crate::text::{Span, Splice};

/// What gives a name in a `use` another path. `name` is what stands for it there, with what stands before it up to the
/// brace. `None` if it is alone in its braces, or part of a longer path in some.
pub fn move_use(text: &str, name: Span, path: &str) -> Option<Vec<Splice>> {
    let before = text.get(..name.start as usize)?.trim_end();
    if is_use(before) {
        return Some(vec![Splice { span: name, text: path.to_owned() }]);
    }
    let taken = entry(text, name)?;
    let (start, end) = statement(text, name)?;
    let indented = indent(text, start)?;
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let put = Splice { span: Span { start: end, end }, text: format!("{line_break}{indented}use {path};") };
    Some(vec![Splice { span: taken, text: String::new() }, put])
}

/// What takes a name out of its `use`, with its line if it is all that is imported.
pub fn drop_use(text: &str, name: Span) -> Option<Vec<Splice>> {
    let before = text.get(..name.start as usize)?.trim_end();
    let span = if is_use(before) {
        let (start, end) = statement(text, name)?;
        let indented = indent(text, start)?.len() as u32;
        let rest = text.get(end as usize..)?;
        let line = if rest.starts_with("\r\n") { 2 } else { u32::from(rest.starts_with('\n')) };
        let is_all = text.get(name.end as usize..end as usize)?.trim() == ";";
        Some(Span { start: start - indented, end: end + line }).filter(|_| is_all && line > 0)
    } else {
        entry(text, name)
    };
    Some(vec![Splice { span: span?, text: String::new() }])
}

fn is_use(before: &str) -> bool {
    before.strip_suffix("use").is_some_and(|rest| !rest.ends_with(|char: char| char.is_alphanumeric() || char == '_'))
}

/// From the word `use` to behind the semicolon; `None` if it is not private.
fn statement(text: &str, name: Span) -> Option<(u32, u32)> {
    let before = text.get(..name.start as usize)?;
    let start = before.rfind("use ").filter(|at| is_use(&before[..at + 3]) && !before[*at..].contains(';'))?;
    let end = name.end as usize + text.get(name.end as usize..)?.find(';')? + 1;
    Some((start as u32, end as u32))
}

/// One of several entries in braces, with the comma and the blanks that go with it.
fn entry(text: &str, name: Span) -> Option<Span> {
    let (before, after) = (text.get(..name.start as usize)?, text.get(name.end as usize..)?);
    let (kept, rest) = (before.trim_end(), after.trim_start());
    let is_first = kept.ends_with('{');
    if !is_first && !kept.ends_with(',') {
        return None;
    }
    let offset = |of: &str| (text.len() - of.len()) as u32;
    match rest.strip_prefix(',') {
        Some(next) if next.trim_start().starts_with('}') => {
            (!is_first).then(|| Span { start: kept.len() as u32, end: offset(next) })
        }
        Some(next) => Some(Span { start: name.start, end: offset(next.trim_start()) }),
        None => (rest.starts_with('}') && !is_first).then(|| Span { start: kept.len() as u32 - 1, end: name.end }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    fn span(text: &str, name: &str) -> Span {
        let start = text.find(name).unwrap() as u32;
        Span { start, end: start + name.len() as u32 }
    }

    fn moved(text: &str, name: &str) -> Option<String> {
        apply(text, &move_use(text, span(text, name), "new::Host")?)
    }

    fn dropped(text: &str, name: &str) -> Option<String> {
        apply(text, &drop_use(text, span(text, name))?)
    }

    #[test]
    fn a_name_gets_another_path() {
        assert_eq!(moved("use a::Host;\n", "a::Host").as_deref(), Some("use new::Host;\n"));
        assert_eq!(moved("use a::Host as H;\n", "a::Host").as_deref(), Some("use new::Host as H;\n"));
        assert_eq!(moved("use a::{Host, B};\n", "Host").as_deref(), Some("use a::{B};\nuse new::Host;\n"));
        assert_eq!(
            moved("    use a::{B, x::Host};", "x::Host").as_deref(),
            Some("    use a::{B};\n    use new::Host;")
        );
        assert_eq!(
            moved("use a::{\n    B,\n    Host,\n};", "Host").as_deref(),
            Some("use a::{\n    B,\n};\nuse new::Host;")
        );
        assert_eq!(moved("use a::{Host};", "Host"), None);
        assert_eq!(moved("pub use a::{Host, B};", "Host"), None);
        assert_eq!(moved("use a::{Host as H, B};", "Host"), None);
    }

    #[test]
    fn a_name_leaves_its_use() {
        assert_eq!(dropped("use a::Host;\nuse b::C;\n", "a::Host").as_deref(), Some("use b::C;\n"));
        assert_eq!(dropped("use a::{Host, B};\n", "Host").as_deref(), Some("use a::{B};\n"));
        assert_eq!(dropped("use a::Host as H;\n", "a::Host"), None);
        assert_eq!(dropped("pub use a::Host;\n", "a::Host"), None);
    }
}
