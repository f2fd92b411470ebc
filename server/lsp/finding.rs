//! What is there to tell about a snapshot? The seam to the rules: findings, with what an editor shows beside them.

use crate::engine::Snapshot;
use crate::rules::{self, Rule};

/// A finding as an editor gets to know it.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What is wrong, where, and how to mend it.
    pub found: rules::Finding,
    /// The page of the rule.
    pub page: Option<String>,
    /// Whether the code is of no use, such as a route that is never reached.
    pub unnecessary: bool,
}

/// Says what there is to tell about a snapshot.
pub type Check = fn(&Snapshot) -> Vec<Finding>;

/// What the rules find that the configuration makes run.
pub fn rules(snapshot: &Snapshot) -> Vec<Finding> {
    let told = |found: rules::Finding| {
        let page = rules::rule(found.rule).map(Rule::url);
        Finding { found, page, unnecessary: false }
    };
    snapshot.check(&snapshot.rules).findings.into_iter().map(told).collect()
}

/// Tells nothing: the protocol alone.
pub fn nothing(_: &Snapshot) -> Vec<Finding> {
    Vec::new()
}
