//! How does a class `Config` read as `model_config`? Key by key, with their comments.

use super::Migration;
use crate::actions::Refusal;
use crate::actions::schemas::model::Part;
use crate::edit::{Member, line_break, members};
use crate::facts::{Arg, Code, Expr, ExprId, StmtKind};
use crate::syntax::Language;
use crate::text::{FileId, Span};

/// Keys that have another name.
const RENAMED: [(&str, &str); 9] = [
    ("orm_mode", "from_attributes"),
    ("allow_population_by_field_name", "populate_by_name"),
    ("anystr_strip_whitespace", "str_strip_whitespace"),
    ("anystr_lower", "str_to_lower"),
    ("anystr_upper", "str_to_upper"),
    ("min_anystr_length", "str_min_length"),
    ("max_anystr_length", "str_max_length"),
    ("schema_extra", "json_schema_extra"),
    ("keep_untouched", "ignored_types"),
];

/// Keys that Pydantic 2 does not have.
const GONE: [&str; 9] = [
    "fields",
    "getter_dict",
    "smart_union",
    "json_loads",
    "json_dumps",
    "copy_on_model_validation",
    "underscore_attrs_are_private",
    "error_msg_templates",
    "env_file_encoding_errors",
];

/// Whether a member is a class `Config`.
pub(super) fn is_class(part: &Part, member: &Member) -> bool {
    matches!(part, Part::Config) && matches!(member.statement.kind, StmtKind::Class(_))
}

impl Migration<'_, '_> {
    /// Writes the configuration anew.
    pub(super) fn config(&mut self) -> Result<(), Refusal> {
        let model = self.model;
        let configs: Vec<_> = model.members.iter().filter(|(_, part)| matches!(part, Part::Config)).collect();
        let Some((member, _)) = configs.iter().find(|(member, part)| is_class(part, member)) else { return Ok(()) };
        let StmtKind::Class(id) = &member.statement.kind else { return Ok(()) };
        let Some(class) = model.code().classes.get(id.0 as usize) else { return Ok(()) };
        let refuse = |why: &str| Refusal::new(format!("the configuration of `{}` {why}", model.class.name));
        if configs.len() > 1 {
            return Err(refuse("stands twice"));
        }
        if self.is_asked_for() {
            return Err(refuse("is used by other classes"));
        }
        let surface = model.facts.surface();
        let is_moved = |base: &Arg| self.bench.is_of(model.facts, surface, base.value, "pydantic", &["BaseSettings"]);
        if model.class.bases.iter().any(is_moved) {
            return Err(refuse("is that of settings, which are in `pydantic_settings` now"));
        }
        let keys = members(model.facts, model.class.item, class).filter(|keys| keys.doc.is_none());
        let keys = keys.filter(|_| class.bases.is_empty()).ok_or_else(|| refuse("is more than keys and values"))?;
        let code = model.facts.item(class.item);
        let mut lines = Vec::new();
        for key in &keys.all {
            let StmtKind::Assign(targets, value) = &key.statement.kind else {
                return Err(refuse("is more than keys and values"));
            };
            let name = targets.first().and_then(|target| named(code, *target)).unwrap_or_default();
            if targets.len() != 1 || name.is_empty() || GONE.contains(&name.as_str()) {
                return Err(refuse(&format!("sets `{name}`, for which Pydantic 2 has nothing that does the same")));
            }
            let span = model.facts.span(class.item, crate::facts::Node::Expr(*value));
            lines.push((self.key(code, &name, *value, span), key.whole, key.span));
        }
        self.write_config(member, &lines);
        Ok(())
    }

    /// A key with its value.
    fn key(&mut self, code: &Code, name: &str, value: ExprId, span: Span) -> String {
        let text = self.layout.slice(span).to_owned();
        if name == "allow_mutation" {
            let frozen = if matches!(code.expr(value), Expr::Bool(true)) { "False" } else { "True" };
            return format!("frozen={frozen}");
        }
        let name = RENAMED.iter().find(|(old, _)| *old == name).map_or(name, |(_, new)| *new);
        match code.expr(value) {
            Expr::Attribute(base, extra) if named(code, *base).is_some_and(|base| base == "Extra") => {
                self.replaced.push(span);
                format!("{name}=\"{extra}\"")
            }
            _ => format!("{name}={text}"),
        }
    }

    fn write_config(&mut self, member: &Member, lines: &[(String, Span, Span)]) {
        let path = if self.reads_settings() {
            ("pydantic_settings", "SettingsConfigDict")
        } else {
            ("pydantic", "ConfigDict")
        };
        let dict = self.imports.need(path.0, path.1);
        let end = line_break(&self.layout.text);
        let indent = crate::edit::indent_of_line(&self.layout.text, member.span.start).to_owned();
        let whole = Span { start: member.span.start, end: member.whole.end };
        let has_comment = self.layout.slice(whole).contains('#');
        let line = lines.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>().join(", ");
        let line = format!("model_config = {dict}({line})");
        let width = self.bench.width(Language::Python);
        if !has_comment && !line.contains('\n') && indent.len() + line.chars().count() <= width {
            return self.replace(whole, line);
        }
        let head = self.layout.slice(whole).split('\n').next().unwrap_or_default();
        let comment = head.find('#').map_or(String::new(), |at| format!("  {}", head[at..].trim_end()));
        let mut text = format!("model_config = {dict}({comment}");
        for (key, own, statement) in lines {
            let above = self.layout.slice(Span { start: own.start, end: statement.start });
            let behind = self.layout.slice(Span { start: statement.end, end: own.end });
            text.extend([end, above, key, ",", behind]);
        }
        text.extend([end, &indent, ")"]);
        self.replace(whole, text);
    }

    /// Whether other code speaks of the class that goes.
    fn is_asked_for(&self) -> bool {
        let path = format!("{}.Config", self.model.class.name);
        let files = (0..self.bench.paths.len() as u32).map(FileId);
        let python = files.filter(|file| Language::of_path(self.bench.path(*file)) == Some(Language::Python));
        python.filter_map(|file| self.bench.facts(file)).any(|facts| facts.text.contains(&path))
    }

    /// Whether the model is one of settings.
    fn reads_settings(&self) -> bool {
        let (model, surface) = (self.model, self.model.facts.surface());
        model
            .class
            .bases
            .iter()
            .any(|base| self.bench.is_of(model.facts, surface, base.value, "pydantic_settings", &["BaseSettings"]))
    }
}

fn named(code: &Code, expr: ExprId) -> Option<String> {
    if let Expr::Name(name) = code.expr(expr) { Some(name.to_string()) } else { None }
}
