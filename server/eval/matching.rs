//! Which `case` runs? Patterns against values that may be partly known.

use super::machine::{Cx, Machine};
use super::statement::Flow;
use crate::facts::{Case, ExprId};

impl Machine<'_> {
    pub(super) fn exec_match(&mut self, cx: &Cx, subject: ExprId, cases: &[Case]) -> Flow {
        let value = self.eval(cx, subject);
        for case in cases {
            let matched = self.matches(cx, &value, &case.pattern);
            let guarded = match (matched, case.guard) {
                (Some(true), Some(guard)) => self.test(cx, guard),
                (matched, _) => matched,
            };
            match guarded {
                Some(false) => {}
                Some(true) => return self.exec_block(cx, &case.body),
                None => {
                    let text = format!("match {}", self.shown(cx, subject));
                    let flow = self.maybe_block(cx, &case.body, &text);
                    if matches!(flow, Flow::Stop) {
                        return flow;
                    }
                }
            }
        }
        Flow::Next
    }
}
