//! What may be written at a cursor? Paths where a client calls, parameters where a path or a signature names them.

use super::path;
use super::view::View;
use crate::facts::{Function, ItemId, Node, Place};
use crate::text::{FileId, Span};

/// Something that may be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// What is shown and matched.
    pub label: String,
    /// What it stands for.
    pub detail: String,
    /// What is replaced.
    pub span: Span,
    /// What is written; parts between `\u{1}` and `\u{2}` are for the user to fill in.
    pub text: String,
}

/// Methods of clients, and the request method each sends.
const VERBS: [(&str, &str); 6] = [
    ("get", "GET"),
    ("post", "POST"),
    ("put", "PUT"),
    ("patch", "PATCH"),
    ("delete", "DELETE"),
    ("websocket_connect", "WEBSOCKET"),
];

/// What may be written at a byte of a file; `line` is the span of its line, `is_test` whether the file belongs to tests.
pub fn complete(view: &View, file: FileId, offset: u32, line: Span, is_test: bool) -> Vec<Completion> {
    let before = (view.text)(file, Span { start: line.start, end: offset });
    let behind = (view.text)(file, Span { start: offset, end: line.end });
    if let Some((start, quote)) = open_string(&before) {
        let inside = &before[start..];
        let span = Span { start: line.start + start as u32, end: offset };
        if is_test && !before.trim_start().starts_with('@') {
            return paths(view, &before[..start - quote.len_utf8()], span, &behind, quote);
        }
        return in_path(view, file, offset, inside);
    }
    in_signature(view, file, offset)
}

/// Where the string starts that is open at the end of a line's beginning, behind its quote.
fn open_string(before: &str) -> Option<(usize, char)> {
    let mut open: Option<(usize, char)> = None;
    let mut escaped = false;
    for (at, c) in before.char_indices() {
        match open {
            _ if std::mem::take(&mut escaped) => {}
            Some(_) if c == '\\' => escaped = true,
            Some((_, quote)) if c == quote => open = None,
            Some(_) => {}
            None if c == '#' => return None,
            None if c == '"' || c == '\'' => open = Some((at + c.len_utf8(), c)),
            None => {}
        }
    }
    open
}

/// The paths that a client's call may ask for.
fn paths(view: &View, call: &str, span: Span, behind: &str, quote: char) -> Vec<Completion> {
    let call = call.trim_end_matches(['f', 'r', 'F', 'R']).trim_end();
    let Some(method) = call.strip_suffix('(').and_then(|call| call.rsplit('.').next()) else { return Vec::new() };
    let Some((_, verb)) = VERBS.iter().find(|(name, _)| *name == method.trim()) else { return Vec::new() };
    // What stands between the cursor and the end of the string is of the path that is being replaced.
    let rest = behind.find(quote).unwrap_or(0) as u32;
    let span = Span { end: span.end + rest, ..span };
    let answers = |method: &str| method == *verb || method == "ANY";
    let mut found: Vec<Completion> = Vec::new();
    for endpoint in view.api.endpoints.iter().filter(|endpoint| answers(&endpoint.method)) {
        let text = endpoint.path.replace('{', "\u{1}").replace('}', "\u{2}").replace("\u{1}*", "\u{1}");
        let completion =
            Completion { label: endpoint.path.clone(), detail: endpoint.handler.qualname.clone(), span, text };
        if !found.iter().any(|known| known.label == completion.label) {
            found.push(completion);
        }
    }
    found
}

/// In the path of a decorator, behind a brace: what the function takes and the path does not name.
fn in_path(view: &View, file: FileId, offset: u32, inside: &str) -> Vec<Completion> {
    let Some((_, typed)) = inside.rsplit_once('{') else { return Vec::new() };
    if !typed.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return Vec::new();
    }
    let Some((_, function)) = function_around(view, file, offset) else { return Vec::new() };
    let known = path::parameters(inside);
    let span = Span { start: offset - typed.len() as u32, end: offset };
    let free = function.params.iter().filter(|param| !known.contains(&param.name.as_str()));
    let item = |param: &crate::facts::Param| Completion {
        label: param.name.to_string(),
        detail: format!("parameter of {}", function.name),
        span,
        text: param.name.to_string(),
    };
    // What has a default comes from elsewhere: a query, a body, a dependency.
    free.filter(|param| param.name != "self" && param.default.is_none()).map(item).collect()
}

/// In a signature: what the path names and the function does not take.
fn in_signature(view: &View, file: FileId, offset: u32) -> Vec<Completion> {
    let Some((at, function)) = function_around(view, file, offset) else { return Vec::new() };
    let Some((_, name)) = view.spot(Place { node: Node::Mark(function.name_mark), ..at }) else { return Vec::new() };
    if offset <= name.end {
        return Vec::new();
    }
    let signature = (view.text)(file, Span { start: name.end, end: offset });
    let typed = signature.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
    let before = signature[..signature.len() - typed.len()].trim_end();
    let depth = before.matches('(').count() as i32 - before.matches(')').count() as i32;
    if depth != 1 || !before.ends_with(['(', ',']) {
        return Vec::new();
    }
    let span = Span { start: offset - typed.len() as u32, end: offset };
    missing(view, at, function)
        .into_iter()
        .map(|(name, of)| Completion { label: name.clone(), detail: of, span, text: name })
        .collect()
}

/// The parameters of the paths of a function that it does not take, and the path of each.
fn missing(view: &View, at: Place, function: &Function) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let endpoints = view.api.endpoints.iter().filter(|endpoint| endpoint.handler.at == Some(at));
    let decorators = function.decorators.iter().filter_map(|decorator| {
        let route = Place { node: Node::Expr(*decorator), ..at };
        view.own_path(route).map(|(_, path)| path)
    });
    for path in endpoints.map(|endpoint| endpoint.path.as_str()).chain(decorators) {
        for name in path::parameters(path) {
            let taken = function.params.iter().any(|param| param.name == name);
            if !taken && !name.is_empty() && !found.iter().any(|(known, _)| known == name) {
                found.push((name.to_owned(), path.to_owned()));
            }
        }
    }
    found
}

/// The innermost function around a byte, decorators included, and the place of its definition.
fn function_around<'a>(view: &View<'a>, file: FileId, offset: u32) -> Option<(Place, &'a Function)> {
    let facts = view.facts.get(&file)?;
    let items = (0..facts.module.codes.len() as u32).map(|nested| ItemId { body: 0, nested });
    let all = items.flat_map(|item| facts.item(item).functions.iter().map(move |function| (item, function)));
    let places = all.map(|(item, function)| (Place { file, item, node: Node::Mark(function.mark) }, function));
    let size = |place: Place| view.covers(place, file, offset).map(|span| span.end - span.start);
    places.filter(|(place, _)| size(*place).is_some()).min_by_key(|(place, _)| size(*place))
}

#[cfg(test)]
mod tests {
    use super::open_string;

    #[test]
    fn the_string_at_the_end_of_a_line_is_found() {
        assert_eq!(open_string("client.get('/a"), Some((12, '\'')));
        assert_eq!(open_string("f('a', \"b"), Some((8, '"')));
        assert_eq!(open_string(r"f('a\'b"), Some((3, '\'')));
        assert_eq!(open_string("f('a')"), None);
        assert_eq!(open_string("x = 1  # it's"), None);
    }
}
