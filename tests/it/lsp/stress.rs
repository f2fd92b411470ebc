//! Does the server stay in order and alive under load, broken messages and panics?

use super::client::{Client, LIMIT};
use crate::random::Numbers;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const URI: &str = "file:///nowhere/a.py";

fn open(client: &mut Client, text: &str) {
    let document = json!({"uri": URI, "languageId": "python", "version": 0, "text": text});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
}

fn hook(client: &mut Client, name: &str, arguments: Value) -> i64 {
    client.ask("workspace/executeCommand", json!({"command": format!("wayline.test.{name}"), "arguments": arguments}))
}

fn hover(client: &mut Client) -> i64 {
    client.ask("textDocument/hover", json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}))
}

fn assert_answers(client: &mut Client) {
    let asked = hover(client);
    assert!(client.answer(asked).get("result").is_some());
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A random edit of a line: the change, in UTF-16.
fn edit_line(numbers: &mut Numbers, lines: &mut [String]) -> Value {
    let at = numbers.below(lines.len());
    let chars: Vec<char> = lines[at].chars().collect();
    let start = numbers.below(chars.len() + 1);
    let end = (start + numbers.below(3)).min(chars.len());
    let new = ["a", "é", "😀", "", "zz"][numbers.below(5)];
    let text = |range: &[char]| range.iter().collect::<String>();
    let column = |until: usize| units(&text(&chars[..until]));
    let change = change((at, column(start)), (at, column(end)), new);
    lines[at] = [&text(&chars[..start]), new, &text(&chars[end..])].concat();
    change
}

fn split_line(numbers: &mut Numbers, lines: &mut Vec<String>) -> Value {
    let at = numbers.below(lines.len());
    let chars: Vec<char> = lines[at].chars().collect();
    let cut = numbers.below(chars.len() + 1);
    let (before, after): (String, String) = (chars[..cut].iter().collect(), chars[cut..].iter().collect());
    let place = (at, units(&before));
    lines.splice(at..=at, [before, after]);
    change(place, place, "\n")
}

fn change(start: (usize, usize), end: (usize, usize), text: &str) -> Value {
    let position = |(line, character): (usize, usize)| json!({"line": line, "character": character});
    json!({"range": {"start": position(start), "end": position(end)}, "text": text})
}

#[test]
fn two_thousand_edits_with_requests_between_them_leave_the_text_of_the_client() {
    let mut client = Client::ready(json!({}), &[]);
    let mut numbers = Numbers(7);
    let mut lines: Vec<String> = (0..200).map(|at| format!("line {at} é 😀 x")).collect();
    open(&mut client, &lines.join("\n"));
    let mut asked = Vec::new();
    for version in 1..=2000 {
        let mut changes = vec![edit_line(&mut numbers, &mut lines)];
        if numbers.below(10) == 0 {
            changes.push(split_line(&mut numbers, &mut lines));
        }
        let document = json!({"uri": URI, "version": version});
        client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
        if version % 5 == 0 {
            asked.push((version, hook(&mut client, "dump", json!([URI, "brief"])), hover(&mut client)));
        }
    }
    let last = hook(&mut client, "dump", json!([URI]));
    let state = client.answer(last)["result"].clone();
    assert_eq!((state["text"].as_str(), &state["version"]), (Some(&*lines.join("\n")), &json!(2000)));
    for (version, dump, hover) in asked {
        assert_eq!(client.answer(dump)["result"]["version"], version, "the state is that of the moment of asking");
        // A hover waits for its version to settle; if the next edit is faster, it is told so.
        let answer = client.answer(hover);
        assert!(answer.get("result").is_some() || answer["error"]["code"] == -32801, "{answer}");
    }
    assert_eq!(client.quit(), 0);
}

#[test]
fn a_panic_costs_one_answer() {
    let mut client = Client::ready(json!({}), &[]);
    let panics = hook(&mut client, "panic", json!([]));
    assert_eq!(client.answer(panics)["error"]["code"], -32603);
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": "file:///x/wayline-test-panic"}}));
    assert_answers(&mut client);
    assert_eq!(client.quit(), 0);
}

#[test]
fn broken_messages_are_answered_and_cost_nothing_else() {
    let broken: [&[u8]; 6] = [
        b"Content-Length: 23\r\n\r\n{\"jsonrpc\":\"2.0\", oops",
        b"Content-Length: 50\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{\"a\":\"\xff\xfe\"}}",
        b"Content-Length: abc\r\n\r\n",
        b"hello this is not a header\r\n\r\n",
        b"Content-Length: 99999999999999\r\n\r\n",
        b"Content-Length: 3\r\n\r\n{\"a\":1}",
    ];
    for bytes in broken {
        let mut client = Client::ready(json!({}), &[]);
        client.write(bytes);
        assert_answers(&mut client);
        assert_eq!(client.answer(0)["error"]["code"], -32700, "{}", String::from_utf8_lossy(bytes));
        assert_eq!(client.quit(), 0);
    }
}

#[test]
fn headers_in_lower_case_and_of_other_names_are_read() {
    let mut client = Client::ready(json!({}), &[]);
    for headers in ["content-length: ", "X-A: 1\r\nX-B: 2\r\nContent-Length: "] {
        let body = json!({"jsonrpc": "2.0", "id": 77, "method": "shutdown"}).to_string();
        client.write(format!("{headers}{}\r\n\r\n{body}", body.len()).as_bytes());
        assert!(client.answer_within(77, LIMIT).is_some(), "{headers}");
    }
}

#[test]
fn a_document_of_fifty_megabytes_is_taken() {
    let mut client = Client::ready(json!({}), &["file:///nowhere"]);
    let text = "x = 1  # é\n".repeat(4_400_000);
    open(&mut client, &text);
    let dump = hook(&mut client, "dump", json!([URI, "brief"]));
    assert_eq!(client.answer(dump)["result"]["length"], text.len());
    assert_answers(&mut client);
}

#[test]
fn slow_requests_hold_up_nobody_and_can_be_cancelled() {
    let mut client = Client::ready(json!({}), &[]);
    let slow: Vec<i64> = (0..8).map(|_| hook(&mut client, "sleep", json!([]))).collect();
    let spins: Vec<i64> = (0..2).map(|_| hook(&mut client, "spin", json!([]))).collect();
    let start = Instant::now();
    assert_answers(&mut client);
    assert!(start.elapsed() < Duration::from_secs(1), "behind eight that sleep and two that compute");
    for id in slow.into_iter().chain(spins) {
        client.notify("$/cancelRequest", json!({"id": id}));
        assert_eq!(client.answer(id)["error"]["code"], -32800);
    }
    assert!(start.elapsed() < Duration::from_secs(2));
    client.notify("$/cancelRequest", json!({"id": 4711}));
    assert_answers(&mut client);
    assert_eq!(client.quit(), 0);
}

#[test]
fn a_client_that_sends_much_and_reads_late_gets_every_answer() {
    let mut client = Client::ready(json!({}), &[]);
    open(&mut client, &"x".repeat(1 << 16));
    let asked: Vec<i64> = (0..1500).map(|_| hook(&mut client, "dump", json!([URI]))).collect();
    for id in asked {
        assert_eq!(client.answer(id)["result"]["length"], 1 << 16);
    }
    assert_eq!(client.quit(), 0);
}

#[test]
fn documents_that_were_never_opened_opened_twice_or_go_back_are_told_once_and_lose_nothing() {
    let mut client = Client::ready(json!({}), &[]);
    let edit = |client: &mut Client, uri: &str, version: i32| {
        let changes = json!([change((0, 0), (0, 0), "y")]);
        let document = json!({"uri": uri, "version": version});
        client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    };
    edit(&mut client, URI, 1);
    edit(&mut client, URI, 2);
    open(&mut client, "a");
    open(&mut client, "b");
    edit(&mut client, URI, 5);
    edit(&mut client, URI, 5);
    edit(&mut client, URI, 3);
    let dump = hook(&mut client, "dump", json!([URI]));
    let state = client.answer(dump)["result"].clone();
    assert_eq!((state["text"].as_str(), &state["version"]), (Some("yyyb"), &json!(3)));
    for uri in ["untitled:Untitled-1", "git:/a.py?HEAD", "vscode-vfs://github/x/a.py"] {
        let document = json!({"uri": uri, "languageId": "python", "version": 1, "text": "x"});
        client.notify("textDocument/didOpen", json!({"textDocument": document}));
        edit(&mut client, uri, 2);
        let dump = hook(&mut client, "dump", json!([uri]));
        assert_eq!(client.answer(dump)["result"]["text"], "yx", "{uri}");
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": "file:///never.py"}}));
    assert_answers(&mut client);
    let logged: Vec<&str> = client
        .notes
        .iter()
        .filter(|note| note["method"] == "window/logMessage")
        .filter_map(|note| note["params"]["message"].as_str())
        .collect();
    let expected = [
        "was changed and never opened",
        "was opened twice",
        "goes back to versions it had",
        "was closed and never opened",
    ];
    assert_eq!(logged.len(), expected.len(), "{logged:?}");
    assert!(expected.iter().zip(&logged).all(|(part, line)| line.contains(part)), "{logged:?}");
    assert_eq!(client.quit(), 0);
}
