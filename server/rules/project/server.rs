//! How does `axum::Server` become `axum::serve`? Only where address, errors and all that follows are known.

use crate::facts::{Facts, Place};
use crate::text::{Span, Splice};

/// `axum::Server::bind(&address).serve(app).await…` as `axum::serve` with a listener. `at` is `axum::Server`.
pub(super) fn with_listener(facts: &Facts, at: Place) -> Option<Vec<Splice>> {
    let text = &*facts.text;
    let span = facts.span(at.item, at.node);
    // What is imported is called somewhere else.
    if text.get(span.start as usize..span.end as usize)? != "axum::Server" || !text.contains("tokio::") {
        return None;
    }
    let after = text.get(span.end as usize..)?;
    let (address, rest) = given(after.strip_prefix("::bind")?)?;
    let (app, rest) = given(rest.trim_start().strip_prefix(".serve")?)?;
    let served = rest;
    let rest = match rest.trim_start().strip_prefix(".with_graceful_shutdown") {
        Some(shutdown) => given(shutdown)?.1,
        None => rest,
    };
    let around = function(text, span)?;
    let opened = opened(rest.trim_start().strip_prefix(".await")?, around)?;
    let address = listened(address, around)?;
    let end = (text.len() - served.len()) as u32;
    let made = format!("axum::serve(tokio::net::TcpListener::bind({address}).await{opened}, {app})");
    Some(vec![Splice { span: Span { start: span.start, end }, text: made }])
}

/// What stands in the parentheses that a text begins with, and what follows.
fn given(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('(')?;
    let (mut depth, mut is_text, mut escaped) = (1u32, false, false);
    for (at, char) in inside.char_indices() {
        match char {
            _ if escaped => escaped = false,
            '\\' if is_text => escaped = true,
            '"' => is_text = !is_text,
            _ if is_text => {}
            // Characters, lifetimes and comments are not told apart here.
            '\'' | '/' => return None,
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((inside[..at].trim(), &inside[at + 1..]));
        }
    }
    None
}

/// How the error of what is awaited is opened: the same way serves for the listener.
fn opened<'t>(after: &'t str, around: &str) -> Option<&'t str> {
    let any_error = ["anyhow", "eyre", "Box<dyn"].iter().any(|name| head(around).contains(name));
    if after.starts_with('?') {
        return any_error.then_some("?");
    }
    for method in [".unwrap", ".expect"] {
        if let Some(arguments) = after.strip_prefix(method) {
            let rest = given(arguments)?.1;
            return after.get(..after.len() - rest.len());
        }
    }
    None
}

/// What a listener is bound to.
fn listened(address: &str, around: &str) -> Option<String> {
    let inner = address.strip_prefix('&')?;
    if let Some(literal) = inner.strip_suffix(".parse().unwrap()") {
        let is_literal = literal.len() > 2 && literal.starts_with('"') && literal[1..].find('"')? + 2 == literal.len();
        return is_literal.then(|| literal.to_owned());
    }
    let is_made = ["SocketAddr::from(", "SocketAddr::new("]
        .iter()
        .any(|made| inner.strip_prefix("std::net::").unwrap_or(inner).starts_with(made) && inner.ends_with(')'));
    let is_name = !inner.is_empty() && inner.chars().all(|char| char.is_alphanumeric() || char == '_');
    let is_declared = is_name && is_address(inner, around);
    (is_made || is_declared).then(|| address.to_owned())
}

/// Whether a variable of a function certainly is an address: what only `bind` made one may be anything now.
fn is_address(name: &str, around: &str) -> bool {
    let squeezed: String = around.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut known = ["", "std::net::"].into_iter().flat_map(|path| {
        [
            format!("{name}: {path}SocketAddr"),
            format!("{name} = {path}SocketAddr::"),
            format!("{name}: &{path}SocketAddr"),
        ]
    });
    let binds = squeezed.matches(&format!("let {name}")).count() <= 1;
    binds && known.any(|known| squeezed.contains(&known))
}

/// The text of the function around, from its head to the call.
fn function(text: &str, span: Span) -> Option<&str> {
    let before = text.get(..span.start as usize)?;
    before.rfind("fn ").map(|start| &before[start..])
}

/// What stands before the body.
fn head(function: &str) -> &str {
    function.split('{').next().unwrap_or_default()
}
