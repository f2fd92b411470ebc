//! Does the server keep up with what happens around it? Folders, files, settings, and a client's questions meanwhile.

use super::client::Client;
use super::talk::{Talk, todo};
use serde_json::{Value, json};
use std::fs;
use std::time::{Duration, Instant};
use wayline::lsp::rules;

const APP: &str = "from fastapi import FastAPI\napp = FastAPI()\n\n\n@app.get('/one')\ndef one(): ...\n";

fn names(client: &mut Client) -> Vec<String> {
    let answer = client.request("workspace/symbol", json!({"query": ""}));
    let found = answer["result"].as_array().cloned().unwrap_or_default();
    let mut names: Vec<String> = found.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn folder(text: &str) -> (tempfile::TempDir, String) {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join(".git")).unwrap();
    fs::write(root.path().join("main.py"), text).unwrap();
    let uri = format!("file://{}", root.path().display());
    (root, uri)
}

fn watched(client: &mut Client, uri: &str, kind: u8) {
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": uri, "type": kind}]}));
}

#[test]
fn several_folders_are_answered_from_and_come_and_go() {
    let (_one, first) = folder(APP);
    let (_two, second) = folder(&APP.replace("/one", "/two"));
    let mut client = Client::ready(json!({}), &[&first]);
    assert_eq!(names(&mut client), ["GET /one"]);
    let change = |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
    let of = |uri: &str| json!([{"uri": uri, "name": "x"}]);
    client.notify("workspace/didChangeWorkspaceFolders", change(of(&second), json!([])));
    assert_eq!(names(&mut client), ["GET /one", "GET /two"]);
    client.notify("workspace/didChangeWorkspaceFolders", change(json!([]), of(&first)));
    assert_eq!(names(&mut client), ["GET /two"]);
    assert_eq!(client.quit(), 0);
}

#[test]
fn of_folders_inside_each_other_the_inner_one_tells_of_its_files() {
    let (root, outer) = folder("");
    let wrong = APP.replace("'/one'", "'one'");
    fs::create_dir_all(root.path().join("inner/.git")).unwrap();
    fs::write(root.path().join("inner/main.py"), wrong).unwrap();
    let inner = format!("{outer}/inner");
    let main = format!("{inner}/main.py");
    let mut client = Client::ready_with(rules, json!({}), &[&outer, &inner]);
    assert_eq!(names(&mut client).len(), 1, "not twice");
    let change = |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
    let of = |uri: &str| json!([{"uri": uri, "name": "x"}]);
    let last = |client: &mut Client| {
        names(client);
        let told = |note: &&Value| note["method"] == "textDocument/publishDiagnostics" && note["params"]["uri"] == main;
        client.notes.iter().rfind(told).map_or(0, |note| note["params"]["diagnostics"].as_array().unwrap().len())
    };
    let steps = [(json!([]), of(&outer)), (of(&outer), json!([])), (json!([]), of(&inner)), (of(&inner), json!([]))];
    for (added, removed) in steps {
        client.notify("workspace/didChangeWorkspaceFolders", change(added.clone(), removed));
        // A folder is settled a moment before what it tells is sent.
        let end = Instant::now() + Duration::from_millis(400);
        while client.take(end) {}
        assert_eq!(last(&mut client), 1, "{added}");
    }
    assert_eq!(client.quit(), 0);
}

#[test]
fn a_document_that_was_open_before_its_folder_came_counts_in_it() {
    let (_root, uri) = folder(APP);
    let (_other, other) = folder("");
    let mut client = Client::ready_with(todo, json!({}), &[&other]);
    let main = format!("{uri}/main.py");
    let text = APP.replace("/one", "/todo");
    let document = json!({"uri": main, "languageId": "python", "version": 3, "text": text});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    let event = json!({"added": [{"uri": uri, "name": "x"}], "removed": []});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    let found = client.note("textDocument/publishDiagnostics", |it| it["uri"] == main);
    assert_eq!((found["version"].as_i64(), found["diagnostics"].as_array().map(Vec::len)), (Some(3), Some(1)));
    let event = json!({"added": [], "removed": [{"uri": uri, "name": "x"}]});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    let found = client.note("textDocument/publishDiagnostics", |it| it["uri"] == main);
    assert_eq!(found["diagnostics"], json!([]), "what belongs to no folder is not told of");
}

#[test]
fn without_a_folder_that_of_the_document_counts() {
    let (_root, uri) = folder(APP);
    let mut client = Client::ready(json!({}), &[]);
    let document = json!({"uri": format!("{uri}/main.py"), "languageId": "python", "version": 1, "text": APP});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    assert_eq!(names(&mut client), ["GET /one"]);
}

#[test]
fn files_folders_and_configurations_that_change_on_disk_are_taken_up() {
    let (root, uri) = folder(APP);
    let mut client = Client::ready(json!({}), &[&uri]);
    fs::write(root.path().join("main.py"), APP.replace("/one", "/new")).unwrap();
    watched(&mut client, &format!("{uri}/main.py"), 2);
    assert_eq!(names(&mut client), ["GET /new"]);
    fs::create_dir(root.path().join("more")).unwrap();
    fs::write(root.path().join("more/app.py"), APP).unwrap();
    watched(&mut client, &format!("{uri}/more"), 1);
    assert_eq!(names(&mut client), ["GET /new", "GET /one"]);
    fs::write(root.path().join("wayline.toml"), "exclude = ['more/']").unwrap();
    watched(&mut client, &format!("{uri}/wayline.toml"), 1);
    assert_eq!(names(&mut client), ["GET /new"]);
    fs::write(root.path().join("wayline.toml"), "exlude = ['more/']").unwrap();
    for _ in 0..3 {
        watched(&mut client, &format!("{uri}/wayline.toml"), 2);
        assert_eq!(names(&mut client), ["GET /new"], "the last configuration that was valid holds");
    }
    let shown: Vec<&Value> = client.notes.iter().filter(|note| note["method"] == "window/showMessage").collect();
    assert_eq!(shown.len(), 1, "told once: {shown:?}");
    assert!(shown[0]["params"]["message"].as_str().unwrap().contains("did you mean `exclude`?"));
    fs::remove_file(root.path().join("wayline.toml")).unwrap();
    watched(&mut client, &format!("{uri}/wayline.toml"), 3);
    assert_eq!(names(&mut client), ["GET /new", "GET /one"]);
    fs::remove_dir_all(root.path().join("more")).unwrap();
    watched(&mut client, &format!("{uri}/more"), 3);
    assert_eq!(names(&mut client), ["GET /new"]);
}

#[test]
fn a_configuration_that_is_not_valid_is_told_of_at_its_line_and_costs_nothing_else() {
    for asks in [false, true] {
        let (root, uri) = folder(APP);
        let can = if asks { json!({"textDocument": {"diagnostic": {}}}) } else { json!({}) };
        let mut client = Client::ready_with(rules, can, &[&uri]);
        let config = format!("{uri}/wayline.toml");
        let write = |client: &mut Client, text: &str| {
            fs::write(root.path().join("wayline.toml"), text).unwrap();
            watched(client, &config, 2);
            client.note("textDocument/publishDiagnostics", |it| it["uri"] == config)["diagnostics"].clone()
        };
        let told = write(&mut client, "# ours\nexlude = []\n");
        let line = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 11}});
        assert_eq!(
            (told.as_array().map(Vec::len), &told[0]["range"], &told[0]["severity"]),
            (Some(1), &line, &json!(1))
        );
        assert_eq!(told[0]["message"], "unknown key `exlude`; did you mean `exclude`?");
        assert_eq!(names(&mut client), ["GET /one"], "without any before it, none holds");
        assert!(write(&mut client, "profile = [").as_array().is_some_and(|told| told.len() == 1));
        assert_eq!(write(&mut client, "exclude = []"), json!([]));
        assert_eq!(client.quit(), 0);
    }
}

#[test]
fn a_client_that_does_not_watch_tells_by_what_it_opens_and_saves() {
    let (root, uri) = folder(APP);
    let mut client = Client::ready(json!({}), &[&uri]);
    assert_eq!(names(&mut client), ["GET /one"]);
    fs::write(root.path().join("main.py"), APP.replace("/one", "/new")).unwrap();
    fs::write(root.path().join("more.py"), APP).unwrap();
    let document = json!({"uri": format!("{uri}/more.py"), "languageId": "python", "version": 1, "text": APP});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    assert_eq!(names(&mut client), ["GET /new", "GET /one"]);
    fs::write(root.path().join("main.py"), APP.replace("/one", "/other")).unwrap();
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": format!("{uri}/more.py")}}));
    assert_eq!(names(&mut client), ["GET /one", "GET /other"]);
}

#[test]
fn settings_are_taken_up_while_the_server_runs() {
    let mut talk = Talk::new(&[("main.py", &format!("{APP}app.mount('/x', app)\n"))], "utf-16", json!({}));
    talk.play("> open main.py");
    let lenses = |talk: &mut Talk| talk.ask("codeLens", "main.py", json!({})).as_array().map_or(0, Vec::len);
    assert!(lenses(&mut talk) > 0);
    let settings = |settings: Value| json!({"settings": {"wayline": settings}});
    talk.client.notify("workspace/didChangeConfiguration", settings(json!({"codeLens": false, "inlayHints": false})));
    assert_eq!(lenses(&mut talk), 0);
    talk.client.notify("workspace/didChangeConfiguration", settings(json!({"codeLens": 7})));
    assert_eq!(lenses(&mut talk), 0, "what makes no sense changes nothing");
    talk.client.notify("workspace/didChangeConfiguration", settings(json!({})));
    assert!(lenses(&mut talk) > 0);
    talk.client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    assert_eq!(talk.client.quit(), 0);
}

#[test]
fn a_client_is_asked_to_watch_and_for_settings_if_it_can() {
    let (_root, uri) = folder(APP);
    let can = json!({"workspace": {
        "configuration": true,
        "didChangeWatchedFiles": {"dynamicRegistration": true},
        "didChangeConfiguration": {"dynamicRegistration": true},
    }});
    let mut client = Client::ready(can, &[&uri]);
    let end = Instant::now() + Duration::from_secs(20);
    while client.asked.len() < 2 && client.take(end) {}
    let asked: Vec<&str> = client.asked.iter().map(|it| it["method"].as_str().unwrap()).collect();
    assert_eq!(asked, ["client/registerCapability", "workspace/configuration"]);
    let registrations = client.asked[0]["params"]["registrations"].as_array().unwrap();
    assert_eq!(registrations.len(), 2);
    let mut modest = Client::ready(json!({}), &[&uri]);
    assert_eq!(names(&mut modest), ["GET /one"]);
    assert!(modest.asked.is_empty() && modest.notes.is_empty());
}

#[test]
fn a_lens_leads_to_its_places_in_any_client() {
    let place = |line: u32| json!({"uri": "file:///a/b.py", "range": {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 1}}});
    let show = json!({"command": "wayline.show", "arguments": [[place(0), place(4)]]});
    let mut client = Client::ready(json!({"window": {"showDocument": {"support": true}}}), &[]);
    client.request("workspace/executeCommand", show.clone());
    assert!(client.note("window/showMessage", |_| true)["message"].as_str().unwrap().ends_with("b.py:5"));
    let end = Instant::now() + Duration::from_secs(20);
    while client.asked.is_empty() && client.take(end) {}
    assert_eq!(client.asked[0]["method"], "window/showDocument");
    let mut modest = Client::ready(json!({}), &[]);
    modest.request("workspace/executeCommand", show);
    let told = modest.note("window/showMessage", |_| true);
    assert_eq!(told["message"].as_str().unwrap().lines().count(), 2);
    assert_eq!(modest.request("workspace/executeCommand", json!({"command": "no"}))["error"]["code"], -32602);
}

#[test]
fn code_that_nobody_would_write_by_hand_costs_no_answer() {
    let mut talk = Talk::new(&[("main.py", APP)], "utf-16", json!({}));
    talk.play("> open main.py");
    let uri = talk.uri("main.py");
    let deep = |open: &str, close: &str| format!("x = {}1{}", open.repeat(20_000), close.repeat(20_000));
    let bodies =
        [deep("(", ")"), deep("[", ""), deep("-", ""), deep("f(", ")"), "\0".to_owned(), "\u{feff}\r\r\n".to_owned()];
    for (version, body) in (2..).zip(bodies) {
        let text = format!("{APP}\ndef g():\n    {body}\n    return 1\n\n{body}\n");
        let document = json!({"uri": uri, "version": version});
        talk.client
            .notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
        let at = json!({"position": {"line": 5, "character": 4}});
        talk.ask("hover", "main.py", at.clone());
        talk.ask("documentHighlight", "main.py", at);
        talk.ask("codeLens", "main.py", json!({}));
    }
    assert_eq!(talk.client.quit(), 0);
}

/// A question is answered for the text that its asker saw, or it is told that this is gone: never for another.
#[test]
fn answers_are_of_the_version_that_was_asked_about() {
    let mut talk = Talk::new(&[("main.py", APP)], "utf-16", json!({}));
    talk.play("> open main.py");
    let uri = talk.uri("main.py");
    let mut asked = Vec::new();
    for version in 2..60 {
        let text = APP.replace("/one", &format!("/v{version}"));
        let document = json!({"uri": uri, "version": version});
        talk.client
            .notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
        let params = json!({"textDocument": {"uri": uri}});
        asked.push((version, talk.client.ask("textDocument/documentSymbol", params)));
    }
    let last = asked.len() - 1;
    for (at, (version, id)) in asked.into_iter().enumerate() {
        let answer = talk.client.answer(id);
        match answer["result"][0]["name"].as_str() {
            Some(name) => assert_eq!(name, format!("GET /v{version}")),
            None => assert!(answer["error"]["code"] == -32801 && at != last, "{answer}"),
        }
    }
}

#[test]
fn a_folder_that_disappears_is_told_of_once_and_may_come_back() {
    let (root, uri) = folder(APP);
    let mut client = Client::ready(json!({}), &[&uri]);
    assert_eq!(names(&mut client), ["GET /one"]);
    let away = root.path().with_extension("away");
    fs::rename(root.path(), &away).unwrap();
    for _ in 0..2 {
        watched(&mut client, &uri, 3);
        assert!(names(&mut client).is_empty());
    }
    fs::rename(&away, root.path()).unwrap();
    watched(&mut client, &uri, 1);
    assert_eq!(names(&mut client), ["GET /one"]);
    assert_eq!(client.notes.iter().filter(|note| note["method"] == "window/showMessage").count(), 1);
}
