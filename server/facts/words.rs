//! Which names may a text hold? A look at its words, for code that is not worth lowering otherwise.

/// A word of a text; also of its strings and comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word.
    pub text: &'t str,
    /// Whether it follows a dot.
    pub is_attribute: bool,
    /// Whether a parenthesis follows it.
    pub is_called: bool,
}

/// The words of a text that can be names, in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(is_name)?;
            let end = start + text[start..].find(|char| !is_name(char)).unwrap_or(text.len() - start);
            rest = end;
            let word = &text[start..end];
            if !word.starts_with(|char: char| char.is_ascii_digit()) {
                let (is_attribute, is_called) = (text[..start].ends_with('.'), text[end..].starts_with('('));
                return Some(Word { text: word, is_attribute, is_called });
            }
        }
    })
}

fn is_name(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_what_stands_around_them() {
        let shown = |word: Word| {
            format!(
                "{}{}{}",
                if word.is_attribute { "." } else { "" },
                word.text,
                if word.is_called { "()" } else { "" }
            )
        };
        let found: Vec<String> = words("x = app.get(f(1), 2e3) # é_1").map(shown).collect();
        assert_eq!(found, ["x", "app", ".get()", "f()", "é_1"]);
    }
}
