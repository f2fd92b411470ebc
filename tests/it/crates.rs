//! Do services in Rust answer what their own head says? Each case under `tests/rust/cases` lists its routes in the first
//! lines of its `main.rs`: `expect: GET /x if condition`, and `absent:` for what must not be printed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use wayline::api::Api;
use wayline::engine::{Extent, Question, Snapshot, open};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust/cases");
    let entries = std::fs::read_dir(folder).expect("the cases").map(|entry| entry.expect("an entry").path());
    let mut cases: Vec<PathBuf> = entries.collect();
    cases.sort();
    cases
}

fn opened(case: &Path) -> Snapshot {
    let paths = [case.to_owned()];
    open(&Question { paths: &paths, extent: Extent::Rules }, &|_| ()).expect("the case opens")
}

fn case(name: &str) -> Snapshot {
    opened(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust/cases").join(name))
}

/// Method and path with the condition, as a case says it or as they were found.
type Routes = BTreeMap<String, Option<String>>;

fn said(case: &Path, word: &str) -> Routes {
    let text = std::fs::read_to_string(case.join("src/main.rs")).expect("a main file");
    let lines = text.lines().filter_map(|line| line.strip_prefix("//! ")?.strip_prefix(word));
    lines.map(|line| line.split_once(" if ").map_or((line, None), |(route, condition)| (route, Some(condition)))).fold(
        Routes::new(),
        |mut routes, (route, condition)| {
            routes.insert(route.to_owned(), condition.map(str::to_owned));
            routes
        },
    )
}

fn found(api: &Api) -> Routes {
    let endpoints = api.endpoints.iter();
    endpoints.map(|it| (format!("{} {}", it.method, it.path), it.conditional.clone())).collect()
}

#[test]
fn every_case_has_the_routes_that_it_says_and_no_others() {
    for case in cases() {
        let snapshot = opened(&case);
        let routes = found(&snapshot.api);
        assert_eq!(routes, said(&case, "expect: "), "{}", case.display());
        for absent in said(&case, "absent: ").keys() {
            assert!(!routes.contains_key(absent), "{absent} of {}", case.display());
        }
        assert_eq!(snapshot.api.unresolved, [], "{}", case.display());
    }
}

#[test]
fn rules_find_nothing_in_them_but_what_they_say_is_absent() {
    for case in cases() {
        let findings = opened(&case).check(&wayline::rules::Selection::default()).findings;
        let is_absent = |rule: &str| ["shadowed-route", "contradicting-guard"].contains(&rule);
        let (absent, others): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| is_absent(finding.rule));
        assert!(others.is_empty(), "{}: {others:#?}", case.display());
        assert!(absent.len() <= said(&case, "absent: ").len(), "{}: {absent:#?}", case.display());
    }
}

/// What is known of one endpoint, one fact a line.
fn described(snapshot: &Snapshot, method: &str, path: &str) -> String {
    let api = &snapshot.api;
    let endpoint = api.endpoints.iter().find(|it| (it.method.as_str(), it.path.as_str()) == (method, path));
    let endpoint = endpoint.expect("the endpoint");
    let mut lines = vec![endpoint.handler.dotted()];
    for input in &endpoint.inputs {
        let required = if input.required { "" } else { ", optional" };
        lines.push(format!("{} {}{required}", input.place.as_str(), input.name));
    }
    lines.push(format!("auth {}", endpoint.auth.verdict.as_str()));
    lines.extend(endpoint.layers.iter().map(|layer| format!("layer {}", layer.name)));
    lines.extend(endpoint.output.iter().map(|output| format!("gives {output}")));
    lines.join("\n")
}

#[test]
fn extractors_become_inputs_and_guards() {
    let shop = case("shop");
    insta::assert_snapshot!(described(&shop, "GET", "/api/orders"), @"
    shop_api::list
    query pageSize
    query after, optional
    query q
    auth unknown
    layer shop::require_member
    gives Json<Vec<String>>
    ");
    insta::assert_snapshot!(described(&shop, "POST", "/api/orders"), @"
    shop_api::create
    body order
    auth required
    layer shop::require_member
    gives Json<String>
    ");
    insta::assert_snapshot!(described(&shop, "GET", "/api/orders/{shop}/{id}"), @"
    shop_api::one
    path shop
    path id
    auth unknown
    layer shop::require_member
    gives String
    ");
}

#[test]
fn what_an_attribute_names_becomes_an_input() {
    insta::assert_snapshot!(described(&case("archive"), "GET", "/papers/search"), @"
    archive::papers::search
    query q
    query page, optional
    auth none
    gives String
    ");
}

#[test]
fn layers_that_nobody_knows_leave_it_open_who_must_authenticate() {
    let gate = case("gate");
    let rows = gate.api.endpoints.iter().map(|it| {
        let evidence: Vec<&str> = it.auth.evidence.iter().map(|evidence| evidence.text.as_str()).collect();
        format!("{} {} {}", it.path, it.auth.verdict.as_str(), evidence.join(", ")).trim_end().to_owned()
    });
    insta::assert_snapshot!(rows.collect::<Vec<_>>().join("\n"), @"
    /open none
    /traced none
    /logged none
    /checked required check raises 401 or 403
    /checked-here required check raises 401 or 403
    /opaque unknown Gate may refuse
    /bearer unknown ValidateRequestHeaderLayer may refuse
    /own unknown GateLayer may refuse
    /own-quiet none
    /extracted required Member raises 401 or 403
    /based none
    ");
}

/// What the fixtures of the full lane say of themselves, checked without compiling them.
#[test]
fn fixtures_that_prove_themselves_have_the_routes_that_they_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live/rust");
    let api = opened(&root).api;
    assert_eq!(api.unresolved, []);
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(root.join("routes")).expect("the fixtures") {
        let folder = entry.expect("an entry").path();
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a name");
        if name == "parts" {
            continue;
        }
        let own = format!("routes_{name}::");
        let expected: BTreeSet<String> = said(&folder, "expect: ")
            .into_iter()
            .map(|(route, condition)| {
                let route = route.split(" via ").next().unwrap_or_default();
                format!("{route} if {}", condition.unwrap_or_default())
            })
            .collect();
        let rows = api.endpoints.iter().filter(|it| api.services[it.service].name.starts_with(&own));
        let found: BTreeSet<String> = rows
            .map(|it| {
                let handler = it.handler.dotted();
                let handler = handler.strip_prefix(&own).unwrap_or(&handler);
                let handler = if handler.ends_with("<closure>") { "<closure>" } else { handler };
                format!("{} {} -> {handler} if {}", it.method, it.path, it.conditional.as_deref().unwrap_or_default())
            })
            .collect();
        wrong.extend(expected.symmetric_difference(&found).map(|row| format!("{name}: {row}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn half_a_file_gives_no_wrong_route() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust/cases/ledger");
    let text = std::fs::read_to_string(case.join("src/main.rs")).expect("a main file");
    let expected = said(&case, "expect: ");
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("src")).expect("a folder");
    for file in ["Cargo.toml", "src/accounts.rs"] {
        std::fs::copy(case.join(file), folder.path().join(file)).expect("a copy");
    }
    for end in (0..text.len()).filter(|end| end % 131 == 0) {
        std::fs::write(folder.path().join("src/main.rs"), &text[..end]).expect("a file");
        for route in found(&opened(folder.path()).api).keys() {
            assert!(expected.contains_key(route), "{route} of the first {end} bytes");
        }
    }
}

#[test]
fn a_router_that_is_asked_for_what_it_has_not_is_told_and_asked_once() {
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(root.path().join("src")).unwrap();
    let manifest = "[package]\nname = \"shop\"\n\n[dependencies]\naxum = \"0.8\"\n";
    std::fs::write(root.path().join("Cargo.toml"), manifest).unwrap();
    let main = "use axum::{Router, routing::get};\n\n#[tokio::main]\nasync fn main() {\n    \
        let app = Router::new().mount(\"/x\", get(health)).at(\"/y\", Router::new());\n    \
        axum::serve(listener, app).await.unwrap();\n}\n\nasync fn health() {}\n";
    std::fs::write(root.path().join("src/main.rs"), main).unwrap();
    let reasons: Vec<String> = opened(root.path()).api.unresolved.iter().map(|one| one.reason.clone()).collect();
    let expected = ["mount", "at"].map(|name| format!("`{name}` of `Router` is not known: what it adds is missing"));
    assert_eq!(reasons, expected);
}

#[test]
fn what_rules_looked_at_is_called_clean() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rust/cases/shop");
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_wayline")).arg("check").arg(case).output();
    let run = run.expect("the program runs");
    let told = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{told}");
    assert!(told.starts_with("wayline: nothing found; "), "{told}");
}
