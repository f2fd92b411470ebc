//! What do an editor and the server say to each other? Whole sessions, in all three encodings.

use super::talk::Talk;
use insta::assert_snapshot;
use serde_json::{Value, json};

const MAIN: &str = "from fastapi import Depends, FastAPI
from shop.deps import current_user
from shop import items

app = FastAPI()
'漢😀'; app.include_router(items.router, prefix='/api')


@app.get('/health')
def health():
    return {'self': app.url_path_for('read_item', item_id=1)}
";
const DEPS: &str = "from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl='token')


def current_user(token: str = Depends(scheme)):
    return token
";
const ITEMS: &str = "from fastapi import APIRouter, Depends
from shop.deps import current_user

router = APIRouter(prefix='/items')


'😀'; x = 1
@router.get('/{item_id}')
def read_item(item_id: int, q: str | None = None, user: str = Depends(current_user)):
    return {'漢': item_id, 'q': q}


@router.post('/', status_code=201)
def add_item(): ...
";
const TEST: &str = "from fastapi.testclient import TestClient
from shop.main import app

client = TestClient(app)


def test_read():
    assert client.get('/api/items/1').status_code == 401
";
const REMOTE: &str = "import httpx
import requests

BASE = 'http://localhost:8000'


class Remote:
    def __init__(self):
        self.http = httpx.Client(base_url=f'{BASE}/api')

    def read(self, id):
        return self.http.get(f'/items/{id}')


def probe(cache):
    cache.get('/health')
    requests.get('https://example.io/health')
    return requests.get(BASE + '/health')
";
const FILES: [(&str, &str); 6] = [
    ("scripts/remote.py", REMOTE),
    ("shop/__init__.py", ""),
    ("shop/main.py", MAIN),
    ("shop/deps.py", DEPS),
    ("shop/items.py", ITEMS),
    ("tests/test_items.py", TEST),
];
const ENCODINGS: [&str; 3] = ["utf-8", "utf-16", "utf-32"];

/// Plays a script in all encodings: what is said is the same in each.
fn play(script: &str) -> String {
    let said = ENCODINGS.map(|encoding| Talk::play_all(&FILES, encoding, script));
    assert_eq!(said[0], said[1], "utf-8 and utf-16");
    assert_eq!(said[0], said[2], "utf-8 and utf-32");
    said[0].clone()
}

#[test]
fn a_card_says_what_a_caller_of_the_route_must_know() {
    assert_snapshot!(play(
        "
        > open shop/items.py
        > hover shop/items.py `'/{item|_id}'`
        > hover shop/items.py `def read|_item`
        > hover shop/items.py `x =| 1`
        > hover shop/items.py `APIRou|ter(prefix`
        > hover shop/items.py `rou|ter = `
        > hover shop/items.py `Depends(current|_user)`
        > open shop/main.py
        > hover shop/main.py `include|_router`
        > hover shop/main.py `Fast|API()`
        > hover shop/main.py `'read|_item'`
        > open tests/test_items.py
        > hover tests/test_items.py `'/api/|items`
        > open shop/deps.py
        > hover shop/deps.py `def current|_user`
    "
    ));
}

#[test]
fn jumps_lead_through_dependencies_includes_names_and_tests() {
    assert_snapshot!(play(
        "
        > open shop/items.py
        > open shop/main.py
        > open shop/deps.py
        > open tests/test_items.py
        > definition tests/test_items.py `'/api/|items`
        > definition shop/main.py `'read|_item'`
        > definition shop/main.py `include|_router`
        > implementation shop/main.py `include|_router`
        > definition shop/items.py `Depends(current|_user)`
        > definition shop/items.py `router.get('|/{item`
        > references shop/items.py `def read|_item`
        > references shop/deps.py `def current|_user`
        > references shop/items.py `rou|ter = `
        > implementation shop/items.py `rou|ter = `
        > definition shop/items.py `rou|ter = `
        > definition shop/items.py `x =| 1`
    "
    ));
}

#[test]
fn jumps_lead_from_clients_of_the_service_and_back() {
    assert_snapshot!(play(
        "
        > open scripts/remote.py
        > definition scripts/remote.py `f'/it|ems`
        > definition scripts/remote.py `BASE + '/hea|lth'`
        > definition scripts/remote.py `cache.get('/hea|lth')`
        > definition scripts/remote.py `example.io/hea|lth`
        > open shop/main.py
        > references shop/main.py `def hea|lth`
        > open shop/items.py
        > references shop/items.py `def read|_item`
    "
    ));
}

#[test]
fn lists_of_a_file_and_of_the_workspace() {
    assert_snapshot!(play(
        "
        > open shop/items.py
        > symbols shop/items.py
        > find `items`
        > find `get /h`
        > find `nonsense`
        > hints shop/items.py
        > lenses shop/items.py
        > highlight shop/items.py `'/{item|_id}'`
        > highlight shop/items.py `'漢': item|_id`
        > highlight shop/items.py `q:| str`
    "
    ));
}

#[test]
fn paths_and_their_parameters_are_completed() {
    assert_snapshot!(play(
        "
        > open tests/test_items.py
        > complete tests/test_items.py `'/api/|items`
        > edit tests/test_items.py `client.get('/api/items/1')` `client.post('')`
        > complete tests/test_items.py `client.post('|')`
        > open shop/items.py
        > edit shop/items.py `'/{item_id}'` `'/{'`
        > complete shop/items.py `'/{|'`
        > edit shop/items.py `'/{'` `'/{item_id}/{part}'`
        > complete shop/items.py `read_item(|item_id`
    "
    ));
}

#[test]
fn diagnostics_follow_each_version_of_the_text() {
    assert_snapshot!(play(
        "
        > open shop/items.py
        > edit shop/items.py `'/items'` `'/todo'`
        > edit shop/items.py `router =` `'漢😀'\\nrouter =`
        > edit shop/items.py `router.get` `'😀' or router.get`
        > edit shop/items.py `'😀' or router.get` `router.get`
        > edit shop/items.py `/todo` `/items`
        > edit shop/items.py `def read_item(` `def read_item((`
        > edit shop/items.py `def read_item((` `def read_item(`
        > edit shop/items.py `'/{item_id}'` `'/{item_id}/todo'`
        > close shop/items.py
    "
    ));
}

#[test]
fn files_that_are_not_open_are_told_of_until_they_are_gone() {
    let mut talk = Talk::new(&FILES, "utf-16", json!({}));
    talk.play("> disk todo.py `from fastapi import FastAPI\\napp = FastAPI()\\n@app.get('/todo')\\ndef f(): ...\\n`");
    assert_eq!(talk.pushed("todo.py", false), ["< 3:2-3:18 todo: /todo is to be done"]);
    talk.play("> delete todo.py");
    assert!(talk.pushed("todo.py", true).is_empty());
    talk.play("> open todo.py `from fastapi import FastAPI\\napp = FastAPI()\\n@app.get('/todo')\\ndef f(): ...\\n`\n> close todo.py");
    assert!(talk.pushed("todo.py", true).is_empty());
    assert_eq!(talk.client.quit(), 0);
}

#[test]
fn a_client_that_asks_for_diagnostics_gets_them_once() {
    let can = json!({"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": true}}});
    let mut talk = Talk::new(&FILES, "utf-16", can);
    talk.play("> open shop/items.py\n> edit shop/items.py `'/items'` `'/todo'`");
    let path = "shop/items.py";
    let first = talk.ask("diagnostic", path, json!({}));
    assert_eq!((first["kind"].as_str(), first["items"].as_array().map(Vec::len)), (Some("full"), Some(2)));
    let known = first["resultId"].as_str().unwrap().to_owned();
    let second = talk.ask("diagnostic", path, json!({"previousResultId": known}));
    assert_eq!(second, json!({"kind": "unchanged", "resultId": known}));
    let (items, main) = (talk.uri(path), talk.uri("shop/main.py"));
    let gone = talk.uri("gone.py");
    let ids = json!([{"uri": items, "value": known}, {"uri": main, "value": "stale"}, {"uri": gone, "value": "old"}]);
    let answer = talk.client.request("workspace/diagnostic", json!({"previousResultIds": ids}));
    let reports = answer["result"]["items"].as_array().unwrap();
    let report = |uri: &str| reports.iter().find(|it| it["uri"] == uri).unwrap();
    assert_eq!(report(&items)["kind"], "unchanged");
    assert_eq!(
        (report(&main)["kind"].as_str(), report(&main)["items"].as_array().map(Vec::len)),
        (Some("full"), Some(0))
    );
    assert_eq!(
        (report(&gone)["kind"].as_str(), &report(&gone)["items"]),
        (Some("full"), &json!([])),
        "of a file that is gone"
    );
    assert!(talk.client.notes.iter().all(|note| note["method"] != "textDocument/publishDiagnostics"));
    assert!(talk.client.asked.iter().any(|it| it["method"] == "workspace/diagnostic/refresh"));
}

#[test]
fn documents_that_are_no_files_of_a_folder_are_answered_with_nothing() {
    let mut talk = Talk::new(&FILES, "utf-16", json!({}));
    for uri in ["untitled:Untitled-1", "git:/shop/items.py?HEAD", "file:///elsewhere/a.py"] {
        let document = json!({"uri": uri, "languageId": "python", "version": 1, "text": "x"});
        talk.client.notify("textDocument/didOpen", json!({"textDocument": document}));
        let at = json!({"position": {"line": 0, "character": 0}});
        assert_eq!(talk.ask("hover", uri, at), Value::Null, "{uri}");
        assert_eq!(talk.ask("documentSymbol", uri, json!({})), Value::Null);
    }
    assert_eq!(talk.client.quit(), 0);
}

#[test]
fn the_program_itself_says_the_same_in_all_encodings() {
    let script = "
        > open shop/items.py
        > edit shop/items.py `'/items'` `'/things'`
        > symbols shop/items.py
        > hover shop/items.py `'/{item|_id}'`
        > find `things`
    ";
    let here = play(script);
    for encoding in ENCODINGS {
        let mut talk = Talk::process(&FILES, encoding);
        assert_eq!(talk.play(script), here, "{encoding}");
        assert_eq!(talk.client.quit(), 0);
    }
}

#[test]
fn fixes_are_offered_where_findings_stand_and_resolved_when_they_are_chosen() {
    let path = "shop/items.py";
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let ask = |talk: &mut Talk, range: &Value, only: Value| {
        let mut context = json!({"diagnostics": []});
        if !only.is_null() {
            context["only"] = only;
        }
        let answer = talk.ask("codeAction", path, json!({"range": range, "context": context}));
        answer.as_array().cloned().unwrap_or_default()
    };
    let literals = json!({"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}});
    let mut plain = Talk::new(&FILES, "utf-16", json!({"textDocument": {"codeAction": literals}}));
    plain.play("> open shop/items.py\n> edit shop/items.py `'/items'` `'/todo'`");
    let all = ask(&mut plain, &whole, Value::Null);
    let titles: Vec<&str> = all.iter().map(|it| it["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Mark it as seen", "Mark it as seen", "Make all safe fixes of Wayline"]);
    assert_eq!((all[0]["isPreferred"].as_bool(), &all[0]["diagnostics"][0]["code"]), (Some(true), &json!("todo")));
    let uri = plain.uri(path);
    assert_eq!(all[2]["edit"]["changes"][&uri].as_array().map(Vec::len), Some(2));
    assert_eq!(ask(&mut plain, &whole, json!(["source.fixAll"])).len(), 1);
    assert_eq!(ask(&mut plain, &whole, json!(["quickfix"])).len(), 2);
    assert_eq!(ask(&mut plain, &whole, json!(["refactor"])).len(), 0);
    let first = json!({"start": {"line": 7, "character": 3}, "end": {"line": 7, "character": 3}});
    assert_eq!(ask(&mut plain, &first, json!(["quickfix"])).len(), 1);

    let mut can =
        json!({"textDocument": {"codeAction": literals}, "workspace": {"workspaceEdit": {"documentChanges": true}}});
    can["textDocument"]["codeAction"]["resolveSupport"] = json!({"properties": ["edit"]});
    let mut able = Talk::new(&FILES, "utf-16", can);
    able.play("> open shop/items.py\n> edit shop/items.py `'/items'` `'/todo'`");
    let offered = ask(&mut able, &whole, json!(["quickfix"])).remove(0);
    assert!(offered.get("edit").is_none());
    let resolved = able.client.request("codeAction/resolve", offered.clone());
    let change = &resolved["result"]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": able.uri(path), "version": 2}));
    assert_eq!(change["edits"][0]["newText"], "  # é seen");
    able.play("> edit shop/items.py `x = 1` `x = 2`");
    let late = able.client.request("codeAction/resolve", offered);
    assert!(late["result"].get("edit").is_none(), "what was offered for another version is not made: {late}");
}
