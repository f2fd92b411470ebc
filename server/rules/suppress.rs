//! Which findings did somebody suppress? `# wayline: ignore[rule]`, in Rust `// wayline: ignore[rule]`, on any line of what
//! a finding is about, or above it.

use super::finding::Finding;
use super::subject::Subject;
use crate::facts::{Block, Code, Expr, Facts, Node, Place, Stmt, StmtKind};
use crate::languages::comments;
use crate::syntax::Language;
use crate::text::{FileId, Span};

/// A comment that suppresses findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suppression {
    pub file: FileId,
    /// The whole comment.
    pub span: Span,
    /// 1-based line.
    pub line: u32,
    /// The rules it names, with the bytes of each name.
    pub rules: Vec<(String, Span)>,
    /// Whether it holds for the whole file.
    pub whole_file: bool,
    /// Which of its rules have suppressed something.
    pub used: Vec<bool>,
}

/// The comments of a file that suppress something.
pub(super) fn in_file(facts: &Facts) -> Vec<Suppression> {
    if !facts.text.contains("wayline:") {
        return Vec::new();
    }
    let found = comments(facts.language, &facts.text).into_iter().filter_map(|span| {
        let text = facts.text.get(span.start as usize..span.end as usize)?;
        let (rules, whole_file) = parse(text)?;
        let at = |name: &str, offset: usize| {
            let start = span.start + offset as u32;
            (name.to_owned(), Span { start, end: start + name.len() as u32 })
        };
        let rules: Vec<_> = rules.into_iter().map(|(name, offset)| at(name, offset)).collect();
        let used = vec![false; rules.len()];
        Some(Suppression { file: facts.file, span, line: facts.line(span.start), rules, whole_file, used })
    });
    found.collect()
}

/// The rules that a comment names, with their offsets, and whether it holds for the file. A reason may follow.
fn parse(comment: &str) -> Option<(Vec<(&str, usize)>, bool)> {
    let start = comment.find("wayline:")?;
    let before = comment[..start].trim_start_matches(['#', '/', ' ', '\t']);
    let rest = comment[start + "wayline:".len()..].trim_start();
    let rest = rest.strip_prefix("ignore").filter(|_| before.is_empty())?;
    let (rest, whole_file) = rest.strip_prefix("-file").map_or((rest, false), |rest| (rest, true));
    let (inside, _) = rest.strip_prefix('[')?.split_once(']')?;
    let base = inside.as_ptr() as usize - comment.as_ptr() as usize;
    let named = inside.split(',').map(|part| (part.trim(), part.as_ptr() as usize - inside.as_ptr() as usize));
    let offset = |(name, at): (&'_ str, usize)| base + at + inside[at..].find(name).unwrap_or(0);
    let named = named.filter(|(name, _)| !name.is_empty());
    Some((named.map(|(name, at)| (name, offset((name, at)))).collect(), whole_file))
}

/// Removes the findings that comments suppress, and marks the comments that did.
pub(super) fn suppress(subject: &Subject, findings: Vec<Finding>, comments: &mut [Suppression]) -> Vec<Finding> {
    let mut kept = Vec::new();
    for finding in findings {
        let file = finding.at.file;
        let lines = if comments.iter().any(|it| it.file == file) { lines_of(subject, &finding) } else { Vec::new() };
        let mut is_suppressed = false;
        for comment in comments.iter_mut().filter(|comment| comment.file == file) {
            let is_near =
                || lines.iter().any(|(first, last)| (first.saturating_sub(1)..=*last).contains(&comment.line));
            if !comment.whole_file && !is_near() {
                continue;
            }
            for (index, (name, _)) in comment.rules.iter().enumerate() {
                if name == finding.rule {
                    comment.used[index] = true;
                    is_suppressed = true;
                }
            }
        }
        if !is_suppressed {
            kept.push(finding);
        }
    }
    kept
}

/// The lines, first and last, of what a finding is about: the innermost statement, and the definition it belongs to.
fn lines_of(subject: &Subject, finding: &Finding) -> Vec<(u32, u32)> {
    let Some(facts) = subject.facts(finding.at.file) else { return Vec::new() };
    let code = facts.item(finding.at.item);
    let span_of = |stmt: &Stmt| facts.span(finding.at.item, Node::Mark(stmt.mark));
    let mut spans = vec![finding.span];
    spans.extend(match facts.language {
        Language::Python => innermost(code, &span_of, finding.span),
        Language::Rust => link(facts, finding),
    });
    spans.extend(finding.within.filter(|at: &Place| at.file == finding.at.file).map(|at| subject.span(at)));
    spans.iter().map(|span| (facts.line(span.start), facts.line(span.end.max(span.start + 1) - 1))).collect()
}

/// The link of a chain that a finding is about: a statement is often one chain that makes all of an application.
fn link(facts: &Facts, finding: &Finding) -> Option<Span> {
    let (item, inside) = (finding.at.item, finding.span);
    let calls = facts.item(item).exprs.iter().zip(facts.expr_spans(item));
    let around = calls
        .filter(|(expr, span)| matches!(expr, Expr::Call(..)) && span.start <= inside.start && inside.end <= span.end);
    around.map(|(_, span)| *span).min_by_key(|span| span.end - span.start)
}

/// The smallest statement around some bytes that is no class.
fn innermost(code: &Code, span_of: &dyn Fn(&Stmt) -> Span, inside: Span) -> Option<Span> {
    let mut open: Vec<&Block> = vec![&code.block];
    let mut found: Option<Span> = None;
    while let Some(block) = open.pop() {
        for stmt in block {
            let span = span_of(stmt);
            if span.start > inside.start || span.end < inside.end {
                continue;
            }
            let size = |span: Span| span.end - span.start;
            if !matches!(stmt.kind, StmtKind::Class(_)) && found.is_none_or(|known| size(span) < size(known)) {
                found = Some(span);
            }
            open.extend(stmt.kind.blocks());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_names_rules_and_may_give_a_reason() {
        assert_eq!(parse("# wayline: ignore[a, b-c] because"), Some((vec![("a", 18), ("b-c", 21)], false)));
        assert_eq!(parse("#wayline:ignore-file[a]"), Some((vec![("a", 21)], true)));
        assert_eq!(parse("# see wayline: ignore[a]"), None, "prose");
        assert_eq!(parse("# wayline: ignore"), None, "what it ignores must be said");
    }
}
