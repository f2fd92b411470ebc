//! What does the class of a Pydantic model say? Its fields, its configuration, its validators, and whose model it is.

use crate::actions::{Bench, Cursor, Meaning, Refusal};
use crate::edit::{Member, members};
use crate::facts::{ArgKind, Class, Code, Expr, ExprId, Facts, Function, ItemId, Name, Node, Place, StmtKind};
use crate::text::Span;

/// How many bases are followed.
const BASES: usize = 8;

/// A class that is read as a model.
pub(super) struct Model<'f> {
    pub facts: &'f Facts,
    pub class: &'f Class,
    /// Its docstring with the comments above it.
    pub doc: Option<Span>,
    pub members: Vec<(Member<'f>, Part<'f>)>,
}

/// What a statement of a model is.
#[derive(Clone)]
pub(super) enum Part<'f> {
    /// `model_config = …` or `class Config:`.
    Config,
    Field(Field),
    Method(&'f Function),
    /// `pass`, `...`, a constant of the class, a private attribute.
    Other,
}

/// A field.
#[derive(Clone, Copy)]
pub(super) struct Field {
    pub name: Name,
    pub annotation: ExprId,
    pub value: Option<ExprId>,
}

impl<'f> Model<'f> {
    /// Reads a class at the top level of a file.
    pub fn of(facts: &'f Facts, class: &'f Class) -> Result<Self, Refusal> {
        let members = members(facts, ItemId::default(), class)
            .ok_or_else(|| Refusal::new(format!("statements of `{}` share their lines", class.name)))?;
        let doc = members.doc;
        let code = facts.item(class.item);
        let parts: Option<Vec<_>> =
            members.all.into_iter().map(|member| part(code, &member).map(|part| (member, part))).collect();
        let members = parts.ok_or_else(|| {
            Refusal::new(format!("`{}` holds more than fields, validators and its configuration", class.name))
        })?;
        Ok(Model { facts, class, doc, members })
    }

    pub fn code(&self) -> &'f Code {
        self.facts.item(self.class.item)
    }

    pub fn span(&self, expr: ExprId) -> Span {
        self.facts.span(self.class.item, Node::Expr(expr))
    }

    pub fn text(&self, span: Span) -> &'f str {
        self.facts.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    pub fn fields(&self) -> impl Iterator<Item = Field> {
        self.members.iter().filter_map(|(_, part)| if let Part::Field(field) = part { Some(*field) } else { None })
    }
}

fn part<'f>(code: &'f Code, member: &Member) -> Option<Part<'f>> {
    let name = |expr: ExprId| if let Expr::Name(name) = code.expr(expr) { Some(*name) } else { None };
    Some(match &member.statement.kind {
        StmtKind::Expr(value) if matches!(code.expr(*value), Expr::Str(_)) => Part::Other,
        StmtKind::Pass => Part::Other,
        StmtKind::Expr(value) if matches!(code.expr(*value), Expr::Ellipsis) => Part::Other,
        StmtKind::Annotate { target, annotation, value } => {
            let name = name(*target)?;
            let is_class_variable = match code.expr(*annotation) {
                Expr::Subscript(base, _) => is_called(code, *base, "ClassVar"),
                _ => is_called(code, *annotation, "ClassVar"),
            };
            if name == "model_config" {
                Part::Config
            } else if is_class_variable || name.starts_with('_') {
                Part::Other
            } else {
                Part::Field(Field { name, annotation: *annotation, value: *value })
            }
        }
        StmtKind::Assign(targets, _) => match &**targets {
            [target] if name(*target).is_some_and(|name| name == "model_config") => Part::Config,
            [target] if name(*target).is_some_and(|name| name.starts_with('_')) => Part::Other,
            _ => return None,
        },
        StmtKind::Class(id) if code.classes.get(id.0 as usize)?.name == "Config" => Part::Config,
        StmtKind::Function(id) => Part::Method(code.functions.get(id.0 as usize)?),
        _ => return None,
    })
}

/// Whether an expression is a name, or ends in one.
pub(super) fn is_called(code: &Code, expr: ExprId, name: &str) -> bool {
    matches!(code.expr(expr), Expr::Name(known) | Expr::Attribute(_, known) if *known == name)
}

/// Whether a class is a model of Pydantic, as far as its bases can be followed.
pub(in crate::actions) fn is_model(bench: &Bench, facts: &Facts, class: &Class) -> bool {
    derives(bench, facts, class, BASES, &mut |_, _| {})
}

/// The fields that the classes of the workspace bring which a class derives from; `None` if it is no model.
pub(super) fn inherited(bench: &Bench, facts: &Facts, class: &Class) -> Option<usize> {
    let mut count = 0;
    let is_model = derives(bench, facts, class, BASES, &mut |facts, class| {
        let block = &facts.item(class.item).block;
        count += block.iter().filter(|it| matches!(it.kind, StmtKind::Annotate { .. } | StmtKind::Function(_))).count();
    });
    is_model.then_some(count)
}

fn derives(bench: &Bench, facts: &Facts, class: &Class, steps: usize, visit: &mut dyn FnMut(&Facts, &Class)) -> bool {
    let code = facts.surface();
    let bases = class.bases.iter().filter(|base| base.kind == ArgKind::Positional).take(steps);
    let mut is_model = false;
    for base in bases {
        match bench.meaning(facts, code, base.value) {
            Some(Meaning::Library(path)) => {
                let last = path.rsplit('.').next().unwrap_or_default();
                is_model |= path.starts_with("pydantic") && ["BaseModel", "BaseSettings"].contains(&last);
            }
            Some(Meaning::Own(file, name)) => {
                let Some(other) = bench.facts(file) else { continue };
                let Some(base) = other.surface().classes.iter().find(|known| known.name == name) else { continue };
                if base.mark != class.mark || other.file != facts.file {
                    visit(&other, base);
                    is_model |= derives(bench, &other, base, steps - 1, visit);
                }
            }
            _ => {}
        }
    }
    is_model
}

/// Whether a model is of Pydantic 1: so the lock files say, or else the way it is written.
pub(super) fn is_v1(bench: &Bench, facts: &Facts) -> bool {
    let known = bench.api.services.iter().find_map(|service| service.version("pydantic"));
    known.map_or_else(|| facts.text.contains("orm_mode = "), |version| version.0 == 1)
}

/// Whether a class stands at the left margin of its file, decorators aside.
pub(super) fn is_at_top(facts: &Facts, at: Place) -> bool {
    let start = facts.span(at.item, at.node).start as usize;
    at.item == ItemId::default() && facts.text.get(..start).is_some_and(|text| text.is_empty() || text.ends_with('\n'))
}

/// The class at the top level of a file around a cursor, be it in a class of its own for the configuration.
pub(super) fn around<'c>(cursor: &'c Cursor) -> Option<&'c Class> {
    let span = |class: &Class| cursor.facts.span(ItemId::default(), Node::Mark(class.mark));
    let is_around = |span: Span| span.start <= cursor.span.start && cursor.span.end <= span.end;
    cursor.facts.surface().classes.iter().find(|class| is_around(span(class)))
}
