//! Where would a router be included that nobody includes? Below its siblings, if there is one place and one way.

use crate::api::{Include, Router};
use crate::edit::{Change, Edit, Safety, line_below};
use crate::facts::{ArgKind, Code, Expr, ExprId, Facts, ImportName, ItemId, Name, Node, Place, Stmt, StmtKind};
use crate::rules::Subject;
use crate::text::{FileId, Span, Splice};

/// A call that includes a sibling, as a statement of its module.
struct Sibling<'a> {
    index: usize,
    statement: &'a Stmt,
    call: ExprId,
    router: Place,
}

/// Includes a router where its siblings, those of the same folder, are included, in the way they are. `None` if that
/// is not one module, one application or router, and one way.
pub(super) fn include(subject: &Subject, router: &Router) -> Option<Change> {
    router.prefix.as_deref().filter(|prefix| !prefix.is_empty())?;
    let name = assigned_name(subject, router.at)?;
    let all = siblings_of(subject, router);
    let first = all.first()?;
    let file = first.at.file;
    if all.iter().any(|other| (other.at.file, other.into) != (file, first.into) || other.is_conditional) {
        return None;
    }
    let facts = subject.facts(file)?;
    let siblings: Option<Vec<Sibling>> = all.iter().map(|include| sibling(facts, include)).collect();
    let siblings = siblings?;
    let last = siblings.iter().max_by_key(|sibling| sibling.index)?;
    let (receiver, rest) = way(facts, last)?;
    if siblings.iter().any(|other| way(facts, other) != Some((receiver, rest))) {
        return None;
    }
    let (spelled, import) = spelled(subject, facts, router.at, name, last)?;
    let line = format!("{receiver}({spelled}{rest}");
    let put = line_below(facts, ItemId::default(), last.statement, &line)?;
    let edits = import.into_iter().chain([put]).map(|splice| Edit { file, splice }).collect();
    Some(Change {
        title: format!("Include `{spelled}` beside its siblings"),
        edits,
        created: Vec::new(),
        safety: Safety::Unsafe,
    })
}

/// The includes of routers that are made in the same folder.
fn siblings_of<'a>(subject: &Subject<'a>, router: &Router) -> Vec<&'a Include> {
    let folder = |file: FileId| {
        let path = subject.paths.get(file.0 as usize).map_or("", String::as_str);
        path.rfind('/').map_or("", |end| &path[..end])
    };
    let own = folder(router.at.file);
    subject.api.includes.iter().filter(|include| folder(include.router.file) == own).collect()
}

fn sibling<'a>(facts: &'a Facts, include: &Include) -> Option<Sibling<'a>> {
    let in_module = include.at.item == ItemId::default();
    let mut statements = facts.surface().block.iter().enumerate().filter(|_| in_module);
    statements.find_map(|(index, statement)| match statement.kind {
        StmtKind::Expr(call) if Node::Expr(call) == include.at.node => {
            Some(Sibling { index, statement, call, router: include.router })
        }
        _ => None,
    })
}

/// How a call includes a router: what it calls, and all that stands behind the router.
fn way<'a>(facts: &'a Facts, sibling: &Sibling) -> Option<(&'a str, &'a str)> {
    let code = facts.surface();
    let Expr::Call(callee, args) = code.expr(sibling.call) else { return None };
    let given = args.first().filter(|arg| arg.kind == ArgKind::Positional)?;
    let span = |expr| facts.span(ItemId::default(), Node::Expr(expr));
    let (call, callee, given) = (span(sibling.call), span(*callee), span(given.value));
    let between = facts.text.get(callee.end as usize..given.start as usize)?;
    let rest = facts.text.get(given.end as usize..call.end as usize)?;
    let receiver = facts.text.get(callee.start as usize..callee.end as usize)?;
    (between == "(" && !rest.contains('\n')).then_some((receiver, rest))
}

/// The name of the module that a router is assigned to.
fn assigned_name(subject: &Subject, router: Place) -> Option<Name> {
    let facts = subject.facts(router.file).filter(|_| router.item == ItemId::default())?;
    let code = facts.surface();
    let (target, _) = code.assignments().into_iter().find(|(_, value)| Node::Expr(*value) == router.node)?;
    if let Expr::Name(name) = code.expr(target) { Some(*name) } else { None }
}

/// How the module that includes the siblings spells the router, and what imports it.
fn spelled(
    subject: &Subject,
    facts: &Facts,
    router: Place,
    name: Name,
    last: &Sibling,
) -> Option<(String, Option<Splice>)> {
    let code = facts.surface();
    if router.file == facts.file {
        let made = |statement: &Stmt| assigns(statement, router);
        let is_above = code.block.iter().position(made)? < last.index;
        return (is_above && !is_read_below(facts, last, name)).then(|| (name.to_string(), None));
    }
    let (own, sibling) = (stem(subject, router.file)?, stem(subject, last.router.file)?);
    if last.router.file == facts.file || mentions(subject, router.file, stem(subject, facts.file)?) {
        return None;
    }
    let Expr::Call(_, args) = code.expr(last.call) else { return None };
    match code.expr(args.first()?.value) {
        // `users.router`, where `from … import users`.
        Expr::Attribute(base, attribute) if *attribute == name => {
            let Expr::Name(module) = code.expr(*base) else { return None };
            let import =
                imported(code, |_, import| import.path == sibling && import.alias.is_none() && import.path == *module)?;
            let taken = facts.text.contains(own);
            (!taken).then(|| (format!("{own}.{name}"), Some(added(facts, import, &format!(", {own}")))))
        }
        // `users_router`, where `from ….users import router as users_router`.
        Expr::Name(known) => {
            let is_meant = |module: Name, import: &ImportName| {
                module.rsplit('.').next() == Some(sibling) && import.path == name && import.alias == Some(*known)
            };
            let statement = import_statement(code, is_meant)?;
            let line = text_of(facts, statement)?;
            let alias = known.replace(sibling, own);
            let is_new = known.contains(sibling) && line.matches(sibling).count() == 2 && !facts.text.contains(&alias);
            let line = line.replace(sibling, own);
            let put = line_below(facts, ItemId::default(), statement, &line).filter(|_| is_new)?;
            Some((alias, Some(put)))
        }
        _ => None,
    }
}

fn assigns(statement: &Stmt, router: Place) -> bool {
    match &statement.kind {
        StmtKind::Assign(_, value) => Node::Expr(*value) == router.node,
        StmtKind::Annotate { value, .. } => value.map(Node::Expr) == Some(router.node),
        _ => false,
    }
}

/// Whether code of the module below a statement reads a name: routes that are added there may come too late.
fn is_read_below(facts: &Facts, last: &Sibling, name: Name) -> bool {
    let end = facts.span(ItemId::default(), Node::Mark(last.statement.mark)).end;
    let spans = facts.expr_spans(ItemId::default());
    let exprs = facts.surface().exprs.iter().zip(spans);
    exprs.filter(|(_, span)| span.start >= end).any(|(expr, _)| matches!(expr, Expr::Name(known) if *known == name))
}

/// The name of a file's module; none for a package.
fn stem<'a>(subject: &Subject<'a>, file: FileId) -> Option<&'a str> {
    let path = subject.paths.get(file.0 as usize)?;
    path.rsplit('/').next()?.strip_suffix(".py").filter(|stem| *stem != "__init__")
}

/// Whether a file may import the module of a name, so that each would wait for the other.
fn mentions(subject: &Subject, file: FileId, module: &str) -> bool {
    subject.facts(file).is_none_or(|facts| facts.text.contains(module))
}

fn import_statement(code: &Code, is_meant: impl Fn(Name, &ImportName) -> bool) -> Option<&Stmt> {
    code.block.iter().find(|statement| match &statement.kind {
        StmtKind::ImportFrom { module, names, star: false, .. } => names.len() == 1 && is_meant(*module, &names[0]),
        _ => false,
    })
}

fn imported(code: &Code, is_meant: impl Fn(Name, &ImportName) -> bool) -> Option<&ImportName> {
    code.block.iter().find_map(|statement| match &statement.kind {
        StmtKind::ImportFrom { module, names, star: false, .. } => names.iter().find(|name| is_meant(*module, name)),
        _ => None,
    })
}

fn added(facts: &Facts, import: &ImportName, text: &str) -> Splice {
    let end = facts.span(ItemId::default(), Node::Mark(import.mark)).end;
    Splice { span: Span { start: end, end }, text: text.to_owned() }
}

fn text_of<'a>(facts: &'a Facts, statement: &Stmt) -> Option<&'a str> {
    let span = facts.span(ItemId::default(), Node::Mark(statement.mark));
    facts.text.get(span.start as usize..span.end as usize).filter(|text| !text.contains('\n'))
}
