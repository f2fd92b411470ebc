//! Is a session, after each of some edits, in the state of opening what stands there then? A folder and what edits it.

use crate::random::Numbers;
use crate::session::{opened, settle, shown, write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use tempfile::TempDir;
use wayline::engine::{FileChange, Session, Snapshot, Work};

/// Documents of a folder, as a session and as the disk have them.
pub struct Edited {
    root: TempDir,
    pub session: Session,
    pub texts: Vec<(String, String)>,
}

impl Edited {
    /// A folder with these files, of which a session was opened.
    pub fn new(texts: &[(impl AsRef<str>, impl AsRef<str>)]) -> Self {
        let texts: Vec<(String, String)> =
            texts.iter().map(|(path, text)| (path.as_ref().to_owned(), text.as_ref().to_owned())).collect();
        let root = tempfile::tempdir().unwrap();
        write(root.path(), ".git/HEAD", "");
        texts.iter().for_each(|(path, text)| write(root.path(), path, text));
        let mut session = Session::new(root.path().to_owned());
        settle(&mut session);
        Edited { root, session, texts }
    }

    /// Gives a file another text, on disk and in the session, which settles nothing yet.
    fn tell(&mut self, path: &str, text: &str) -> Work {
        write(self.root.path(), path, text);
        if let Some((_, known)) = self.texts.iter_mut().find(|(known, _)| known == path) {
            text.clone_into(known);
        }
        self.session.change(&FileChange::Text(path.to_owned(), Arc::from(text)))
    }

    /// The state must be that of opening what is on disk.
    fn compare(&self, snapshot: &Snapshot, after: &str) {
        assert_eq!(shown(snapshot), opened(&self.root), "{after}: {:#?}", self.texts);
    }

    /// Gives a file another text; what must be done again. The state is then that of opening what is on disk.
    pub fn set(&mut self, path: &str, text: &str) -> Work {
        let work = self.tell(path, text);
        let snapshot = settle(&mut self.session);
        self.compare(&snapshot, path);
        work
    }

    /// The text of a file with one piece replaced.
    fn with(&self, path: &str, from: &str, to: &str) -> String {
        let text = self.texts.iter().find(|(known, _)| known == path).map(|(_, text)| text).unwrap();
        assert!(text.contains(from), "{from} is in {path}");
        text.replacen(from, to, 1)
    }

    /// Replaces a piece of a file, as [`Self::set`] does.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) -> Work {
        let text = self.with(path, from, to);
        self.set(path, &text)
    }

    /// Whether replacing a piece of a file evaluates the folder again. The state is then that of opening what is on disk.
    pub fn evaluates(&mut self, path: &str, from: &str, to: &str) -> bool {
        let text = self.with(path, from, to);
        self.tell(path, &text);
        let evaluated = AtomicBool::new(false);
        let say = |what: &str| evaluated.store(what == "evaluating" || evaluated.load(Relaxed), Relaxed);
        let snapshot = self.session.settle(&say).unwrap();
        self.compare(&snapshot, &format!("{path}: {from} is now {to}"));
        evaluated.load(Relaxed)
    }

    /// Takes every line of a file out and puts it back.
    pub fn leave_out_each_line(&mut self, path: &str) {
        let original = self.with(path, "", "");
        let lines: Vec<&str> = original.split_inclusive('\n').collect();
        for left_out in 0..lines.len() {
            self.set(path, &[&lines[..left_out], &lines[left_out + 1..]].concat().concat());
        }
        self.set(path, &original);
    }
}

/// Breaks and mends the code of a folder with pieces that are drawn at random; now and then, without waiting.
pub fn edit_at_random(texts: &[(String, String)], pieces: &[&str], seed: u64, steps: usize) {
    let mut edited = Edited::new(texts);
    let mut numbers = Numbers(seed);
    let is_code = |path: &str| Path::new(path).extension().is_some_and(|it| it == "rs" || it == "py");
    let code: Vec<usize> = (0..texts.len()).filter(|at| is_code(&texts[*at].0)).collect();
    for step in 0..steps {
        let at = code[numbers.below(code.len())];
        let (path, original) = &texts[at];
        // Every few steps the file is mended, or nothing would be left to break.
        let is_mended = numbers.below(3) == 0;
        let mut text = if is_mended { original.clone() } else { edited.texts[at].1.clone() };
        numbers.replace(&mut text, 6, pieces);
        edited.tell(path, &text);
        if step % 2 == 0 {
            settle(&mut edited.session);
        }
        if step % 4 == 3 {
            let snapshot = settle(&mut edited.session);
            edited.compare(&snapshot, &format!("after step {step}"));
        }
    }
}
