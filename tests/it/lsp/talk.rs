//! How is a session written down? `> what the client does` and `< what the server says`, with places as the client's
//! text has them: line and column in characters, both 1-based, whatever the encoding of the wire.

use super::client::Client;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use wayline::edit::{Change, Edit, Safety};
use wayline::engine::Snapshot;
use wayline::lsp::{Finding, nothing};
use wayline::rules::{self, Level, Related};
use wayline::text::{Span, Splice};

/// An editor with a folder and a server.
pub struct Talk {
    pub client: Client,
    root: TempDir,
    encoding: &'static str,
    pushes: bool,
    open: BTreeMap<String, (i32, String)>,
    said: Vec<String>,
}

/// Tells of each endpoint below `/todo`, and where else its path is made.
pub fn todo(snapshot: &Snapshot) -> Vec<Finding> {
    let own = snapshot.api.endpoints.iter().filter(|endpoint| endpoint.path.contains("/todo"));
    let spot =
        |place: wayline::facts::Place| snapshot.facts.get(&place.file).map(|facts| facts.span(place.item, place.node));
    let finding = |endpoint: &wayline::api::Endpoint| {
        let mounted = |at| Some(Related { at, span: spot(at)?, message: "mounted here".to_owned() });
        let span = spot(endpoint.route)?;
        let splice = Splice { span: Span { start: span.end, end: span.end }, text: "  # é seen".to_owned() };
        let found = rules::Finding {
            rule: "todo",
            level: Level::Warning,
            at: endpoint.route,
            span,
            message: format!("{} is to be done", endpoint.path),
            related: endpoint.through.iter().filter_map(|place| mounted(*place)).collect(),
            fix: Some(Change {
                title: "Mark it as seen".to_owned(),
                edits: vec![Edit { file: endpoint.route.file, splice }],
                created: Vec::new(),
                safety: Safety::Safe,
            }),
            within: None,
        };
        Some(Finding { found, page: Some("https://example.org/todo".to_owned()), unnecessary: true })
    };
    own.filter_map(|endpoint| finding(endpoint)).collect()
}

impl Talk {
    /// A folder with files, opened by a client that can do what is given besides.
    pub fn new(files: &[(&str, &str)], encoding: &'static str, can: Value) -> Talk {
        Talk::with(Client::here(todo), files, encoding, can)
    }

    /// What is said from opening a folder to the end of a script, after which the server ends well.
    pub fn play_all(files: &[(&str, &str)], encoding: &'static str, script: &str) -> String {
        let mut talk = Talk::new(files, encoding, json!({}));
        let said = talk.play(script);
        assert_eq!(talk.client.quit(), 0);
        said
    }

    /// The same with the program itself, which has nothing to tell of `/todo`.
    pub fn process(files: &[(&str, &str)], encoding: &'static str) -> Talk {
        let _ = nothing;
        Talk::with(Client::process(&["lsp"]), files, encoding, json!({}))
    }

    fn with(mut client: Client, files: &[(&str, &str)], encoding: &'static str, can: Value) -> Talk {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join(".git")).unwrap();
        files.iter().for_each(|(path, text)| write(root.path(), path, text));
        let mut capabilities = json!({
            "general": {"positionEncodings": [encoding]},
            "textDocument": {
                "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            },
        });
        merge(&mut capabilities, can);
        let pushes = capabilities["textDocument"].get("diagnostic").is_none();
        let answer = client.initialize(capabilities, &[&uri(root.path(), "")]);
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        Talk { client, root, encoding, pushes, open: BTreeMap::new(), said: Vec::new() }
    }

    /// Plays a script: the lines that start with `>`. What was said, both sides.
    pub fn play(&mut self, script: &str) -> String {
        for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.said.push(line.to_owned());
            let words = split(line.trim_start_matches("> "));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            self.act(&words);
        }
        std::mem::take(&mut self.said).join("\n")
    }

    fn act(&mut self, words: &[&str]) {
        match words {
            ["open", path] => self.open(path, None),
            ["open", path, text] => self.open(path, Some(text)),
            ["edit", path, old, new] => self.edit(path, old, new),
            ["close", path] => self.close(path),
            ["disk", path, text] => self.disk(path, Some(text)),
            ["delete", path] => self.disk(path, None),
            ["hover", path, at] => self.hover(path, at),
            ["highlight", path, at] => self.list("documentHighlight", path, at),
            [what @ ("definition" | "implementation" | "references"), path, at] => self.list(what, path, at),
            ["complete", path, at] => self.complete(path, at),
            ["symbols", path] => self.symbols(path),
            ["find", query] => self.find(query),
            ["lenses", path] => self.lenses(path),
            ["hints", path] => self.hints(path),
            ["pull", path, rest @ ..] => self.pull(path, rest.first().copied()),
            other => panic!("no such line: {other:?}"),
        }
    }

    pub fn uri(&self, path: &str) -> String {
        uri(self.root.path(), path)
    }

    fn open(&mut self, path: &str, text: Option<&str>) {
        let text = text.map_or_else(|| fs::read_to_string(self.root.path().join(path)).unwrap(), str::to_owned);
        let document = json!({"uri": self.uri(path), "languageId": "python", "version": 1, "text": text});
        self.client.notify("textDocument/didOpen", json!({"textDocument": document}));
        self.open.insert(path.to_owned(), (1, text));
        self.diagnostics(path);
    }

    /// Replaces the first occurrence of a text, as one incremental change.
    fn edit(&mut self, path: &str, old: &str, new: &str) {
        let (version, text) = self.open[path].clone();
        let start = text.find(old).unwrap_or_else(|| panic!("{path} has no {old:?}"));
        let range = json!({"start": self.wire(&text, start), "end": self.wire(&text, start + old.len())});
        let document = json!({"uri": self.uri(path), "version": version + 1});
        let changes = json!([{"range": range, "text": new}]);
        self.client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
        self.open.insert(path.to_owned(), (version + 1, text.replacen(old, new, 1)));
        self.diagnostics(path);
    }

    fn close(&mut self, path: &str) {
        self.open.remove(path);
        self.client.notify("textDocument/didClose", json!({"textDocument": {"uri": self.uri(path)}}));
    }

    fn disk(&mut self, path: &str, text: Option<&str>) {
        match text {
            Some(text) => write(self.root.path(), path, text),
            None => fs::remove_file(self.root.path().join(path)).unwrap(),
        }
        let change = json!({"uri": self.uri(path), "type": if text.is_some() { 2 } else { 3 }});
        self.client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    }

    fn diagnostics(&mut self, path: &str) {
        if !self.pushes || path.contains(':') {
            return;
        }
        let (uri, version) = (self.uri(path), self.open[path].0);
        let found =
            self.client.note("textDocument/publishDiagnostics", |it| it["uri"] == uri && it["version"] == version);
        for line in self.diagnostic_lines(path, &found["diagnostics"]) {
            self.said.push(line);
        }
    }

    /// What was pushed last of a file that is not open, once it is not empty or is empty, as asked.
    pub fn pushed(&mut self, path: &str, is_empty: bool) -> Vec<String> {
        let uri = self.uri(path);
        let holds =
            |it: &Value| it["uri"] == uri && it["diagnostics"].as_array().is_some_and(Vec::is_empty) == is_empty;
        let found = self.client.note("textDocument/publishDiagnostics", holds);
        self.diagnostic_lines(path, &found["diagnostics"])
    }

    fn diagnostic_lines(&self, path: &str, diagnostics: &Value) -> Vec<String> {
        let line = |it: &Value| {
            let related = it["relatedInformation"].as_array().cloned().unwrap_or_default();
            let related: Vec<String> = related
                .iter()
                .map(|it| format!(" ({} {})", it["message"].as_str().unwrap(), self.location(&it["location"])))
                .collect();
            let (code, message) = (it["code"].as_str().unwrap(), it["message"].as_str().unwrap());
            format!("< {} {code}: {message}{}", self.range(path, &it["range"]), related.concat())
        };
        diagnostics.as_array().unwrap().iter().map(line).collect()
    }

    pub fn ask(&mut self, method: &str, path: &str, more: Value) -> Value {
        let mut params = json!({"textDocument": {"uri": self.uri(path)}});
        merge(&mut params, more);
        let answer = self.client.request(&format!("textDocument/{method}"), params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The position of a mark: where the text before its `|` ends.
    fn mark(&self, path: &str, mark: &str) -> Value {
        let text = &self.open[path].1;
        let (before, after) = mark.split_once('|').unwrap_or(("", mark));
        let at = text.find(&[before, after].concat()).unwrap_or_else(|| panic!("{path} has no {mark:?}"));
        json!({"position": self.wire(text, at + before.len())})
    }

    fn hover(&mut self, path: &str, at: &str) {
        let mark = self.mark(path, at);
        let answer = self.ask("hover", path, mark);
        match answer["contents"]["value"].as_str() {
            None => self.said.push("< nothing".to_owned()),
            Some(card) => {
                self.said.push(format!("< {}", self.range(path, &answer["range"])));
                self.said.extend(
                    card.lines().filter(|line| !line.is_empty()).map(|line| format!("<   {}", line.trim_end())),
                );
            }
        }
    }

    fn list(&mut self, what: &str, path: &str, at: &str) {
        let mut more = self.mark(path, at);
        if what == "references" {
            more["context"] = json!({"includeDeclaration": false});
        }
        let answer = self.ask(what, path, more);
        let found = answer.as_array().cloned().unwrap_or_default();
        for it in &found {
            let line = if it.get("uri").is_some() { self.location(it) } else { self.range(path, &it["range"]) };
            self.said.push(format!("< {line}"));
        }
        if found.is_empty() {
            self.said.push("< nothing".to_owned());
        }
    }

    fn complete(&mut self, path: &str, at: &str) {
        let mark = self.mark(path, at);
        let answer = self.ask("completion", path, mark);
        for it in answer.as_array().cloned().unwrap_or_default() {
            let edit = &it["textEdit"];
            let range = self.range(path, &edit["range"]);
            self.said.push(format!(
                "< {range} {} = {}",
                it["label"].as_str().unwrap(),
                edit["newText"].as_str().unwrap()
            ));
        }
    }

    fn symbols(&mut self, path: &str) {
        let answer = self.ask("documentSymbol", path, json!({}));
        for it in answer.as_array().cloned().unwrap_or_default() {
            let range = self.range(path, &it["selectionRange"]);
            self.said.push(format!("< {} ({}) {range}", it["name"].as_str().unwrap(), it["detail"].as_str().unwrap()));
        }
    }

    fn find(&mut self, query: &str) {
        let answer = self.client.request("workspace/symbol", json!({"query": query}));
        for it in answer["result"].as_array().cloned().unwrap_or_default() {
            self.said.push(format!("< {} {}", it["name"].as_str().unwrap(), self.location(&it["location"])));
        }
    }

    fn lenses(&mut self, path: &str) {
        let answer = self.ask("codeLens", path, json!({}));
        for it in answer.as_array().cloned().unwrap_or_default() {
            let places = it["command"]["arguments"][0].as_array().cloned().unwrap_or_default();
            let places: Vec<String> = places.iter().map(|place| self.location(place)).collect();
            let title = it["command"]["title"].as_str().unwrap();
            self.said.push(format!("< {} {title} {places:?}", self.range(path, &it["range"])));
        }
    }

    fn hints(&mut self, path: &str) {
        let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 100_000, "character": 0}});
        let answer = self.ask("inlayHint", path, json!({"range": whole}));
        for it in answer.as_array().cloned().unwrap_or_default() {
            let at = self.place(path, &it["position"]);
            self.said.push(format!("< {at} {}", it["label"].as_str().unwrap()));
        }
    }

    fn pull(&mut self, path: &str, known: Option<&str>) {
        let answer = self.ask("diagnostic", path, known.map_or(json!({}), |known| json!({"previousResultId": known})));
        self.said.push(format!("< {}", answer["kind"].as_str().unwrap()));
        let items = answer.get("items").cloned().unwrap_or(json!([]));
        let lines = self.diagnostic_lines(path, &items);
        self.said.extend(lines);
    }

    /// A byte of a text as the wire has it.
    fn wire(&self, text: &str, offset: usize) -> Value {
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let before = &text[start..offset];
        let column = match self.encoding {
            "utf-8" => before.len(),
            "utf-16" => before.encode_utf16().count(),
            _ => before.chars().count(),
        };
        json!({"line": text[..offset].matches('\n').count(), "character": column})
    }

    fn text(&self, path: &str) -> String {
        let disk = || fs::read_to_string(self.root.path().join(path)).unwrap_or_default();
        self.open.get(path).map_or_else(disk, |(_, text)| text.clone())
    }

    /// A position of the wire, in characters.
    fn place(&self, path: &str, at: &Value) -> String {
        let text = self.text(path);
        let (line, column) = (at["line"].as_u64().unwrap() as usize, at["character"].as_u64().unwrap() as usize);
        let line_text = text.split('\n').nth(line).unwrap_or_default();
        let width = |c: char| match self.encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        };
        let mut units = 0;
        let chars = line_text.chars().take_while(|c| {
            units += width(*c);
            units <= column
        });
        format!("{}:{}", line + 1, chars.count() + 1)
    }

    fn range(&self, path: &str, range: &Value) -> String {
        format!("{}-{}", self.place(path, &range["start"]), self.place(path, &range["end"]))
    }

    fn location(&self, location: &Value) -> String {
        let (uri, root) = (location["uri"].as_str().unwrap(), self.uri(""));
        let path = uri.strip_prefix(&format!("{root}/")).unwrap_or(uri).to_owned();
        format!("{path}:{}", self.range(&path, &location["range"]))
    }
}

fn uri(root: &Path, path: &str) -> String {
    if path.contains(':') {
        return path.to_owned();
    }
    let whole = if path.is_empty() { root.to_owned() } else { root.join(path) };
    format!("file://{}", whole.display())
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Words between blanks; one in backquotes may hold blanks and `\n`.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, piece) in line.split('`').enumerate() {
        if at % 2 == 1 {
            words.push(piece.replace("\\n", "\n"));
        } else {
            words.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn merge(into: &mut Value, more: Value) {
    match (into, more) {
        (Value::Object(into), Value::Object(more)) => {
            for (key, value) in more {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, more) => *into = more,
    }
}
