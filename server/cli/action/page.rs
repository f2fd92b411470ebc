//! How does the page of an action read? What it does, its settings, and its examples without what only tests read.

use super::super::rules::capitalised;
use crate::actions::{Action, SETTINGS, Setting};
use std::fmt::Write;

/// The published page of an action.
pub fn action_page(action: &Action) -> String {
    let mut page = format!("# {}\n\n{}.\n\n", action.name, capitalised(action.summary));
    let languages: Vec<String> = action.languages.iter().map(|language| format!("{language:?}")).collect();
    let _ =
        writeln!(page, "For {}. At a place: `wayline action {} FILE:LINE`.\n", languages.join(" and "), action.name);
    let mut lines = action.page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            page.push_str(line);
            page.push('\n');
            continue;
        };
        let words: Vec<&str> = info.split(' ').collect();
        let set = words.iter().filter(|word| word.contains('=')).map(|set| format!(" with `--set {set}`"));
        let set = set.collect::<Vec<_>>().concat();
        let path = words.iter().skip(1).find(|word| word.contains(['.', '/']) && !word.contains('='));
        let path = path.map(|path| format!(" `{path}`")).unwrap_or_default();
        let _ = match () {
            () if words.contains(&"refused") => write!(page, "Refused{set}:\n\n"),
            () if words.contains(&"after") => write!(page, "After{set}:{path}\n\n"),
            () if path.is_empty() => Ok(()),
            () => write!(page, "{}\n\n", path.trim_start()),
        };
        let _ = writeln!(page, "```{}", words[0]);
        for line in lines.by_ref().take_while(|line| *line != "```") {
            page.push_str(&line.replacen("$0", "", 1));
            page.push('\n');
        }
        page.push_str("```\n");
    }
    if !action.settings.is_empty() {
        page.push_str("\n## Settings\n\n| setting | default | |\n|---|---|---|\n");
        let read = |setting: &&Setting| action.settings.contains(&setting.name);
        SETTINGS.iter().filter(read).for_each(|setting| row(&mut page, setting));
    }
    page
}

/// The table of all settings, as the documentation shows it.
pub fn setting_table() -> String {
    let mut table = "| setting | default | |\n|---|---|---|\n".to_owned();
    SETTINGS.iter().for_each(|setting| row(&mut table, setting));
    table
}

fn row(table: &mut String, setting: &Setting) {
    let values: Vec<String> = setting.values.iter().map(|value| format!("`{value}`")).collect();
    let values = if values.is_empty() { String::new() } else { format!(": {}", values.join(", ")) };
    let default = if setting.default.is_empty() { String::new() } else { format!("`{}`", setting.default) };
    let _ = writeln!(table, "| `{}` | {default} | {}{values} |", setting.name, setting.summary);
}

/// The table of all actions, as the documentation shows it.
pub fn action_table() -> String {
    let mut table = "| action | languages | does |\n|---|---|---|\n".to_owned();
    for action in crate::actions::ACTIONS {
        let languages: Vec<String> = action.languages.iter().map(|language| format!("{language:?}")).collect();
        let (name, summary) = (action.name, action.summary);
        let _ = writeln!(table, "| [`{name}`](actions/{name}.md) | {} | {summary} |", languages.join(", "));
    }
    table
}
