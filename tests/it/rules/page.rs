//! What does a page of a rule hold? Examples in fences, and what is expected to be found in them.

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

/// The examples of a page. A fence may name its file; one that names none is `main.py`. That, or a test,
/// ends an example.
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
        match info.split_once(' ').map(|(_, rest)| rest) {
            Some("fixed") => found.last_mut().expect("a fixed text follows an example").fixed = Some(text),
            named => {
                let path = named.unwrap_or("main.py");
                next.files.push((path.to_owned(), text));
                if named.is_some() && !path.starts_with("test_") {
                    continue;
                }
                found.push(Example { is_bad, ..std::mem::take(&mut next) });
            }
        }
    }
    found
}

impl Example {
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

/// A text without comments of carets.
pub fn without_carets(text: &str) -> String {
    text.lines().filter(|line| carets(line).is_none()).flat_map(|line| [line, "\n"]).collect()
}

/// The columns that carets mark, and the message after them. Carets that follow the `#` at once mark it as well.
fn carets(line: &str) -> Option<(u32, u32, &str)> {
    let comment = line.trim_start().strip_prefix('#')?;
    let rest = comment.trim_start();
    let message = rest.strip_prefix('^')?.trim_start_matches('^');
    let (first, end) = (line.find('^')? as u32, (line.len() - message.len()) as u32);
    let start = if comment.starts_with('^') { first - 1 } else { first };
    Some((start, end, message.trim_start()))
}
