//! What goes into which of the four models? Fields by whose they are, validators to the class that has their fields.

use super::kind::{Kind, kind, primary_keys};
use crate::actions::schemas::field::validated;
use crate::actions::schemas::model::{Field, Model, Part};
use crate::actions::{Bench, Cursor, Refusal};
use crate::edit::Member;
use crate::facts::{Expr, Function, ItemId, Name, Node, StmtKind};
use crate::text::Span;

/// In which class a member ends up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    Base,
    Create,
    Response,
}

/// A model with the place of each of its members.
pub(super) struct Plan<'m, 'f> {
    pub model: &'m Model<'f>,
    /// Fields in order, and whose they are.
    pub fields: Vec<(Field, Kind)>,
    /// What its configuration sets; `None` without one.
    pub config: Option<Vec<String>>,
}

impl<'m, 'f> Plan<'m, 'f> {
    /// Divides a model.
    pub fn of(bench: &Bench, model: &'m Model<'f>) -> Result<Self, Refusal> {
        let keys = primary_keys(bench, &model.class.name);
        let fields: Vec<_> = model.fields().map(|field| (field, kind(&field.name, &keys))).collect();
        if fields.is_empty() {
            return Err(Refusal::new(format!("`{}` has no fields of its own", model.class.name)));
        }
        if fields.iter().all(|(_, kind)| *kind == Kind::Shared) {
            let why =
                format!("clients send and get every field of `{}`: nothing would be told apart", model.class.name);
            return Err(Refusal::new(why));
        }
        let plan = Plan { model, fields, config: config(model) };
        for (_, part) in &model.members {
            if let Part::Method(function) = part {
                plan.home_of(function)?;
            }
        }
        Ok(plan)
    }

    /// The fields of some kinds.
    pub fn has(&self, name: &str, kinds: &[Kind]) -> bool {
        self.fields.iter().any(|(field, kind)| field.name == name && kinds.contains(kind))
    }

    /// The members that are fields of a kind, in order.
    pub fn members(&self, of: Kind) -> impl Iterator<Item = (&'m Member<'f>, Field)> {
        let model = self.model;
        model.members.iter().filter_map(move |(member, part)| {
            let Part::Field(field) = part else { return None };
            self.has(&field.name, &[of]).then_some((member, *field))
        })
    }

    /// The class that has all fields a method speaks of.
    pub fn home_of(&self, function: &Function) -> Result<Home, Refusal> {
        let used = self.used(function);
        let any = |kind: Kind| used.iter().any(|name| self.has(name, &[kind]));
        match (any(Kind::Server), any(Kind::WriteOnly)) {
            (false, false) => Ok(Home::Base),
            (false, true) => Ok(Home::Create),
            (true, false) => Ok(Home::Response),
            (true, true) => Err(Refusal::new(format!(
                "`{}` reads fields that are only in what clients send and fields that are only in what they get",
                function.name
            ))),
        }
    }

    /// The fields whose validator it is, if they may all be left out in an update.
    pub fn validates_update(&self, function: &Function) -> bool {
        let is_serializer = function.decorators.iter().any(|decorator| {
            matches!(self.model.code().expr(*decorator), Expr::Call(callee, _)
                if crate::actions::schemas::model::is_called(self.model.code(), *callee, "field_serializer"))
        });
        let names = validated(self.model, function).filter(|names| !names.is_empty() && !is_serializer);
        let given = &[Kind::Shared, Kind::WriteOnly];
        names.is_some_and(|names| names.iter().all(|name| self.has(name, given)))
            && !self.used(function).iter().any(|name| self.has(name, &[Kind::Server]))
    }

    /// The fields that a method names.
    fn used(&self, function: &Function) -> Vec<Name> {
        let mut found: Vec<String> = validated(self.model, function).unwrap_or_default();
        let own = function.params.first().map(|param| param.name);
        let is_own = |base: &Expr| matches!(base, Expr::Name(name) if Some(*name) == own);
        for item in self.model.facts.items_of(function.item.body) {
            let code = self.model.facts.item(item);
            let is_inside = item == function.item || function.item.nested == 0;
            for expr in code.exprs.iter().filter(|_| is_inside) {
                match expr {
                    Expr::Attribute(base, name) if is_own(code.expr(*base)) => found.push(name.to_string()),
                    Expr::Str(text) => found.push(text.to_string()),
                    _ => {}
                }
            }
        }
        let fields = self.fields.iter().map(|(field, _)| field.name);
        fields.filter(|name| found.iter().any(|used| used == name.as_str())).collect()
    }
}

/// The names that the configuration of a model sets.
fn config(model: &Model) -> Option<Vec<String>> {
    let code = model.code();
    let (member, _) = model.members.iter().find(|(_, part)| matches!(part, Part::Config))?;
    let keys = |value| match code.expr(value) {
        Expr::Call(_, args) => args.iter().map(|arg| keyword(arg.kind)).collect(),
        Expr::Dict(pairs) => pairs
            .iter()
            .map(|(key, _)| match key.map(|key| code.expr(key)) {
                Some(Expr::Str(text)) => text.to_string(),
                _ => "**".to_owned(),
            })
            .collect(),
        _ => vec!["**".to_owned()],
    };
    Some(match &member.statement.kind {
        StmtKind::Assign(_, value) | StmtKind::Annotate { value: Some(value), .. } => keys(*value),
        StmtKind::Class(id) => {
            let inner = model.facts.item(code.classes.get(id.0 as usize)?.item);
            let name = |statement: &crate::facts::Stmt| match &statement.kind {
                StmtKind::Assign(targets, _) => match targets.first().map(|target| inner.expr(*target)) {
                    Some(Expr::Name(name)) => name.to_string(),
                    _ => "**".to_owned(),
                },
                StmtKind::Pass => "pass".to_owned(),
                _ => "**".to_owned(),
            };
            inner.block.iter().map(name).collect()
        }
        _ => Vec::new(),
    })
}

fn keyword(kind: crate::facts::ArgKind) -> String {
    if let crate::facts::ArgKind::Keyword(name) = kind { name.to_string() } else { "**".to_owned() }
}

/// The bytes of the class, comments of its last member included.
pub(super) fn whole(cursor: &Cursor, plan: &Plan) -> Span {
    let model = plan.model;
    let start = cursor.facts.span(ItemId::default(), Node::Mark(model.class.mark)).start;
    let end = model.members.last().map_or(start, |(member, _)| member.whole.end);
    Span { start, end }
}
