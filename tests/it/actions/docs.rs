//! Does every list say which actions there are?

use crate::rules::docs::assert_published;
use crate::sources::{files_below, relative};
use std::collections::BTreeSet;
use wayline::actions::{ACTIONS, SETTINGS};
use wayline::cli::{action_page, action_table, setting_table};
use wayline::rules::RULES;

#[test]
fn the_list_holds_every_page_of_the_folder_once() {
    let listed: Vec<String> = ACTIONS.iter().map(|action| action.name.replace('-', "_")).collect();
    let pages = files_below("server/actions", "md").into_iter().map(|path| relative(&path, "server/actions"));
    let name = |path: String| path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
    let pages: BTreeSet<String> = pages.map(name).collect();
    assert_eq!(listed.iter().cloned().collect::<BTreeSet<_>>(), pages);
    assert_eq!(listed.len(), pages.len(), "an action is listed twice");
}

#[test]
fn actions_name_rules_and_settings_that_are_there() {
    for action in ACTIONS {
        for rule in action.mends {
            assert!(RULES.iter().any(|known| known.name == *rule), "{}: no rule `{rule}`", action.name);
        }
        for name in action.settings {
            assert!(SETTINGS.iter().any(|known| known.name == *name), "{}: no setting `{name}`", action.name);
        }
    }
}

#[test]
fn every_action_has_a_published_page_and_no_other_page_is_there() {
    let folder = format!("{}/docs/actions", env!("CARGO_MANIFEST_DIR"));
    std::fs::create_dir_all(&folder).unwrap();
    for action in ACTIONS {
        assert_published(&format!("docs/actions/{}.md", action.name), &action_page(action));
    }
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let known: BTreeSet<String> = ACTIONS.iter().map(|action| format!("{}.md", action.name)).collect();
    assert_eq!(files.collect::<BTreeSet<_>>(), known);
}

#[test]
fn the_documentation_lists_every_action_and_setting() {
    let path = format!("{}/docs/actions.md", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    let mut filled = page;
    for (name, table) in [("actions", action_table()), ("settings", setting_table())] {
        let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
        let (before, rest) = filled.split_once(&begin).expect("the table begins");
        let (_, after) = rest.split_once(&end).expect("the table ends");
        filled = format!("{before}{begin}{table}{end}{after}");
    }
    assert_published("docs/actions.md", &filled);
}

#[test]
fn every_setting_is_read_by_some_action_or_by_all() {
    for setting in SETTINGS.iter().filter(|setting| setting.name != "line_length") {
        assert!(ACTIONS.iter().any(|action| action.settings.contains(&setting.name)), "{}", setting.name);
    }
}
