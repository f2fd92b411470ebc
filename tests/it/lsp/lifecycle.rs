//! Does a session begin and end by the letter?

use super::client::Client;
use serde_json::{Value, json};

fn code(answer: &Value) -> i64 {
    answer["error"]["code"].as_i64().unwrap_or_default()
}

#[test]
fn shutdown_and_exit_end_the_server_with_success_while_the_pipe_stays_open() {
    assert_eq!(Client::ready(json!({}), &[]).quit(), 0);
}

#[test]
fn exit_without_shutdown_and_a_client_that_goes_away_are_failures() {
    let mut client = Client::ready(json!({}), &[]);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), 1);
    let mut client = Client::ready(json!({}), &[]);
    client.ask("workspace/executeCommand", json!({"command": "wayline.test.sleep"}));
    client.hang_up();
    assert_eq!(client.ended(), 1, "also with a request that is not answered yet");
    let mut client = Client::ready(json!({}), &[]);
    client.request("shutdown", Value::Null);
    client.hang_up();
    assert_eq!(client.ended(), 0);
}

#[test]
fn nothing_is_answered_before_initialize_or_after_shutdown() {
    let mut client = Client::here(wayline::lsp::nothing);
    let hover = json!({"textDocument": {"uri": "file:///a.py"}, "position": {"line": 0, "character": 0}});
    assert_eq!(code(&client.request("textDocument/hover", hover.clone())), -32002);
    client.notify("textDocument/didOpen", json!({}));
    client.initialize(json!({}), &[]);
    assert_eq!(code(&client.request("initialize", json!({"capabilities": {}}))), -32600, "a second time");
    client.request("shutdown", Value::Null);
    assert_eq!(code(&client.request("textDocument/hover", hover)), -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended(), 0);
}

#[test]
fn the_answer_to_initialize_says_what_was_agreed_on() {
    let agreed = |encodings: Value| {
        let capabilities = json!({"general": {"positionEncodings": encodings}});
        Client::here(wayline::lsp::nothing).initialize(capabilities, &[])
    };
    assert_eq!(agreed(json!(["utf-16", "utf-8"]))["capabilities"]["positionEncoding"], "utf-8");
    let answer = agreed(Value::Null);
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(answer["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(answer["serverInfo"]["name"], "wayline");
}

#[test]
fn an_unknown_request_is_refused_and_an_unknown_notification_is_nothing() {
    let mut client = Client::ready(json!({}), &[]);
    assert_eq!(code(&client.request("wayline/nonsense", json!({}))), -32601);
    client.notify("wayline/nonsense", json!({}));
    client.notify("$/setTrace", json!({"value": "off"}));
    assert_eq!(client.quit(), 0);
}

#[test]
fn a_request_of_the_wrong_shape_is_refused_and_costs_nothing_else() {
    let mut client = Client::ready(json!({}), &[]);
    assert_eq!(code(&client.request("textDocument/hover", json!({"textDocument": 5}))), -32602);
    client.notify("textDocument/didChange", json!({"x": 1}));
    client.send(&json!({"jsonrpc": "2.0", "id": 900, "method": 7}));
    assert_eq!(code(&client.answer(900)), -32600);
    assert_eq!(client.quit(), 0);
}

#[test]
#[cfg(unix)]
fn the_server_ends_when_the_process_that_started_it_is_gone() {
    let mut gone = std::process::Command::new("true").spawn().unwrap();
    gone.wait().unwrap();
    let mut client = Client::here(wayline::lsp::nothing);
    client.request("initialize", json!({"processId": gone.id(), "capabilities": {}}));
    assert_eq!(client.ended(), 1);
}

#[test]
fn the_program_serves_by_name_and_by_the_flag_that_editors_give() {
    for arguments in [&["lsp"][..], &["lsp", "--stdio"], &["--stdio"]] {
        let mut client = Client::process(arguments);
        client.initialize(json!({}), &[]);
        assert_eq!(client.quit(), 0, "{arguments:?}");
    }
}
