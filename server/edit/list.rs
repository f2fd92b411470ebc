//! How does a list in brackets grow and shrink? On one line while it fits, else one element per line, comments kept.

use super::layout::Layout;
use super::lines::{indent_of_line, line_break};
use crate::text::{Span, Splice};

/// A list in brackets, as it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// From the opening bracket to the closing one, both included.
    pub span: Span,
    /// Its elements, in order.
    pub elements: Vec<Element>,
    /// The comma behind the last element.
    pub trailing_comma: Option<Span>,
}

/// One element of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Its bytes, without comma.
    pub span: Span,
    /// The name of a parameter or keyword.
    pub name: Option<String>,
}

/// Something that becomes an element of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The index of the element it stands before; the number of elements for the end.
    pub before: usize,
    /// The element, on one line, without comma.
    pub text: String,
}

impl List {
    /// The element of a name.
    pub fn named(&self, name: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.name.as_deref() == Some(name))
    }

    /// The splices that make insertions, those of one index in the given order. `width` is the length in characters that
    /// a line may have.
    pub fn insert(&self, layout: &Layout, insertions: &[Insertion], width: usize) -> Vec<Splice> {
        if insertions.is_empty() {
            return Vec::new();
        }
        if self.is_multi_line(layout) {
            return self.insert_lines(layout, insertions);
        }
        let inline = self.insert_inline(insertions);
        if self.fits(layout, insertions, width) { inline } else { self.explode(layout, insertions) }
    }

    /// The splice that takes an element out, its comma and, if it stands alone on it, its line included. A comment behind
    /// it goes too.
    pub fn remove(&self, layout: &Layout, index: usize) -> Option<Splice> {
        let element = self.elements.get(index)?;
        let end = match self.elements.get(index + 1) {
            Some(next) => next.span.start,
            None => self.trailing_comma.map_or(element.span.end, |comma| comma.end),
        };
        let start = match index.checked_sub(1).and_then(|before| self.elements.get(before)) {
            // The last of several takes the comma before it along, unless one is to stay at the end.
            Some(before) if index + 1 == self.elements.len() => match self.trailing_comma {
                Some(_) => self.comma_end(layout, before.span.end),
                None => before.span.end,
            },
            _ => element.span.start,
        };
        Some(Splice { span: Span { start, end }, text: String::new() })
    }

    /// Whether each element stands on a line of its own, below that of the opening bracket.
    fn is_multi_line(&self, layout: &Layout) -> bool {
        let first = self.elements.first().map_or(self.span.end - 1, |first| first.span.start);
        layout.slice(Span { start: self.span.start, end: first }).contains('\n')
    }

    /// Whether the list may stay on its line. One that spans several lines in another way is left in it.
    fn fits(&self, layout: &Layout, insertions: &[Insertion], width: usize) -> bool {
        let own = layout.slice(self.span);
        let text = &*layout.text;
        let start = text[..self.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
        let end = text[self.span.end as usize..].find('\n').map_or(text.len(), |at| self.span.end as usize + at);
        let added: usize = insertions.iter().map(|insertion| insertion.text.chars().count() + 2).sum();
        own.contains('\n') || text[start..end].trim_end().chars().count() + added <= width
    }

    fn insert_inline(&self, insertions: &[Insertion]) -> Vec<Splice> {
        let at = |offset: u32, text: String| Splice { span: Span { start: offset, end: offset }, text };
        let mut found = Vec::new();
        for before in indices(insertions) {
            let texts = joined(insertions, before, ", ");
            found.push(match (self.elements.get(before), self.elements.last()) {
                (Some(next), _) => at(next.span.start, format!("{texts}, ")),
                (None, Some(last)) => match self.trailing_comma {
                    Some(comma) => at(comma.end, format!(" {texts},")),
                    None => at(last.span.end, format!(", {texts}")),
                },
                (None, None) => at(self.span.start + 1, texts),
            });
        }
        found
    }

    fn insert_lines(&self, layout: &Layout, insertions: &[Insertion]) -> Vec<Splice> {
        let text = &*layout.text;
        let end_of_line = line_break(text);
        let at = |offset: u32, text: String| Splice { span: Span { start: offset, end: offset }, text };
        let outer = indent_of_line(text, self.span.start);
        let indent = match self.elements.first() {
            Some(first) => indent_of_line(text, first.span.start).to_owned(),
            None => format!("{outer}    "),
        };
        let mut found = Vec::new();
        for before in indices(insertions) {
            let lines = joined(insertions, before, &format!(",{end_of_line}{indent}"));
            match (self.elements.get(before), self.elements.last()) {
                (Some(next), _) => found.push(at(next.span.start, format!("{lines},{end_of_line}{indent}"))),
                (None, last) => {
                    let last_end = self.trailing_comma.map(|comma| comma.end).or(last.map(|last| last.span.end));
                    if let (Some(last), None) = (last, self.trailing_comma) {
                        found.push(at(last.span.end, ",".to_owned()));
                    }
                    // Behind a comment on the line of the last element.
                    let from = last_end.unwrap_or(self.span.start + 1);
                    let rest = layout.slice(Span { start: from, end: self.span.end - 1 });
                    let line = rest.split('\n').next().unwrap_or_default();
                    let behind = from + line.trim_end().len() as u32;
                    found.push(at(behind, format!("{end_of_line}{indent}{lines},")));
                }
            }
        }
        found
    }

    /// One element per line.
    fn explode(&self, layout: &Layout, insertions: &[Insertion]) -> Vec<Splice> {
        let text = &*layout.text;
        let end_of_line = line_break(text);
        let outer = indent_of_line(text, self.span.start);
        let indent = format!("{end_of_line}{outer}    ");
        let mut lines: Vec<String> = Vec::new();
        let mut found = Vec::new();
        let mut from = self.span.start + 1;
        for (index, element) in self.elements.iter().enumerate() {
            lines.extend(texts(insertions, index).map(|text| format!("{indent}{text},")));
            let gap = Span { start: from, end: element.span.start };
            found.push(Splice { span: gap, text: format!("{}{indent}", lines.concat()) });
            lines.clear();
            let is_last = index + 1 == self.elements.len();
            from = if is_last { element.span.end } else { self.comma_end(layout, element.span.end) };
            let comma = Splice { span: Span { start: element.span.end, end: element.span.end }, text: ",".to_owned() };
            found.extend(is_last.then_some(comma));
        }
        lines.extend(texts(insertions, self.elements.len()).map(|text| format!("{indent}{text},")));
        let close = Span { start: from, end: self.span.end - 1 };
        found.push(Splice { span: close, text: format!("{}{end_of_line}{outer}", lines.concat()) });
        merged(found)
    }

    /// One past the comma that follows a byte.
    fn comma_end(&self, layout: &Layout, from: u32) -> u32 {
        let rest = layout.slice(Span { start: from, end: self.span.end });
        from + rest.find(',').map_or(0, |at| at as u32 + 1)
    }
}

/// Splices of which one ends where the next one starts are one.
fn merged(splices: Vec<Splice>) -> Vec<Splice> {
    let mut found: Vec<Splice> = Vec::new();
    for splice in splices {
        match found.last_mut().filter(|last| last.span.end == splice.span.start) {
            Some(last) => {
                last.span.end = splice.span.end;
                last.text.push_str(&splice.text);
            }
            None => found.push(splice),
        }
    }
    found
}

fn indices(insertions: &[Insertion]) -> Vec<usize> {
    let mut found: Vec<usize> = insertions.iter().map(|insertion| insertion.before).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn texts(insertions: &[Insertion], before: usize) -> impl Iterator<Item = &str> {
    insertions.iter().filter(move |insertion| insertion.before == before).map(|insertion| insertion.text.as_str())
}

fn joined(insertions: &[Insertion], before: usize, by: &str) -> String {
    texts(insertions, before).collect::<Vec<_>>().join(by)
}
