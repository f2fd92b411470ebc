//! Which paths does a pattern match? What Starlette's regular expressions accept, compared segment by segment.

/// A path pattern such as `/users/{user_id:int}/files/{rest:path}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// The pieces between slashes; the first is empty, because a path begins with a slash.
    segments: Vec<Segment>,
    /// Whether anything may follow after another slash.
    rest: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Literal(String),
    /// One parameter and nothing else.
    Param(Converter),
    /// Text and parameters.
    Mixed(Vec<Piece>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Param(Converter),
}

/// What a parameter accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Converter {
    Str,
    Int,
    Float,
    Uuid,
    Path,
    /// One that the program registers itself.
    Other(String),
}

impl Pattern {
    /// The pattern of a route.
    pub(super) fn route(path: &str) -> Self {
        let mut segments: Vec<Segment> = path.split('/').map(segment).collect();
        let rest = segments.last() == Some(&Segment::Param(Converter::Path));
        if rest {
            segments.pop();
        }
        Pattern { segments, rest }
    }

    /// The pattern of a mount: everything below its path.
    pub(super) fn mount(path: &str) -> Self {
        Pattern { segments: path.trim_end_matches('/').split('/').map(segment).collect(), rest: true }
    }

    /// Whether every path that `other` matches is matched by this one as well; `false` if that is not certain.
    pub(super) fn covers(&self, other: &Pattern) -> bool {
        let own = self.segments.len();
        let fits = if self.rest {
            other.segments.len() + usize::from(other.rest) > own
        } else {
            other.segments.len() == own && !other.rest
        };
        fits && self.segments.iter().zip(&other.segments).all(|(own, other)| own.covers(other))
    }

    /// The text of the first segment, if it is plain: patterns of different ones match nothing in common.
    pub(super) fn head(&self) -> Option<&str> {
        match self.segments.get(1) {
            Some(Segment::Literal(text)) => Some(text),
            _ => None,
        }
    }
}

fn segment(text: &str) -> Segment {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, converter, after)) = parameter(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Param(converter));
        rest = after;
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    match <[Piece; 1]>::try_from(pieces) {
        Ok([Piece::Text(text)]) => Segment::Literal(text),
        Ok([Piece::Param(converter)]) => Segment::Param(converter),
        Err(pieces) => Segment::Mixed(pieces),
    }
}

/// The first parameter of a text, with what stands before and after it.
fn parameter(text: &str) -> Option<(&str, Converter, &str)> {
    let mut from = 0;
    loop {
        let start = from + text[from..].find('{')?;
        let end = start + text[start..].find('}')?;
        let (name, converter) = text[start + 1..end].split_once(':').unwrap_or((&text[start + 1..end], "str"));
        if is_name(name) && is_name(converter) {
            return Some((&text[..start], Converter::of(converter), &text[end + 1..]));
        }
        from = start + 1;
    }
}

/// The parameters of a path, each with its converter; `str` if it has none.
pub(in crate::rules) fn parameters(path: &str) -> Vec<(String, &str)> {
    let inside = path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(inside, _)| inside);
    let split = inside.map(|inside| inside.split_once(':').unwrap_or((inside, "str")));
    split.filter(|(name, _)| is_name(name)).map(|(name, converter)| (name.to_owned(), converter)).collect()
}

/// The names of the parameters of a path.
pub(in crate::rules) fn names(path: &str) -> Vec<String> {
    parameters(path).into_iter().map(|(name, _)| name).collect()
}

/// Whether a text is what Starlette takes for a name in a path.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl Segment {
    fn covers(&self, other: &Segment) -> bool {
        match (self, other) {
            (Segment::Param(own), Segment::Literal(text)) => own.accepts(text),
            (Segment::Param(own), Segment::Param(other)) => own.covers(other),
            (Segment::Param(Converter::Str), Segment::Mixed(pieces)) => {
                pieces.iter().all(|piece| !matches!(piece, Piece::Param(Converter::Path | Converter::Other(_))))
            }
            (Segment::Mixed(pieces), Segment::Literal(text)) => matches(pieces, text),
            (own, other) => own == other && !own.holds_other(),
        }
    }

    /// Whether a parameter of a segment is what we know nothing of; two of one name are the same all the same.
    fn holds_other(&self) -> bool {
        matches!(self, Segment::Mixed(pieces) if pieces.iter().any(|piece| matches!(piece, Piece::Param(Converter::Path))))
    }
}

/// Whether text and parameters match a text; parameters in one segment need text between them to be told apart.
fn matches(pieces: &[Piece], text: &str) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Text(known), rest @ ..] => text.strip_prefix(&**known).is_some_and(|text| matches(rest, text)),
        [Piece::Param(converter), rest @ ..] => {
            let ends = (1..=text.len()).filter(|end| text.is_char_boundary(*end));
            ends.filter(|end| converter.accepts(&text[..*end])).any(|end| matches(rest, &text[end..]))
        }
    }
}

impl Converter {
    fn of(name: &str) -> Self {
        match name {
            "str" => Converter::Str,
            "int" => Converter::Int,
            "float" => Converter::Float,
            "uuid" => Converter::Uuid,
            "path" => Converter::Path,
            other => Converter::Other(other.to_owned()),
        }
    }

    fn accepts(&self, text: &str) -> bool {
        let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Converter::Str => !text.is_empty(),
            Converter::Int => is_digits(text),
            Converter::Float => {
                text.split_once('.').map_or(is_digits(text), |(whole, part)| is_digits(whole) && is_digits(part))
            }
            Converter::Uuid => is_uuid(text),
            Converter::Path => true,
            Converter::Other(_) => false,
        }
    }

    fn covers(&self, other: &Converter) -> bool {
        use Converter::{Float, Int, Str, Uuid};
        self == other || matches!((self, other), (Str, Int | Float | Uuid) | (Float, Int))
    }
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths = [8, 4, 4, 4, 12];
    parts.len() == lengths.len()
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(earlier: &str, later: &str) -> bool {
        Pattern::route(earlier).covers(&Pattern::route(later))
    }

    #[test]
    fn a_parameter_covers_text_and_narrower_parameters_of_its_segment() {
        assert!(covers("/users/{id}", "/users/me"));
        assert!(covers("/users/{id}", "/users/{name}"));
        assert!(covers("/users/{id}", "/users/{id:int}"));
        assert!(covers("/users/{id}", "/users/{first}-{last}"));
        assert!(!covers("/users/{id}", "/users/me/posts"));
        assert!(!covers("/users/{id}", "/users/"));
        assert!(!covers("/users/me", "/users/{id}"));
        assert!(!covers("/users/{id}", "/users/{rest:path}"));
    }

    #[test]
    fn converters_narrow() {
        assert!(covers("/n/{n:int}", "/n/12") && !covers("/n/{n:int}", "/n/me"));
        assert!(covers("/n/{n:float}", "/n/{n:int}") && !covers("/n/{n:int}", "/n/{n:float}"));
        assert!(covers("/n/{n:float}", "/n/1.5") && !covers("/n/{n:float}", "/n/1."));
        assert!(covers("/n/{n:uuid}", "/n/12345678-1234-1234-1234-1234567890ab"));
        assert!(covers("/n/{n:mine}", "/n/{m:mine}") && !covers("/n/{n:mine}", "/n/x"));
    }

    #[test]
    fn the_rest_of_a_path_covers_everything_below() {
        assert!(covers("/f/{rest:path}", "/f/a/b") && covers("/f/{rest:path}", "/f/"));
        assert!(!covers("/f/{rest:path}", "/f") && !covers("/f/{rest:path}", "/g/a"));
        assert!(covers("/{rest:path}", "/f/{more:path}"));
        assert!(Pattern::mount("/api").covers(&Pattern::route("/api/x")));
        assert!(!Pattern::mount("/api").covers(&Pattern::route("/api")));
        assert!(Pattern::mount("/").covers(&Pattern::route("/anything")));
    }

    #[test]
    fn text_and_parameters_in_one_segment_match_text() {
        assert!(covers("/v{n}/x", "/v1/x") && !covers("/v{n:int}/x", "/vx/x"));
        assert!(covers("/{a}.{b}", "/x.json") && !covers("/{a}.{b}", "/json"));
        assert!(covers("/{a}.{b}", "/{c}.{d}") && !covers("/{a}.json", "/{c}.{d}"));
    }

    #[test]
    fn what_is_no_parameter_is_text() {
        assert_eq!(Pattern::route("/{ x }"), Pattern::route("/{ x }"));
        assert!(!covers("/{ x }", "/y") && !covers("/{x", "/y"));
    }
}
