//! Where do words begin and end in a text that nobody has parsed?

/// The word a text begins with.
pub(super) fn word_at(text: &str) -> &str {
    let text = text.strip_prefix("r#").unwrap_or(text);
    &text[..text.find(|char: char| !is_word(char)).unwrap_or(text.len())]
}

pub(super) fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

/// The last word of a path, such as `Router` of `\nimpl axum::Router`.
pub(super) fn word_of(text: &str) -> &str {
    let trimmed = text.trim().trim_end_matches('>').trim();
    let start = trimmed
        .rfind(|char: char| !is_word(char))
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    let word = &trimmed[start..];
    if matches!(word, "impl" | "trait") { "" } else { word }
}

pub(super) fn last_word(text: &str) -> &str {
    let start =
        text.char_indices().rev().take_while(|(_, char)| is_word(*char)).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}
