//! What does `paste!` make of its input? The same code, in which `[<a b>]` is one identifier.

use super::tokens::{Kind, Tree, trees, write};

/// The text that `paste!` makes; `None` if an identifier is put together in a way that is not known.
pub(super) fn paste(input: &str) -> Option<String> {
    let mut text = String::new();
    write(&pasted(trees(input))?, &mut text);
    Some(text)
}

fn pasted(input: Vec<Tree>) -> Option<Vec<Tree>> {
    let mut made = Vec::with_capacity(input.len());
    for tree in input {
        made.push(match tree {
            Tree::Group('[', inner) if is_identifier(&inner) => {
                Tree::Token(identifier(&inner[1..inner.len() - 1])?, Kind::Word)
            }
            Tree::Group(open, inner) => Tree::Group(open, pasted(inner)?),
            token @ Tree::Token(..) => token,
        });
    }
    Some(made)
}

/// Whether what stands in brackets is enclosed in `<` and `>`.
fn is_identifier(inner: &[Tree]) -> bool {
    let is = |tree: Option<&Tree>, sign: &str| matches!(tree, Some(Tree::Token(text, Kind::Sign)) if text == sign);
    inner.len() > 2 && is(inner.first(), "<") && is(inner.last(), ">")
}

fn identifier(parts: &[Tree]) -> Option<String> {
    let mut made: Vec<String> = Vec::new();
    let mut parts = parts.iter();
    while let Some(part) = parts.next() {
        match part {
            Tree::Token(text, Kind::Sign) if text == ":" => {
                let Some(Tree::Token(modifier, Kind::Word)) = parts.next() else { return None };
                let last = made.pop()?;
                made.push(modified(&last, modifier)?);
            }
            Tree::Token(text, Kind::Word) => made.push(text.trim_start_matches("r#").to_owned()),
            Tree::Token(text, Kind::Literal) => made.push(text.trim_matches('"').replace('-', "_")),
            _ => return None,
        }
    }
    Some(made.concat())
}

fn modified(word: &str, modifier: &str) -> Option<String> {
    Some(match modifier {
        "lower" => word.to_lowercase(),
        "upper" => word.to_uppercase(),
        "snake" => words(word).join("_"),
        "camel" | "upper_camel" => words(word).iter().map(|word| capitalized(word)).collect(),
        "lower_camel" => {
            let words = words(word);
            let rest = words.iter().skip(1).map(|word| capitalized(word));
            words.first().into_iter().cloned().chain(rest).collect()
        }
        _ => return None,
    })
}

/// The words of an identifier in lower case: `HTTPServer_one` is `http`, `server`, `one`.
fn words(identifier: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let chars: Vec<char> = identifier.chars().collect();
    let mut word = String::new();
    for (at, char) in chars.iter().enumerate() {
        let follows_lower = at > 0 && !chars[at - 1].is_uppercase();
        let before_lower = chars.get(at + 1).is_some_and(|next| next.is_lowercase());
        if *char == '_' || char.is_uppercase() && (follows_lower || before_lower) {
            found.push(std::mem::take(&mut word));
        }
        if *char != '_' {
            word.extend(char.to_lowercase());
        }
    }
    found.push(word);
    found.retain(|word| !word.is_empty());
    found
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_put_together() {
        let cases = [
            ("fn [<get_ $x>]() {}", None),
            ("fn [<get_ user>]() {}", Some("fn get_user ( ) { } ")),
            ("[<UserRole:snake _list>]", Some("user_role_list ")),
            ("mod m { struct [<http_server:camel Endpoint>]; }", Some("mod m { struct HttpServerEndpoint ; } ")),
            ("[1, 2] [<A:upper>]", Some("[1 , 2 ] A ")),
        ];
        for (input, wanted) in cases {
            let made = paste(input).map(|text| text.split_whitespace().collect::<String>());
            assert_eq!(made, wanted.map(|wanted| wanted.split_whitespace().collect::<String>()), "{input}");
        }
    }

    #[test]
    fn words_of_identifiers() {
        assert_eq!(words("HTTPServer_oneTwo"), ["http", "server", "one", "two"]);
    }
}
