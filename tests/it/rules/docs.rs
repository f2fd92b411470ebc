//! Does every list say which rules there are?

use std::collections::BTreeSet;
use wayline::cli::{readme_table, rule_page};
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

/// What a published file should hold; written instead if `WAYLINE_WRITE_DOCS` is set.
pub fn assert_published(path: &str, expected: &str) {
    let full = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("WAYLINE_WRITE_DOCS").is_some() {
        std::fs::write(&full, expected).unwrap();
    }
    let published = std::fs::read_to_string(&full).unwrap_or_default().replace("\r\n", "\n");
    assert!(published == expected, "{path}: run `WAYLINE_WRITE_DOCS=1 cargo test --test it docs::`");
}

#[test]
fn every_rule_has_a_published_page_and_no_other_page_is_there() {
    let folder = format!("{}/docs/rules", env!("CARGO_MANIFEST_DIR"));
    std::fs::create_dir_all(&folder).unwrap();
    for rule in RULES {
        assert_published(&format!("docs/rules/{}.md", rule.name), &rule_page(rule));
    }
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let known: BTreeSet<String> = RULES.iter().map(|rule| format!("{}.md", rule.name)).collect();
    assert_eq!(files.collect::<BTreeSet<_>>(), known);
}

#[test]
fn the_readme_lists_every_rule() {
    let path = format!("{}/README.md", env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let (before, rest) = readme.split_once("<!-- rules -->\n").expect("the table of rules begins");
    let (_, after) = rest.split_once("<!-- /rules -->").expect("the table of rules ends");
    let table = readme_table();
    assert_published("README.md", &format!("{before}<!-- rules -->\n{table}<!-- /rules -->{after}"));
}
