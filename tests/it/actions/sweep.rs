//! Does any action break real code? Every offer at every endpoint and model of the folders that `WAYLINE_SWEEP` names, made in
//! memory: `WAYLINE_SWEEP=/path/a:/path/b cargo test --test it actions::sweep -- --ignored --nocapture`.

use super::workspace::{is_sound, offers, open, texts, with_cursor};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use wayline::actions::{ACTIONS, Settings};
use wayline::edit::Layout;
use wayline::engine::Snapshot;
use wayline::facts::{Facts, ItemId, Node};
use wayline::languages::lower;
use wayline::syntax::Language;
use wayline::text::FileId;

/// How often an action was offered, refused when it was offered or made, and made; and what it broke.
#[derive(Default)]
struct Count {
    offered: usize,
    refused: usize,
    made: usize,
    broken: Vec<String>,
}

/// Where to try: the names of handlers and of classes in files that hold some, by path and byte.
fn places(snapshot: &Snapshot) -> BTreeSet<(String, u32)> {
    let mut found = BTreeSet::new();
    for endpoint in &snapshot.api.endpoints {
        let Some(at) = endpoint.handler.at else { continue };
        let Some(facts) = snapshot.facts.get(&at.file) else { continue };
        let code = facts.item(at.item);
        let function = code.functions.iter().find(|function| at.node == Node::Mark(function.mark));
        if let Some(function) = function {
            let name = facts.span(at.item, Node::Mark(function.name_mark));
            found.insert((snapshot.paths[at.file.0 as usize].clone(), name.start));
        }
    }
    for (file, facts) in &snapshot.facts {
        let Some(path) = snapshot.paths.get(file.0 as usize) else { continue };
        for class in &facts.surface().classes {
            found.insert((path.clone(), facts.span(ItemId::default(), Node::Mark(class.name_mark)).start));
        }
    }
    found
}

fn comments(path: &str, text: &str) -> BTreeMap<String, usize> {
    let Some(language) = Language::of_path(path) else { return BTreeMap::new() };
    let facts: Facts = lower(language, FileId(0), text);
    let mut found = BTreeMap::new();
    if let Some(layout) = Layout::of(&facts) {
        layout.comments().into_iter().for_each(|span| *found.entry(layout.slice(span).to_owned()).or_default() += 1);
    }
    found
}

/// What is wrong with a file after a change.
fn fault(path: &str, before: &str, after: &str) -> Option<&'static str> {
    if is_sound(path, before) && !is_sound(path, after) {
        return Some("does not parse");
    }
    let (kept, known) = (comments(path, after), comments(path, before));
    let is_lost = known.keys().any(|comment| !kept.contains_key(comment));
    is_lost.then_some("lost a comment")
}

fn sweep(folder: &Path, counts: &mut BTreeMap<&'static str, Count>) {
    let snapshot = open(folder);
    for (path, offset) in places(&snapshot) {
        for action in ACTIONS {
            let settings = Settings::default();
            with_cursor(&snapshot, &path, offset, &settings, |bench, cursor| {
                let count = counts.entry(action.name).or_default();
                for offer in offers(bench, cursor, action) {
                    count.offered += 1;
                    let change = match offer.refused {
                        Some(_) => None,
                        None => (action.make)(bench, cursor, &settings.and(&offer.set)).ok(),
                    };
                    let Some(change) = change else {
                        count.refused += 1;
                        continue;
                    };
                    count.made += 1;
                    for (file, after) in texts(&snapshot, &change) {
                        let before = bench.file(&file).and_then(|file| bench.facts(file)).expect("a file of code");
                        if let Some(fault) = fault(&file, &before.text, &after) {
                            count.broken.push(format!(
                                "{path}:{} {:?}: {file} {fault}",
                                cursor.facts.line(offset),
                                offer.set
                            ));
                        }
                    }
                    let broken = change.created.iter().filter(|file| !is_sound(&file.path, &file.text));
                    count.broken.extend(broken.map(|file| format!("{path}: {} does not parse", file.path)));
                }
            });
        }
    }
}

#[test]
#[ignore = "needs real projects; part of the long lane"]
fn no_action_breaks_real_code() {
    let folders = std::env::var("WAYLINE_SWEEP").expect("WAYLINE_SWEEP names folders");
    let mut broken = Vec::new();
    for folder in folders.split(':').map(Path::new) {
        let mut counts = BTreeMap::new();
        sweep(folder, &mut counts);
        println!("{}", folder.display());
        for (name, count) in counts {
            println!("  {name:24} offered {:5} refused {:5} made {:5}", count.offered, count.refused, count.made);
            broken.extend(count.broken.into_iter().map(|what| format!("{name}: {what}")));
        }
    }
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken.join("\n"));
}
