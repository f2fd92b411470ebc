//! How do the four models read? Members as they were written, with their comments.

use super::kind::Kind;
use super::plan::{Home, Plan};
use super::suffix::Names;
use crate::actions::Bench;
use crate::actions::schemas::field::{optional, required};
use crate::actions::schemas::model::{Field, Part};
use crate::edit::{Imports, Layout, Member, apply, indent_of_line, line_break};
use crate::facts::{Function, Node};
use crate::text::{Span, Splice};

/// Writes the models that come of a plan.
pub(super) struct Render<'r, 'm, 'f> {
    pub bench: &'r Bench<'r>,
    pub plan: &'r Plan<'m, 'f>,
    pub layout: &'r Layout,
    pub names: &'r Names,
    pub is_v1: bool,
    /// Whether what the server gives may still be missing in an answer.
    pub keeps_nullable: bool,
}

/// A member of a class in the making, and whether a blank line goes above it.
pub(super) type Piece = (String, bool);

impl Render<'_, '_, '_> {
    /// The four classes, one after the other, without a line break at the end.
    pub fn all(&self, imports: &mut Imports) -> String {
        let bases = self.layout.list(self.span_of_class()).map_or("", |list| self.layout.slice(list.span)).to_owned();
        let base = format!("({})", self.names.base);
        let classes = [
            self.class(&self.names.base, &bases, self.base()),
            self.class(&self.names.create, &base, self.create()),
            self.class(&self.names.update, &bases, self.update(imports)),
            self.class(&self.names.response, &base, self.response(imports)),
        ];
        let end = line_break(&self.layout.text);
        classes.join(&format!("{end}{end}{end}"))
    }

    fn span_of_class(&self) -> Span {
        let model = self.plan.model;
        model.facts.span(crate::facts::ItemId::default(), Node::Mark(model.class.mark))
    }

    fn class(&self, name: &str, bases: &str, pieces: Vec<Piece>) -> String {
        let end = line_break(&self.layout.text);
        let mut text = format!("class {name}{bases}:");
        if pieces.is_empty() {
            text.extend([end, self.indent(), "pass"]);
        }
        for (index, (piece, is_apart)) in pieces.iter().enumerate() {
            let gap = if *is_apart && index > 0 { end } else { "" };
            text.extend([end, gap, piece]);
        }
        text
    }

    pub(super) fn indent(&self) -> &str {
        let first = self.plan.model.members.first().map_or(0, |(member, _)| member.span.start);
        indent_of_line(&self.layout.text, first)
    }

    fn base(&self) -> Vec<Piece> {
        let mut found: Vec<Piece> = Vec::new();
        found.extend(self.plan.model.doc.map(|doc| (self.layout.slice(doc).to_owned(), false)));
        let config = self.general_config().into_iter().map(|(text, _)| (text, true));
        found.extend(config);
        let head = found.len();
        found.extend(self.others());
        found.extend(self.plan.members(Kind::Shared).map(|(member, _)| self.as_is(member)));
        if let Some(first) = found.get_mut(head).filter(|_| head > 0) {
            first.1 = true;
        }
        found.extend(self.methods(Home::Base));
        found
    }

    fn create(&self) -> Vec<Piece> {
        let mut found: Vec<Piece> = self.plan.members(Kind::WriteOnly).map(|(member, _)| self.as_is(member)).collect();
        found.extend(self.methods(Home::Create));
        found
    }

    fn update(&self, imports: &mut Imports) -> Vec<Piece> {
        let mut found = self.general_config();
        let head = found.len();
        for (member, part) in &self.plan.model.members {
            match part {
                Part::Field(field) if self.plan.has(&field.name, &[Kind::Shared, Kind::WriteOnly]) => {
                    let splices = optional(self.bench, self.plan.model, self.layout, imports, *field);
                    found.push((self.changed(member, &splices), member.is_apart));
                }
                _ => {}
            }
        }
        if let Some(first) = found.get_mut(head).filter(|_| head > 0) {
            first.1 = true;
        }
        let methods = self.plan.model.members.iter().filter_map(|(member, part)| match part {
            Part::Method(function) if self.plan.validates_update(function) => Some(self.guarded(member, function)),
            _ => None,
        });
        found.extend(methods);
        found
    }

    fn response(&self, imports: &mut Imports) -> Vec<Piece> {
        let mut found = self.orm_config(imports);
        let head = found.len();
        found.extend(self.plan.members(Kind::Server).map(|(member, field)| self.given(member, field)));
        if let Some(first) = found.get_mut(head).filter(|_| head > 0) {
            first.1 = true;
        }
        found.extend(self.methods(Home::Response));
        found
    }

    /// A field of the server, which is always there in an answer.
    fn given(&self, member: &Member, field: Field) -> Piece {
        let is_given = ["id", "uuid", "created_at", "updated_at"].contains(&field.name.as_str());
        let splices = if is_given && !self.keeps_nullable { required(self.plan.model, field) } else { Vec::new() };
        (self.changed(member, &splices), member.is_apart)
    }

    /// Attributes that are no fields.
    fn others(&self) -> Vec<Piece> {
        let is_pass = |text: &str| ["pass", "..."].contains(&text.trim());
        self.parts(|part| matches!(part, Part::Other)).into_iter().filter(|(text, _)| !is_pass(text)).collect()
    }

    fn methods(&self, home: Home) -> Vec<Piece> {
        let is_here = |function: &Function| self.plan.home_of(function).is_ok_and(|known| known == home);
        let found = self.parts(|part| matches!(part, Part::Method(function) if is_here(function)));
        found.into_iter().map(|(text, _)| (text, true)).collect()
    }

    pub(super) fn parts(&self, is_wanted: impl Fn(&Part) -> bool) -> Vec<Piece> {
        let wanted = self.plan.model.members.iter().filter(|(_, part)| is_wanted(part));
        wanted.map(|(member, _)| self.as_is(member)).collect()
    }

    fn as_is(&self, member: &Member) -> Piece {
        (self.changed(member, &[]), member.is_apart)
    }

    /// A validator that lets through what an update leaves out.
    fn guarded(&self, member: &Member, function: &Function) -> Piece {
        let model = self.plan.model;
        let code = model.facts.item(function.item);
        let first = code.block.get(usize::from(code.doc.is_some()));
        let splice = first.zip(function.params.get(1)).map(|(first, value)| {
            let at = model.facts.span(function.item, Node::Mark(first.mark)).start;
            let (indent, end) = (indent_of_line(&self.layout.text, at), line_break(&self.layout.text));
            let name = value.name;
            let text = format!("if {name} is None:{end}{indent}{}return {name}{end}{indent}", self.indent());
            Splice { span: Span { start: at, end: at }, text }
        });
        (self.changed(member, splice.as_slice()), true)
    }

    /// The lines of a member with some changes.
    fn changed(&self, member: &Member, splices: &[Splice]) -> String {
        let text = self.layout.slice(member.whole);
        let shifted: Vec<Splice> = splices
            .iter()
            .map(|splice| Splice {
                span: Span {
                    start: splice.span.start.saturating_sub(member.whole.start),
                    end: splice.span.end.saturating_sub(member.whole.start),
                },
                text: splice.text.clone(),
            })
            .collect();
        apply(text, &shifted).unwrap_or_else(|| text.to_owned())
    }
}
