//! In what do printed rows differ from the truth? Keys, and inputs, schemes and the rest of a row.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What identifies an endpoint: method, path, and, where the truth says it, file and function.
pub type Key = Vec<String>;

/// One difference per line.
pub type Differences = Vec<String>;

/// `{name:converter}` becomes `{name}`.
pub fn without_converters(path: &str) -> String {
    let mut out = String::new();
    let mut rest = path;
    while let Some((before, inside)) = rest.split_once('{') {
        let Some((parameter, after)) = inside.split_once('}') else { break };
        let name = parameter.split(':').next().unwrap_or(parameter);
        let _ = write!(out, "{before}{{{name}}}");
        rest = after;
    }
    out + rest
}

fn text(row: &Value, field: &str) -> String {
    row[field].as_str().unwrap_or_default().to_owned()
}

/// The function's own name; a callable object is named by its class.
fn function(row: &Value) -> String {
    let handler = text(row, "handler");
    let handler = handler.strip_suffix(".__call__").unwrap_or(&handler);
    handler.rsplit([':', '.']).next().unwrap_or_default().to_owned()
}

/// The key of a printed row, cut to as many parts as the truth has.
pub fn key_of_row(row: &Value, parts: usize) -> Key {
    let file = text(row, "file").trim_start_matches("./").to_owned();
    let all = [text(row, "method"), without_converters(&text(row, "path")), file, function(row)];
    all.into_iter().take(parts).collect()
}

fn key_of_truth(row: &Value) -> Key {
    ["method", "path", "file", "function"].iter().map(|field| text(row, field)).collect()
}

/// Whether a HEAD goes with a GET of the same handler: Starlette adds one by itself, so printing it is neither right nor wrong.
fn automatic<'a>(key: &Key, mut keys: impl Iterator<Item = &'a Key>) -> bool {
    key[0] == "HEAD" && keys.any(|other| other[0] == "GET" && other[1..] == key[1..])
}

/// The differences between what was served and what was printed, inputs, schemes and the rest of a row included.
pub fn differences(truth: &[Value], rows: &[Value]) -> Differences {
    // Of equal keys the first registered answers, hence `rev`.
    let want: BTreeMap<Key, &Value> = truth.iter().rev().map(|row| (key_of_truth(row), row)).collect();
    let have: BTreeMap<Key, &Value> = rows.iter().rev().map(|row| (key_of_row(row, 4), row)).collect();
    let mut lines = Vec::new();
    for key in want.keys().filter(|key| !have.contains_key(*key) && !automatic(key, want.keys())) {
        lines.push(format!("missing {}", key.join(" ")));
    }
    for (key, row) in have.iter().filter(|(key, _)| !want.contains_key(*key) && !automatic(key, have.keys())) {
        if row["conditional"].is_null() {
            lines.push(format!("extra   {}", key.join(" ")));
        }
    }
    for (key, row) in &want {
        lines.extend(have.get(key).into_iter().flat_map(|printed| details(key, row, printed)));
    }
    lines
}

/// Inputs and schemes always count; the rest where `FastAPI` says it (not for Starlette's own routes) and wayline prints it.
fn details(key: &Key, truth: &Value, row: &Value) -> Differences {
    let mut pairs = vec![
        ("inputs", inputs_of_truth(truth), inputs_of_row(row)),
        ("schemes", list(&truth["schemes"]), list(&row["auth"]["schemes"])),
    ];
    for (field, default) in [
        ("tags", "[]"),
        ("status", "null"),
        ("deprecated", "false"),
        ("in_schema", "true"),
        ("name", "null"),
        ("operation_id", "null"),
    ] {
        if row.get(field).is_some() && truth.get("in_schema").is_some() {
            let told = truth.get(field).map_or(default.to_owned(), Value::to_string);
            pairs.push((field, vec![told], vec![row[field].to_string()]));
        }
    }
    let wrong = pairs.into_iter().filter(|(_, is, told)| is != told);
    wrong.map(|(field, is, told)| format!("{field} of {} {}: is {is:?}, told {told:?}", key[0], key[1])).collect()
}

fn list(values: &Value) -> Vec<String> {
    let values: BTreeSet<String> =
        values.as_array().into_iter().flatten().map(|value| value.as_str().unwrap_or_default().to_owned()).collect();
    values.into_iter().collect()
}

/// `place name` with a `?` on optional ones, sorted.
fn inputs_of_truth(row: &Value) -> Vec<String> {
    let inputs = row["inputs"].as_array().into_iter().flatten();
    sorted(inputs.map(|input| shown_input(&input[0], &input[1], &input[2])))
}

fn inputs_of_row(row: &Value) -> Vec<String> {
    let inputs = row["inputs"].as_array().into_iter().flatten();
    sorted(inputs.map(|input| shown_input(&input["in"], &input["name"], &input["required"])))
}

fn shown_input(place: &Value, name: &Value, required: &Value) -> String {
    let mark = if required == &Value::Bool(true) { "" } else { "?" };
    format!("{} {}{mark}", place.as_str().unwrap_or_default(), name.as_str().unwrap_or_default())
}

fn sorted(lines: impl Iterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    lines
}
