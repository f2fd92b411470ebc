//! The published document of findings. A set of types of its own, so that rules can change without changing a format.

use super::super::document::summary;
use super::super::json::{FORMAT_VERSION, Summary};
use super::place::{Region, fingerprints, region, region_of};
use crate::edit::{Change, Safety};
use crate::engine::Snapshot;
use crate::rules::{self, Checked, Related, rule};
use schemars::JsonSchema;
use serde::Serialize;
use std::io::{Result, Write};

/// What `wayline check --output-format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "wayline check")]
pub struct Findings {
    /// Version of this format; grows when a field changes its meaning.
    pub format_version: u32,
    /// How much was resolved.
    pub summary: Summary,
    /// How many findings comments suppress.
    pub suppressed: usize,
    /// The findings, by file and place.
    pub findings: Vec<Finding>,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Finding {
    /// The name of the rule.
    pub rule: String,
    /// How bad it is: `error`, `warning`, `info`, `hint`.
    pub level: String,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub at: Range,
    /// Other places that have to do with it.
    pub related: Vec<RelatedPlace>,
    /// How to mend it.
    pub fix: Option<Fix>,
    /// What tells it from others, also after edits elsewhere.
    pub fingerprint: String,
    /// The page of the rule.
    pub url: String,
}

/// A piece of a file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Range {
    /// Path relative to the workspace, with `/` between parts.
    pub file: String,
    /// 1-based first line.
    pub line: u32,
    /// 1-based first column, in code points.
    pub column: u32,
    /// 1-based last line.
    pub end_line: u32,
    /// 1-based column after the last one, in code points.
    pub end_column: u32,
}

/// Another place that has to do with a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RelatedPlace {
    /// Where.
    pub at: Range,
    /// What stands there.
    pub message: String,
}

/// How to mend a finding.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Fix {
    /// What it does.
    pub title: String,
    /// Whether nothing else changes.
    pub safe: bool,
    /// The replacements.
    pub edits: Vec<Replacement>,
}

/// One replacement.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Replacement {
    /// What is replaced.
    pub at: Range,
    /// By what.
    pub text: String,
}

impl From<Region> for Range {
    fn from(region: Region) -> Self {
        let Region { file, line, column, end_line, end_column } = region;
        Range { file, line, column, end_line, end_column }
    }
}

pub(super) fn print(snapshot: &Snapshot, checked: &Checked, out: &mut dyn Write) -> Result<()> {
    let document = Findings {
        format_version: FORMAT_VERSION,
        summary: summary(snapshot, snapshot.api.endpoints.len()),
        suppressed: checked.suppressed,
        findings: findings(snapshot, &checked.findings),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

pub(super) fn print_lines(snapshot: &Snapshot, of: &[rules::Finding], out: &mut dyn Write) -> Result<()> {
    for finding in findings(snapshot, of) {
        serde_json::to_writer(&mut *out, &finding)?;
        writeln!(out)?;
    }
    Ok(())
}

fn findings(snapshot: &Snapshot, of: &[rules::Finding]) -> Vec<Finding> {
    let prints = fingerprints(snapshot, of);
    let one = |(finding, fingerprint): (&rules::Finding, String)| Finding {
        rule: finding.rule.to_owned(),
        level: finding.level.as_str().to_owned(),
        message: finding.message.clone(),
        at: region(snapshot, finding.at, finding.span).into(),
        related: finding.related.iter().map(|place| related(snapshot, place)).collect(),
        fix: finding.fix.as_ref().map(|change| fix(snapshot, change)),
        fingerprint,
        url: rule(finding.rule).map(rules::Rule::url).unwrap_or_default(),
    };
    of.iter().zip(prints).map(one).collect()
}

fn related(snapshot: &Snapshot, place: &Related) -> RelatedPlace {
    RelatedPlace { at: region(snapshot, place.at, place.span).into(), message: place.message.clone() }
}

fn fix(snapshot: &Snapshot, change: &Change) -> Fix {
    let edits = change.edits.iter().map(|edit| Replacement {
        at: region_of(snapshot, edit.file, edit.splice.span).into(),
        text: edit.splice.text.clone(),
    });
    Fix { title: change.title.clone(), safe: change.safety == Safety::Safe, edits: edits.collect() }
}
