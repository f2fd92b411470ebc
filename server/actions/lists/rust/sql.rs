//! How does a query of sqlx read a page? Its text gets `LIMIT` and `OFFSET`, and both are bound behind what is bound.

use super::source::Paged;
use crate::actions::rust::package_files;
use crate::actions::{Bench, Cursor, Refusal};
use crate::edit::{Chain, Layout, indent_of_line, line_break};
use crate::text::{Span, Splice};

/// The functions and macros that make a query.
const QUERIES: [&str; 6] = ["query", "query_as", "query_scalar", "query!", "query_as!", "query_scalar!"];

/// What is called, without the types that are given to it and its arguments.
fn callee(base: &str) -> &str {
    let path = base.split(['(', '<', '[', '{']).next().unwrap_or_default().trim().trim_end_matches("::");
    path.rsplit("::").next().unwrap_or_default()
}

/// Whether the base of a chain is a query of sqlx.
pub(super) fn is_query(base: &str) -> bool {
    QUERIES.contains(&callee(base))
}

pub(super) fn paged(
    bench: &Bench,
    cursor: &Cursor,
    layout: &Layout,
    (chain, at): (&Chain, usize),
    page: &str,
    width: usize,
) -> Result<Paged, Refusal> {
    let base = layout.slice(chain.base);
    let is_macro = callee(base).ends_with('!');
    let strings = layout.strings(chain.base);
    let is_literal = if is_macro {
        strings.len() == 1
    } else {
        layout.value(chain.base).is_some_and(|value| value.parts.len() == 1 && strings.first() == value.parts.first())
    };
    let Some(literal) = strings.first().copied().filter(|_| is_literal) else {
        return Err(Refusal::new("the text of the query is not written where it is made"));
    };
    let query = layout.slice(literal);
    let [limit, offset] = placeholders(bench, cursor, query)?;
    let mut splices = vec![append(layout, literal, &format!("LIMIT {limit} OFFSET {offset}"))?];
    let values = [format!("i64::from({page}.limit)"), format!("i64::from({page}.offset)")];
    if is_macro {
        splices.push(macro_arguments(layout, chain.base, &values));
    } else {
        let last = chain.links[..at].iter().rposition(|link| link.name == "bind").map_or(0, |last| last + 1);
        let links = values.map(|value| format!(".bind({value})"));
        splices.extend(chain.insert(layout, last, &links, width));
    }
    let is_ordered = query.to_uppercase().contains("ORDER BY");
    let remark = if is_ordered { "" } else { "; the query has no ORDER BY" };
    Ok(Paged { splices, remark, ..Paged::default() })
}

/// Arguments behind those of a macro.
fn macro_arguments(layout: &Layout, base: Span, values: &[String]) -> Splice {
    let text = layout.slice(base);
    let inner = text[..text.len() - 1].trim_end();
    let at = base.start + inner.len() as u32;
    let comma = if inner.ends_with(',') { "" } else { "," };
    let indent = indent_of_line(&layout.text, at);
    let is_lines = text[inner.len()..].contains('\n');
    let gap = if is_lines { format!("{}{indent}", line_break(&layout.text)) } else { " ".to_owned() };
    let end = if is_lines { "," } else { "" };
    let text = format!("{comma}{gap}{}{end}", values.join(&format!(",{gap}")));
    Splice { span: Span { start: at, end: at }, text }
}

/// How the query's database spells the next two values.
fn placeholders(bench: &Bench, cursor: &Cursor, query: &str) -> Result<[String; 2], Refusal> {
    let numbers = |sign: char| {
        let parts = query.split(sign).skip(1);
        let number = |part: &str| part.chars().take_while(char::is_ascii_digit).collect::<String>().parse::<u32>().ok();
        parts.filter_map(number).max()
    };
    if let Some(last) = numbers('$') {
        return Ok([format!("${}", last + 1), format!("${}", last + 2)]);
    }
    if let Some(last) = numbers('?') {
        return Ok([format!("?{}", last + 1), format!("?{}", last + 2)]);
    }
    let question = ["?".to_owned(), "?".to_owned()];
    if query.contains('?') {
        return Ok(question);
    }
    let speaks = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let files = std::iter::once(cursor.file).chain(package_files(bench, cursor.file));
    for file in files {
        let Some(facts) = bench.facts(file) else { continue };
        let is_postgres = speaks(&facts.text, &["PgPool", "Postgres", "PgConnection"]);
        let is_other = speaks(&facts.text, &["Sqlite", "MySql"]);
        match (is_postgres, is_other) {
            (true, false) => return Ok(["$1".to_owned(), "$2".to_owned()]),
            (false, true) => return Ok(question),
            (true, true) => break,
            (false, false) => {}
        }
    }
    Err(Refusal::new("which database is asked does not show, so neither does how it numbers values"))
}

/// The clause at the end of the query's text.
fn append(layout: &Layout, literal: Span, clause: &str) -> Result<Splice, Refusal> {
    let text = layout.slice(literal);
    let (Some(open), Some(close)) = (text.find('"'), text.rfind('"')) else {
        return Err(Refusal::new("the text of the query cannot be read"));
    };
    let inner = &text[open + 1..close];
    let upper = inner.to_uppercase();
    let words: Vec<&str> = upper.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let is_read = matches!(words.iter().find(|word| !word.is_empty()), Some(&"SELECT" | &"WITH"));
    let ends = ["LIMIT", "OFFSET", "FETCH", "UPDATE", "SHARE", "INSERT", "DELETE"];
    let kept = inner.trim_end().trim_end_matches('\\').trim_end();
    if !is_read || words.iter().any(|word| ends.contains(word)) || kept.ends_with(';') {
        return Err(Refusal::new("the query is bounded already, or ends in a way that leaves no room for a bound"));
    }
    let last_line = kept.rsplit('\n').next().unwrap_or_default();
    if last_line.contains("--") {
        return Err(Refusal::new("a comment ends the query"));
    }
    let at = literal.start + (open + 1 + kept.len()) as u32;
    let is_raw_lines = text.starts_with('r') && kept.trim_start().contains('\n');
    let gap = if is_raw_lines {
        let indent: String = last_line.chars().take_while(|c| c.is_whitespace()).collect();
        format!("{}{indent}", line_break(&layout.text))
    } else {
        " ".to_owned()
    };
    Ok(Splice { span: Span { start: at, end: at }, text: format!("{gap}{clause}") })
}
