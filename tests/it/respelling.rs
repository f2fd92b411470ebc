//! Which versions of a file differ only in what string literals say?

use wayline::languages::lower;
use wayline::syntax::Language;
use wayline::text::FileId;

fn said(before: &str, after: &str) -> Option<Vec<(String, String)>> {
    let facts = |text: &str| lower(Language::Python, FileId(0), text);
    let found = facts(before).respelled(&mut facts(after))?;
    Some(found.iter().map(|one| (one.before.to_string(), one.after.to_string())).collect())
}

#[test]
fn other_words_in_the_same_places_are_told() {
    let pair = |before: &str, after: &str| (before.to_owned(), after.to_owned());
    let found = said("r = f('/a', x='/b')\n", "r = f( '/c', x='/b')  # moved\n");
    assert_eq!(found, Some(vec![pair("/a", "/c")]));
    assert_eq!(said("r = f('/a')\n", "r = f('/a')\n\n"), Some(Vec::new()));
}

#[test]
fn anything_else_is_not() {
    assert_eq!(said("r = f('/a')\n", "r = g('/a')\n"), None);
    assert_eq!(said("r = f('/a')\n", "r = f('/a', '/b')\n"), None);
    assert_eq!(said("r = f('/a')\n", "r = f(1)\n"), None);
}
