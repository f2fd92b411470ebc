//! Does every list say which rules there are?

use std::collections::BTreeSet;
use wayline::rules::{RULES, Rule};

fn folder() -> BTreeSet<String> {
    let below = |extension| {
        crate::sources::files_below("server/rules", extension)
            .into_iter()
            .map(|path| crate::sources::relative(&path, "server/rules"))
            .collect::<BTreeSet<String>>()
    };
    let code = below("rs");
    let pages = below("md").into_iter();
    pages.inspect(|page| assert!(code.contains(&page.replace(".md", ".rs")), "{page}: no code beside it")).collect()
}

fn file(rule: &Rule) -> String {
    format!("{}/{}.md", rule.group.as_str(), rule.name.replace('-', "_"))
}

#[test]
fn the_list_holds_every_rule_of_the_folder_once() {
    let listed: Vec<String> = RULES.iter().map(|rule| file(rule)).collect();
    let unique: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(unique.len(), listed.len(), "a rule is listed twice");
    assert_eq!(unique, folder());
}
