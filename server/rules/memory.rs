//! Which findings hold although files have changed? Those of rules that looked at none of these files, for the same API.

use super::finding::{Finding, Report};
use super::rule::{Check, Level, Rule};
use super::selection::Selection;
use super::subject::{Looked, Subject};
use super::suppress::{self, Suppression};
use crate::api::{Api, Entry};
use crate::facts::{Facts, Place};
use crate::text::FileId;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What rules found, and what they looked at for it. Empty at first; what it gives never depends on what it holds.
#[derive(Debug, Default)]
pub struct Memory {
    api: Option<Arc<Api>>,
    selection: Selection,
    /// What the files said.
    facts: HashMap<FileId, Arc<Facts>>,
    units: Vec<Unit>,
    comments: BTreeMap<FileId, Vec<Suppression>>,
    /// Entries of tables whose path is spelled otherwise than when the rules ran, if anything is.
    respelled: Option<FxHashSet<(usize, usize)>>,
}

/// What some rules found in one part of the API.
#[derive(Debug)]
struct Unit {
    scope: Scope,
    looked: Looked,
    findings: Vec<Finding>,
    failed: Vec<&'static str>,
}

/// A part of the API that rules look at by itself.
#[derive(Clone, Copy, Debug)]
enum Scope {
    /// An entry of a table, for all rules about entries.
    Entry(usize, usize),
    /// A table, for one rule: tables are long.
    Table(usize, &'static Rule, Level),
    /// A router, for all rules about routers.
    Router(usize),
    /// A service, for all rules about services.
    Service(usize),
    /// Everything, for one rule.
    Api(&'static Rule, Level),
}

impl Scope {
    /// Whether it looks at one of some entries of tables, or at things whose paths may be spelled otherwise too.
    fn is_of(&self, respelled: &FxHashSet<(usize, usize)>) -> bool {
        match self {
            Scope::Entry(table, entry) => respelled.contains(&(*table, *entry)),
            Scope::Table(table, ..) => respelled.iter().any(|(of, _)| of == table),
            Scope::Router(_) | Scope::Service(_) | Scope::Api(..) => true,
        }
    }
}

impl Memory {
    /// Brings it up to what a subject says.
    pub(super) fn update(&mut self, subject: &Subject, api: &Arc<Api>, selection: &Selection) {
        let holds = self.api.as_ref().is_some_and(|known| Arc::ptr_eq(known, api)) && self.selection == *selection;
        let changed = self.take(subject);
        if holds {
            let respelled = std::mem::take(&mut self.respelled);
            let is_stale = |unit: &Unit| {
                unit.looked.saw_any(&changed) || respelled.as_ref().is_some_and(|it| unit.scope.is_of(it))
            };
            for unit in self.units.iter_mut().filter(|unit| is_stale(unit)) {
                *unit = run(subject, unit.scope, selection);
            }
        } else {
            self.respelled = None;
            (self.api, self.selection) = (Some(Arc::clone(api)), selection.clone());
            self.units = scopes(api, selection).into_iter().map(|scope| run(subject, scope, selection)).collect();
        }
        for file in changed {
            let found = subject.facts.get(&file).map(|facts| suppress::in_file(facts)).unwrap_or_default();
            self.comments.insert(file, found);
        }
        self.comments.retain(|_, comments| !comments.is_empty());
    }

    /// An API follows that differs in nothing but how the paths of some entries of tables, and prefixes, are spelled.
    pub fn respelled(&mut self, before: &Arc<Api>, after: &Arc<Api>, entries: &[(usize, usize)]) {
        if !self.api.as_ref().is_some_and(|known| Arc::ptr_eq(known, before)) {
            return;
        }
        let handler = |entry: &Entry| entry.handler.as_ref().and_then(|handler| handler.at);
        let at = |(table, entry): &(usize, usize)| after.tables.get(*table).and_then(|table| table.entries.get(*entry));
        let handlers: FxHashSet<Place> = entries.iter().filter_map(at).filter_map(handler).collect();
        let respelled = self.respelled.get_or_insert_default();
        // What is told of one registration of a handler may depend on the others.
        for (number, table) in after.tables.iter().enumerate() {
            let all = table.entries.iter().enumerate();
            let same = all.filter(|(_, entry)| handler(entry).is_some_and(|handler| handlers.contains(&handler)));
            respelled.extend(same.map(|(entry, _)| (number, entry)));
        }
        respelled.extend(entries);
        self.api = Some(Arc::clone(after));
    }

    /// Takes the facts in; the files that said something else before.
    fn take(&mut self, subject: &Subject) -> Vec<FileId> {
        let is_new =
            |(file, facts): &(&FileId, &Arc<Facts>)| !self.facts.get(file).is_some_and(|it| Arc::ptr_eq(it, facts));
        let mut changed: Vec<FileId> = subject.facts.iter().filter(is_new).map(|(file, _)| *file).collect();
        if self.facts.len() + changed.len() > subject.facts.len() {
            changed.extend(self.facts.keys().filter(|file| !subject.facts.contains_key(file)));
            self.facts.retain(|file, _| subject.facts.contains_key(file));
        }
        let now = changed.iter().filter_map(|file| Some((*file, Arc::clone(subject.facts.get(file)?))));
        self.facts.extend(now);
        changed
    }

    /// The rules that failed.
    pub(super) fn failed(&self) -> Vec<&'static str> {
        let mut failed: Vec<&'static str> = self.units.iter().flat_map(|unit| unit.failed.iter().copied()).collect();
        failed.sort_unstable();
        failed.dedup();
        failed
    }

    /// What the rules found that did not fail.
    pub(super) fn findings(&self, failed: &[&str]) -> Vec<Finding> {
        let found = self.units.iter().flat_map(|unit| &unit.findings);
        found.filter(|finding| !failed.contains(&finding.rule)).cloned().collect()
    }

    /// The comments that suppress something, by file.
    pub(super) fn comments(&self) -> Vec<Suppression> {
        self.comments.values().flatten().cloned().collect()
    }
}

/// The parts of an API that the selected rules look at.
fn scopes(api: &Api, selection: &Selection) -> Vec<Scope> {
    let mut scopes = Vec::new();
    for (at, table) in api.tables.iter().enumerate() {
        scopes.extend((0..table.entries.len()).map(|entry| Scope::Entry(at, entry)));
        let holds = |rule: &Rule| {
            matches!(rule.check, Check::Table(_) | Check::TableAndApi(..)) && holds_for(api, rule, table.service)
        };
        let rules = selection.rules().filter(|(rule, _)| holds(rule));
        scopes.extend(rules.map(|(rule, level)| Scope::Table(at, rule, level)));
    }
    scopes.extend((0..api.routers.len()).map(Scope::Router));
    scopes.extend((0..api.services.len()).map(Scope::Service));
    let rules = selection.rules().filter(|(rule, _)| looks_at_all(rule));
    scopes.extend(rules.map(|(rule, level)| Scope::Api(rule, level)));
    scopes
}

/// Whether a rule looks at everything at once.
fn looks_at_all(rule: &Rule) -> bool {
    matches!(rule.check, Check::Api(_) | Check::EntryAndApi(..) | Check::TableAndApi(..))
}

/// Whether a rule means something for the framework of a service.
fn holds_for(api: &Api, rule: &Rule, service: usize) -> bool {
    api.services.get(service).is_some_and(|service| rule.languages.contains(&service.language()))
}

/// Runs the rules of one scope. A rule that fails costs its own findings.
fn run(subject: &Subject, scope: Scope, selection: &Selection) -> Unit {
    let looked = Looked::default();
    let watched = Subject { looked: Some(&looked), ..*subject };
    let (mut findings, mut failed) = (Vec::new(), Vec::new());
    let mut attempt = |rule: &'static Rule, level: Level| {
        let attempt = || {
            let mut report = Report::default();
            run_rule(&watched, scope, rule, &mut report);
            report.findings(&watched, rule, level)
        };
        match catch_unwind(AssertUnwindSafe(attempt)) {
            Ok(found) => findings.extend(found),
            Err(_) => failed.push(rule.name),
        }
    };
    match scope {
        Scope::Table(_, rule, level) | Scope::Api(rule, level) => attempt(rule, level),
        _ => selection.rules().for_each(|(rule, level)| attempt(rule, level)),
    }
    Unit { scope, looked: looked.settled(), findings, failed }
}

fn run_rule(subject: &Subject, scope: Scope, rule: &Rule, report: &mut Report) {
    let api = subject.api;
    match (scope, rule.check) {
        (Scope::Entry(table, entry), Check::Entry(check) | Check::EntryAndApi(check, _)) => {
            let table = &api.tables[table];
            if holds_for(api, rule, table.service) {
                check(subject, &table.entries[entry], report);
            }
        }
        (Scope::Table(table, ..), Check::Table(check) | Check::TableAndApi(check, _)) => {
            check(subject, &api.tables[table], report);
        }
        (Scope::Router(router), Check::Router(check)) => check(subject, &api.routers[router], report),
        (Scope::Service(service), Check::Service(check)) if holds_for(api, rule, service) => {
            check(subject, &api.services[service], report);
        }
        (Scope::Api(..), Check::Api(check) | Check::EntryAndApi(_, check) | Check::TableAndApi(_, check)) => {
            check(subject, report);
        }
        _ => {}
    }
}
