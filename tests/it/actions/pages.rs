//! Is every page of an action true? What it shows after is what comes of what it shows before.

use super::page::{Example, examples};
use super::workspace::{Workspace, is_sound, offers};
use std::collections::BTreeMap;
use wayline::actions::{ACTIONS, Action, Settings};
use wayline::edit::Change;
use wayline::rules::Finding;

/// The workspace of an example, and where its cursor is.
fn opened(example: &Example) -> (Workspace, String, u32) {
    let held = example.files.iter().find_map(|(path, text)| Some((path.clone(), text.find("$0")? as u32)));
    let (path, offset) = held.expect("one file holds `$0`");
    let files: Vec<(String, String)> =
        example.files.iter().map(|(path, text)| (path.clone(), text.replacen("$0", "", 1))).collect();
    (Workspace::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))), path, offset)
}

fn settings(example: &Example) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in &example.set {
        settings.set(name, value).unwrap();
    }
    settings
}

/// What comes of an action with the settings of an example, or why nothing does.
fn made(action: &Action, example: &Example) -> (Workspace, Result<Change, String>) {
    let (workspace, path, offset) = opened(example);
    let settings = settings(example);
    let made = workspace.at(&path, offset, &settings, |bench, cursor| {
        let fits = |(name, value): &(&'static str, String)| !settings.says(name) || settings.get(name) == value;
        let offer = offers(bench, cursor, action).into_iter().find(|offer| offer.set.iter().all(fits));
        let offer = offer.ok_or_else(|| "nothing is offered".to_owned())?;
        match offer.refused {
            Some(refused) => Err(refused.to_string()),
            None => (action.make)(bench, cursor, &settings.and(&offer.set)).map_err(|refused| refused.to_string()),
        }
    });
    (workspace, made)
}

fn described(finding: &Finding) -> (String, String) {
    (finding.rule.to_owned(), finding.message.clone())
}

fn fault(action: &Action, example: &Example) -> Option<String> {
    let (before, made) = made(action, example);
    let change = match (made, &example.refused) {
        (Err(why), Some(refused)) => return (why != *refused).then(|| format!("refused because\n{why}")),
        (Err(why), None) => return Some(format!("refused: {why}")),
        (Ok(_), Some(_)) => return Some("not refused".to_owned()),
        (Ok(change), None) => change,
    };
    let after = before.changed(&change);
    let expected: BTreeMap<&str, &str> =
        example.after.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    for (path, text) in &expected {
        let found = after.text(path);
        if found != *text {
            return Some(format!("{path} is\n{found}"));
        }
        if !is_sound(path, &found) {
            return Some(format!("{path} is not read without errors"));
        }
    }
    let is_told = |path: &&str| expected.contains_key(path);
    let edited = change.edits.iter().map(|edit| before.snapshot.paths[edit.file.0 as usize].as_str());
    let touched: Vec<&str> = edited.chain(change.created.iter().map(|file| file.path.as_str())).collect();
    if let Some(path) = touched.into_iter().find(|path| !is_told(path)) {
        return Some(format!("it also changes {path}:\n{}", after.text(path)));
    }
    let known: Vec<_> = before.findings().iter().map(described).collect();
    let new: Vec<_> = after.findings().iter().map(described).filter(|finding| !known.contains(finding)).collect();
    (!new.is_empty()).then(|| format!("new findings: {new:#?}"))
}

#[test]
fn every_action_does_what_its_page_shows() {
    let mut wrong = Vec::new();
    for action in ACTIONS {
        for example in examples(action.page) {
            if let Some(fault) = fault(action, &example) {
                let first = example.files.iter().find(|(_, text)| text.contains("$0")).map_or("", |(_, text)| text);
                wrong.push(format!("{} with {:?} in\n{first}\n{fault}", action.name, example.set));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n----\n\n"));
}

#[test]
fn every_page_shows_what_its_action_does() {
    for action in ACTIONS {
        let examples = examples(action.page);
        assert!(examples.iter().any(|example| !example.after.is_empty()), "{}: no example", action.name);
        for language in action.languages {
            let is_of = |(path, _): &(String, String)| wayline::syntax::Language::of_path(path) == Some(*language);
            let shown = examples.iter().any(|example| example.files.iter().any(is_of));
            assert!(shown, "{}: no example in {language:?}", action.name);
        }
    }
}
