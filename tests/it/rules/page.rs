//! What does a page of a rule hold? Examples in fences, and what is expected to be found in them.

/// The manifest of examples in Rust that bring none.
pub const MANIFEST: &str = include_str!("../../rust/page.toml");

/// One example: files, of which the last is what the page shows, and its text after the fix.
#[derive(Debug, Default)]
pub struct Example {
    /// Path and text of each file.
    pub files: Vec<(String, String)>,
    /// The last file's text once every fix is made.
    pub fixed: Option<String>,
    /// Whether it stands under the heading "Bad".
    pub is_bad: bool,
}

/// What a comment of carets states: the marked bytes of a line, and the message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Expected {
    /// 1-based line that is marked.
    pub line: u32,
    /// 0-based first column, in bytes.
    pub start: u32,
    /// One past the last marked column.
    pub end: u32,
    /// The message.
    pub message: String,
}

/// The examples of a page. A fence may name its file; one that names none is `main.py`, or `src/main.rs` if it is Rust.
/// That, or a test, ends an example. An example in Rust without a manifest gets one with the current frameworks.
pub fn examples(page: &str) -> Vec<Example> {
    let (mut found, mut next) = (Vec::<Example>::new(), Example::default());
    let mut is_bad = false;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            is_bad = heading == "Bad";
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let text: String = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        let (language, named) = info.split_once(' ').map_or((info, None), |(language, rest)| (language, Some(rest)));
        match named {
            Some("fixed") => found.last_mut().expect("a fixed text follows an example").fixed = Some(text),
            named => {
                let path = named.unwrap_or(if language == "rust" { "src/main.rs" } else { "main.py" });
                next.files.push((path.to_owned(), text));
                if named.is_some() && !path.starts_with("test_") && !path.starts_with("tests/") {
                    continue;
                }
                next.add_manifest();
                found.push(Example { is_bad, ..std::mem::take(&mut next) });
            }
        }
    }
    found
}

impl Example {
    fn add_manifest(&mut self) {
        let has_rust = self.files.iter().any(|(path, _)| is_rust(path));
        if has_rust && !self.files.iter().any(|(path, _)| path.ends_with("Cargo.toml")) {
            self.files.insert(0, ("Cargo.toml".to_owned(), MANIFEST.to_owned()));
        }
    }

    /// What comments of carets in the last file state.
    pub fn expected(&self) -> Vec<Expected> {
        let (mut found, mut marked) = (Vec::new(), 0);
        for (number, line) in (1..).zip(self.text().lines()) {
            match carets(line) {
                Some((start, end, message)) => {
                    found.push(Expected { line: marked, start, end, message: message.to_owned() });
                }
                None => marked = number,
            }
        }
        found
    }

    /// The last file.
    pub fn text(&self) -> &str {
        self.files.last().map_or("", |(_, text)| text)
    }
}

/// Whether a file is Rust.
pub fn is_rust(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

/// A text without comments of carets.
pub fn without_carets(text: &str) -> String {
    text.lines().filter(|line| carets(line).is_none()).flat_map(|line| [line, "\n"]).collect()
}

/// The columns that carets mark, and the message after them. Carets that follow the `#` or `//` at once mark it as well.
fn carets(line: &str) -> Option<(u32, u32, &str)> {
    let trimmed = line.trim_start();
    let comment = trimmed.strip_prefix("//").or_else(|| trimmed.strip_prefix('#'))?;
    let rest = comment.trim_start();
    let message = rest.strip_prefix('^')?.trim_start_matches('^');
    let (first, end) = (line.find('^')? as u32, (line.len() - message.len()) as u32);
    let sign = (trimmed.len() - comment.len()) as u32;
    let start = if comment.starts_with('^') { first - sign } else { first };
    Some((start, end, message.trim_start()))
}
