//! Where in a tree are the pieces we know by shape? All queries of a language, run as one.

use super::{Capture, Language, Source};
use crate::text::Span;
use ropey::Rope;
use std::sync::OnceLock;
use streaming_iterator::StreamingIterator;
use tree_sitter::{Node, Query, QueryCursor, QueryMatch};

/// A query file: its name without the ending, and its text.
pub type QueryFile = (&'static str, &'static str);

const PYTHON: &[QueryFile] = &[
    ("landmarks", include_str!("../../queries/python/landmarks.scm")),
    ("fastapi", include_str!("../../queries/python/fastapi.scm")),
];
const RUST: &[QueryFile] = &[
    ("landmarks", include_str!("../../queries/rust/landmarks.scm")),
    ("shared", include_str!("../../queries/rust/shared.scm")),
    ("actix", include_str!("../../queries/rust/actix.scm")),
    ("axum", include_str!("../../queries/rust/axum.scm")),
    ("dropshot", include_str!("../../queries/rust/dropshot.scm")),
    ("loco", include_str!("../../queries/rust/loco.scm")),
    ("poem", include_str!("../../queries/rust/poem.scm")),
    ("rocket", include_str!("../../queries/rust/rocket.scm")),
    ("salvo", include_str!("../../queries/rust/salvo.scm")),
    ("warp", include_str!("../../queries/rust/warp.scm")),
];

/// How many matches may be open at once; more are lost. Time grows with nodes times open matches, so without a bound a
/// chain of 10,000 calls takes minutes. This one finds all of a chain of 900 calls or of 1,000 decorators.
const OPEN_MATCHES: u32 = 16 << 10;

/// One match of one pattern.
#[derive(Clone, Debug)]
pub struct Match<'tree> {
    /// The query file the pattern stands in: `landmarks`, `shared` or a framework.
    pub file: &'static str,
    /// What was found, in the order of the text.
    pub captures: Vec<(Capture, Node<'tree>)>,
}

impl<'tree> Match<'tree> {
    /// The first node captured under a name.
    pub fn node(&self, capture: Capture) -> Option<Node<'tree>> {
        self.captures.iter().find(|(found, _)| *found == capture).map(|(_, node)| *node)
    }
}

/// Where a query looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    /// Only matches that touch these bytes; `None` is the whole text.
    pub within: Option<Span>,
    /// Only patterns that start at most so many nodes below the root; `None` is any depth.
    pub depth: Option<u32>,
}

/// The query files of a language, in the order in which they are compiled.
pub fn query_files(language: Language) -> &'static [QueryFile] {
    match language {
        Language::Python => PYTHON,
        Language::Rust => RUST,
    }
}

impl Source {
    /// What the queries of its language find, in the order of the text.
    pub fn matches(&self, scope: Scope) -> Vec<Match<'_>> {
        let Some(queries) = Queries::of(self.language()) else { return Vec::new() };
        let mut cursor = QueryCursor::new();
        cursor.set_match_limit(OPEN_MATCHES);
        cursor.set_max_start_depth(scope.depth);
        if let Some(span) = scope.within {
            cursor.set_byte_range(span.start as usize..span.end as usize);
        }
        let text = |node: Node| chunks(self.text(), node);
        let mut found = Vec::new();
        let mut matches = cursor.matches(&queries.query, self.tree().root_node(), text);
        while let Some(next) = matches.next() {
            found.push(queries.translate(next));
        }
        found
    }
}

/// The text of a node, piece by piece.
fn chunks<'a>(text: &'a Rope, node: Node) -> impl Iterator<Item = &'a [u8]> + use<'a> {
    text.get_byte_slice(node.byte_range()).into_iter().flat_map(|slice| slice.chunks()).map(str::as_bytes)
}

/// The combined query of a language.
struct Queries {
    query: Query,
    /// By the query's capture index; `None` for captures that only serve a predicate.
    captures: Vec<Option<Capture>>,
    /// By the query's pattern index, the file the pattern stands in.
    files: Vec<&'static str>,
}

impl Queries {
    /// Compiled on first need: that takes longer than a small workspace's whole check. `None` only if a query does not
    /// fit the grammar, which a test rules out.
    fn of(language: Language) -> Option<&'static Self> {
        static PYTHON: OnceLock<Option<Queries>> = OnceLock::new();
        static RUST: OnceLock<Option<Queries>> = OnceLock::new();
        let slot = match language {
            Language::Python => &PYTHON,
            Language::Rust => &RUST,
        };
        slot.get_or_init(|| Self::compile(language)).as_ref()
    }

    fn compile(language: Language) -> Option<Self> {
        let mut text = String::new();
        let mut ends = Vec::new();
        for (name, file) in query_files(language) {
            text.push_str(file);
            ends.push((text.len(), *name));
        }
        let query = Query::new(&language.grammar(), &text).ok()?;
        let captures = query.capture_names().iter().map(|name| Capture::of(name)).collect();
        let file_of = |start| ends.iter().find(|(end, _)| start < *end).map_or("", |(_, name)| name);
        let files = (0..query.pattern_count()).map(|pattern| file_of(query.start_byte_for_pattern(pattern))).collect();
        Some(Queries { query, captures, files })
    }

    fn translate<'tree>(&self, found: &QueryMatch<'_, 'tree>) -> Match<'tree> {
        let translated = |index: u32| self.captures.get(index as usize).copied().flatten();
        let captures = found.captures().iter().filter_map(|one| Some((translated(one.index)?, one.node)));
        Match { file: self.files.get(found.pattern_index).copied().unwrap_or_default(), captures: captures.collect() }
    }
}
