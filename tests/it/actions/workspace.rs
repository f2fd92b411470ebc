//! How does a test open a workspace and do something in it? In a folder of its own, by the same way as `wayline action`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use wayline::actions::{Action, Bench, Cursor, Offer, Settings};
use wayline::edit::{Change, apply};
use wayline::engine::{self, Extent, Question, Snapshot, read_text};
use wayline::facts::Facts;
use wayline::languages::lower;
use wayline::rules::{Finding, Profile, Selection};
use wayline::syntax::{Language, parse};
use wayline::text::{FileId, Span};

/// Files in a folder, opened.
pub struct Workspace {
    folder: TempDir,
    pub snapshot: Snapshot,
}

impl Workspace {
    /// Writes files and opens their folder.
    pub fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pinned = folder.path().join("requirements.txt");
        std::fs::write(pinned, "fastapi==0.165.0\n").unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let snapshot = open(folder.path());
        Workspace { folder, snapshot }
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> String {
        read_text(&self.folder.path().join(path)).unwrap_or_default()
    }

    /// Runs something with the cursor at a byte of a file.
    pub fn at<T>(&self, path: &str, offset: u32, settings: &Settings, run: impl FnOnce(&Bench, &Cursor) -> T) -> T {
        with_cursor(&self.snapshot, path, offset, settings, run)
    }

    /// The workspace once a change is made.
    pub fn changed(&self, change: &Change) -> Workspace {
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for path in self.snapshot.paths.iter() {
            files.insert(path, self.text(path));
        }
        let manifests = ["Cargo.toml", "Cargo.lock"].into_iter().filter(|path| self.folder.path().join(path).exists());
        manifests.for_each(|path| drop(files.insert(path, self.text(path))));
        for (path, after) in texts(&self.snapshot, change) {
            files.insert(self.snapshot.paths.iter().find(|known| **known == path).unwrap(), after);
        }
        for created in &change.created {
            assert!(!files.contains_key(created.path.as_str()), "{} is there already", created.path);
            files.insert(&created.path, created.text.clone());
        }
        Workspace::of(files.iter().map(|(path, text)| (*path, text.as_str())))
    }

    /// All findings of all rules.
    pub fn findings(&self) -> Vec<Finding> {
        self.snapshot.check(&Selection::of(Profile::All)).findings
    }
}

/// Opens a folder.
pub fn open(folder: &Path) -> Snapshot {
    let question = Question { paths: &[folder.to_owned()], extent: Extent::Tests };
    engine::open(&question, &|_| {}).unwrap()
}

/// Runs something with the cursor at a byte of a file of a snapshot.
pub fn with_cursor<T>(
    snapshot: &Snapshot,
    path: &str,
    offset: u32,
    settings: &Settings,
    run: impl FnOnce(&Bench, &Cursor) -> T,
) -> T {
    let read = |file: FileId| facts(snapshot, file);
    let bench = Bench::new(&snapshot.api, &snapshot.paths, &snapshot.modules, settings, &read);
    let file = bench.file(path).unwrap_or_else(|| panic!("{path} is no file of the workspace"));
    let cursor = Cursor::new(&bench, file, Span { start: offset, end: offset }).expect("a file of code");
    run(&bench, &cursor)
}

fn facts(snapshot: &Snapshot, file: FileId) -> Option<Arc<Facts>> {
    let known = snapshot.facts.get(&file).cloned();
    known.or_else(|| {
        let path = &snapshot.paths[file.0 as usize];
        let text = read_text(&snapshot.root.join(path))?;
        Some(Arc::new(lower(Language::of_path(path)?, file, &text)))
    })
}

/// The offers of an action that fits the language.
pub fn offers(bench: &Bench, cursor: &Cursor, action: &Action) -> Vec<Offer> {
    if action.languages.contains(&cursor.language()) { (action.offer)(bench, cursor) } else { Vec::new() }
}

/// The texts of the files that a change edits, by path, once it is made.
pub fn texts(snapshot: &Snapshot, change: &Change) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for edit in &change.edits {
        let before = facts(snapshot, edit.file).expect("a file of code");
        let splices = change.edits.iter().filter(|other| other.file == edit.file).map(|other| &other.splice);
        let after = apply(&before.text, splices).expect("the pieces of a change do not meet");
        found.insert(snapshot.paths[edit.file.0 as usize].clone(), after);
    }
    found
}

/// Whether a text is read without errors.
pub fn is_sound(path: &str, text: &str) -> bool {
    Language::of_path(path).is_none_or(|language| parse(language, text).is_some_and(|it| !it.root_node().has_error()))
}
