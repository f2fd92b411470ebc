//! What do `wayline rules` and `wayline explain` print? Names, levels and pages; the published documentation is the same.

use super::action::action_page;
use super::formats::DoctorFormat;
use super::outcome::Outcome;
use super::style;
use super::words::padding;
use crate::actions;
use crate::engine::Trouble;
use crate::rules::{Group, RULES, Rule, find};
use serde_json::json;
use std::fmt::Write as _;
use std::io::{Result, Write};

/// Lists the rules by group.
pub(super) fn list(format: DoctorFormat, out: &mut dyn Write) -> Result<Outcome> {
    match format {
        DoctorFormat::Text => {
            for group in Group::ALL {
                table(group, out)?;
            }
        }
        DoctorFormat::Json => {
            let rules: Vec<_> = RULES.iter().map(|rule| describe(rule)).collect();
            serde_json::to_writer_pretty(&mut *out, &rules)?;
            writeln!(out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Resolved)
}

fn table(group: Group, out: &mut dyn Write) -> Result<()> {
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| rule.group == group).copied().collect();
    if rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", style::paint(style::HEADING, group.as_str()))?;
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    for rule in rules {
        let level = style::paint(style::level(rule.level), rule.level.as_str());
        let (name_blanks, level_blanks) = (padding(rule.name, width), padding(rule.level.as_str(), 7));
        writeln!(out, "  {}{name_blanks}  {level}{level_blanks}  {}", rule.name, rule.summary)?;
    }
    writeln!(out)
}

fn describe(rule: &Rule) -> serde_json::Value {
    json!({
        "name": rule.name,
        "group": rule.group.as_str(),
        "level": rule.level.as_str(),
        "profile": rule.profile.as_str(),
        "summary": rule.summary,
        "fixes": rule.fixes,
        "url": rule.url(),
    })
}

/// Prints the page of a rule or an action.
pub(super) fn explain(name: &str, out: &mut dyn Write) -> std::result::Result<Outcome, Trouble> {
    let page = match actions::find(name) {
        Some(action) => action_page(action),
        None => rule_page(find(name)?),
    };
    out.write_all(page.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Resolved)
}

/// The published page of a rule: what it finds, its level, and its examples without the marks that tests read.
pub fn rule_page(rule: &Rule) -> String {
    let fixes = if rule.fixes { "Some findings have a fix." } else { "There is no fix." };
    let (group, level, profile) = (rule.group.as_str(), rule.level.as_str(), rule.profile.as_str());
    let mut page = format!("# {}\n\n{}.\n\n", rule.name, capitalised(rule.summary));
    let _ = writeln!(page, "Group `{group}`, level `{level}`, profile `{profile}`. {fixes}\n");
    for line in rule.page.lines() {
        let shown = match line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
            Some((language, "fixed")) => format!("After the fix:\n\n```{language}"),
            Some((language, file)) => format!("`{file}`\n\n```{language}"),
            None => line.to_owned(),
        };
        page.push_str(&shown);
        page.push('\n');
    }
    page
}

/// The table of all rules, as the README and the documentation show it.
pub fn readme_table() -> String {
    let mut table = "| rule | level | finds |\n|---|---|---|\n".to_owned();
    for rule in RULES {
        let (name, level, summary) = (rule.name, rule.level.as_str(), rule.summary);
        let _ = writeln!(table, "| [`{name}`](docs/rules/{name}.md) | {level} | {summary} |");
    }
    table
}

pub(super) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
