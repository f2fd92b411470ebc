//! What does a `match` statement say? Its subject, and the pattern, guard and block of each case.

use super::builder::Lowering;
use super::kinds::Kind;
use super::pattern::one_or_sequence;
use crate::facts::{Block, Case, StmtKind};
use std::sync::Arc;

impl Lowering<'_> {
    /// `match subject: case …`.
    pub(super) fn match_statement(&mut self) -> StmtKind {
        let height = self.operands.len();
        let (mut comma, mut subject, mut cases) = (false, None, Vec::new());
        self.children(|this, kind| match kind {
            Kind::Comma => comma = true,
            Kind::Block => {
                subject = this.one_or_tuple(height, comma);
                cases = this.cases();
            }
            Kind::Error => this.salvage(),
            kind if kind.is_expr() => this.operand_of_list(kind),
            _ => {}
        });
        self.operands.truncate(height);
        StmtKind::Match(self.or_broken(subject), cases.into_boxed_slice())
    }

    fn cases(&mut self) -> Vec<Case> {
        let mut cases = Vec::new();
        self.children(|this, kind| match kind {
            Kind::CaseClause => cases.push(this.case()),
            Kind::Error => this.salvage(),
            _ => {}
        });
        cases
    }

    fn case(&mut self) -> Case {
        let (mut patterns, mut guard, mut body) = (Vec::new(), None, Block::default());
        let mut comma = false;
        self.children(|this, kind| match kind {
            Kind::CasePattern => patterns.push(this.pattern()),
            Kind::Comma => comma = true,
            Kind::IfClause => guard = Some(this.first_expr()),
            Kind::Block => body = this.block(),
            Kind::Error => this.salvage(),
            _ => {}
        });
        let pattern = one_or_sequence(patterns, comma);
        Case { pattern, text: Arc::default(), guard, body }
    }
}
