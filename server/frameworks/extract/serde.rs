//! What do serde's attributes say? Words with or without values, and names of fields in a style.

use crate::eval::Machine;
use crate::facts::{ArgKind, ExprId, Name};
use crate::frameworks::attributes::Attribute;

/// What the `#[serde(..)]` attributes of one thing say.
pub(super) struct Words<'a>(Vec<&'a Attribute>);

impl<'a> Words<'a> {
    pub(super) fn of(attributes: &'a [Attribute]) -> Self {
        Words(attributes.iter().filter(|attribute| attribute.name() == "serde").collect())
    }

    /// Whether a word stands there, with a value or without.
    pub(super) fn has(&self, word: &str) -> bool {
        self.all().any(|(name, _)| name.is_some_and(|name| name == word))
    }

    /// Whether all words are among some.
    pub(super) fn are_known(&self, words: &[&str]) -> bool {
        self.all().all(|(name, _)| name.is_some_and(|name| words.contains(&name.as_str())))
    }

    /// The text that a word is given.
    pub(super) fn text(&self, machine: &mut Machine, word: &str) -> Option<String> {
        let (attribute, expr) = self.0.iter().find_map(|it| Some((*it, it.keyword(word)?)))?;
        let value = machine.eval(&attribute.cx, expr);
        Some(machine.to_text(&value).to_string())
    }

    fn all(&self) -> impl Iterator<Item = (Option<Name>, ExprId)> {
        self.0.iter().flat_map(|it| {
            it.args.iter().map(|arg| match arg.kind {
                ArgKind::Keyword(name) => (Some(name), arg.value),
                _ => (it.word(arg.value), arg.value),
            })
        })
    }
}

/// `#[serde(rename_all = "camelCase")]` of a type.
pub(super) fn rename_all(attributes: &[Attribute], machine: &mut Machine) -> Option<String> {
    Words::of(attributes).text(machine, "rename_all")
}

/// A name of a field in the style that serde is told.
pub(super) fn restyled(name: Name, style: Option<&str>) -> String {
    let name = name.strip_prefix("r#").unwrap_or(&name);
    let words = || name.split('_').filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    match style {
        Some("camelCase") => {
            let parts = words().enumerate().map(|(at, word)| if at == 0 { word.to_owned() } else { capital(word) });
            parts.collect()
        }
        Some("PascalCase") => words().map(capital).collect(),
        Some("kebab-case") => name.replace('_', "-"),
        Some("SCREAMING_SNAKE_CASE") => name.to_uppercase(),
        Some("SCREAMING-KEBAB-CASE") => name.replace('_', "-").to_uppercase(),
        Some("lowercase") => name.to_lowercase(),
        Some("UPPERCASE") => name.to_uppercase(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_styles_change_names_of_fields() {
        let styled = |style| restyled(Name::from("page_size"), Some(style));
        assert_eq!(styled("camelCase"), "pageSize");
        assert_eq!(styled("PascalCase"), "PageSize");
        assert_eq!(styled("kebab-case"), "page-size");
        assert_eq!(styled("snake_case"), "page_size");
        assert_eq!(restyled(Name::from("r#type"), None), "type");
    }
}
