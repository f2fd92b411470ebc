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

/// The rules whose findings mark what nothing would miss: editors fade it.
const UNNECESSARY: [&str; 4] =
    ["duplicate-route", "shadowed-route", "ignored-path-param-default", "unused-suppression"];

/// What the rules find that the configuration makes run.
pub fn rules(snapshot: &Snapshot) -> Vec<Finding> {
    let told = |found: rules::Finding| {
        let page = rules::rule(found.rule).map(Rule::url);
        let unnecessary = UNNECESSARY.contains(&found.rule);
        Finding { found, page, unnecessary }
    };
    snapshot.check(&snapshot.rules).findings.into_iter().map(told).collect()
}

/// Tells nothing: the protocol alone.
pub fn nothing(_: &Snapshot) -> Vec<Finding> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_faded_is_found_by_rules_that_exist() {
        assert!(UNNECESSARY.iter().all(|name| rules::rule(name).is_some()));
    }
}
