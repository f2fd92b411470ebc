//! Which of the models gets the configuration? The one that is answered, if it is about rows of a database only; else all.

use super::render::{Piece, Render};
use crate::actions::schemas::model::Part;
use crate::edit::{Imports, line_break};

impl Render<'_, '_, '_> {
    /// Whether the configuration says nothing but that rows of a database can be read.
    fn reads_rows_only(&self) -> bool {
        self.plan.config.as_ref().is_some_and(|keys| keys.iter().all(|key| is_for_rows(key)))
    }

    pub(super) fn general_config(&self) -> Vec<Piece> {
        if self.reads_rows_only() { Vec::new() } else { self.parts(|part| matches!(part, Part::Config)) }
    }

    pub(super) fn orm_config(&self, imports: &mut Imports) -> Vec<Piece> {
        if self.reads_rows_only() {
            return self.parts(|part| matches!(part, Part::Config));
        }
        let (indent, end) = (self.indent(), line_break(&self.layout.text));
        if self.plan.config.as_ref().is_some_and(|keys| keys.iter().any(|key| is_for_rows(key))) {
            return Vec::new();
        }
        if self.is_v1 {
            return vec![(format!("{indent}class Config:{end}{indent}{indent}orm_mode = True"), false)];
        }
        let dict = imports.need("pydantic", "ConfigDict");
        vec![(format!("{indent}model_config = {dict}(from_attributes=True)"), false)]
    }
}

fn is_for_rows(key: &str) -> bool {
    ["from_attributes", "orm_mode"].contains(&key)
}
