//! Which application or router is the name at a cursor? The name that reads it, whatever made the object and wherever.

use super::at::{Found, Target};
use super::{View, router};
use crate::facts::{Code, Expr, ExprId, Facts, Function, ImportName, ItemId, Name, Node, Place, StmtKind};
use crate::text::{FileId, Span};

/// A name in the code of a file.
struct Read<'a> {
    facts: &'a Facts,
    item: ItemId,
    /// What stands there.
    what: What,
    span: Span,
}

/// What reads or binds a name.
enum What {
    /// An expression.
    Expr(ExprId),
    /// An import or a parameter that binds this name.
    Binding(Name),
}

/// The application or router that the name at a byte of a file holds.
pub(super) fn held(view: &View, file: FileId, offset: u32) -> Option<Found> {
    let facts = view.facts.get(&file)?;
    if view.api.holders.is_empty() && view.api.includes.is_empty() {
        return None;
    }
    let found = facts.items_around(offset).into_iter().flat_map(|item| reads(facts, item, offset));
    let read = found.min_by_key(|read| read.span.end - read.span.start)?;
    let target = target(view, made(view, &read)?)?;
    Some(Found { target, span: read.span })
}

/// The object that is made at a place.
fn target(view: &View, made: Place) -> Option<Target> {
    let service = view.api.services.iter().position(|service| service.at == made).map(Target::Service);
    service.or_else(|| view.api.routers.iter().position(|router| router.at == made).map(Target::Router))
}

/// The names of an item around a byte: in expressions, imports and parameters.
fn reads(facts: &Facts, item: ItemId, offset: u32) -> Vec<Read<'_>> {
    let code = facts.item(item);
    let around = |span: &Span| span.start <= offset && offset <= span.end;
    let read = |what, span| Read { facts, item, what, span };
    let exprs = (0..).zip(code.exprs.iter().zip(facts.expr_spans(item)));
    let names = exprs.filter(|(_, (expr, span))| matches!(expr, Expr::Name(_) | Expr::Attribute(..)) && around(span));
    let names = names.map(|(index, (_, span))| read(What::Expr(ExprId::at(index)), *span));
    let params = code.functions.iter().filter(|function| !function.params.is_empty());
    let params = params.flat_map(|function| function.params.iter().map(move |param| (function.item, param)));
    let params = params.filter_map(|(body, param)| {
        let start = facts.span(item, Node::Mark(param.mark)).start;
        let span = Span { start, end: start + param.name.len() as u32 };
        let is_name = facts.text.get(span.start as usize..span.end as usize) == Some(param.name.as_str());
        (is_name && around(&span)).then_some(Read { item: body, ..read(What::Binding(param.name), span) })
    });
    let imports = imports(code).flat_map(|(_, _, name)| {
        let span = facts.span(item, Node::Mark(name.mark));
        let alias = name.alias.and_then(|alias| alias_span(facts, span, alias));
        [Some(span), alias].into_iter().flatten().map(move |span| (span, name.alias.unwrap_or(name.path)))
    });
    let imports = imports.map(|(span, bound)| read(What::Binding(bound), span));
    names.chain(params).chain(imports.filter(|read| around(&read.span))).collect()
}

/// The name after `as` of an import, if they stand right behind it.
fn alias_span(facts: &Facts, import: Span, alias: Name) -> Option<Span> {
    let rest = facts.text.get(import.end as usize..)?;
    let named = rest.trim_start().strip_prefix("as")?.trim_start();
    let start = import.end + (rest.len() - named.len()) as u32;
    named.starts_with(alias.as_str()).then(|| Span { start, end: start + alias.len() as u32 })
}

/// What `from … import` brings into an item: leading dots, module and name.
fn imports(code: &Code) -> impl Iterator<Item = (u32, Name, &ImportName)> {
    code.block.iter().flat_map(|statement| match &statement.kind {
        StmtKind::ImportFrom { level, module, names, .. } => {
            names.iter().map(|name| (*level, *module, name)).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    })
}

/// Where the object is made that a name holds.
fn made(view: &View, read: &Read) -> Option<Place> {
    let code = read.facts.item(read.item);
    let expr = match read.what {
        What::Binding(name) => return of_name(view, read, name),
        What::Expr(expr) => expr,
    };
    included(view, read, expr).or_else(|| match code.expr(expr) {
        // The cursor is on the attribute: its base has a smaller span.
        Expr::Attribute(base, name) => of_module(view, read, *base, *name),
        Expr::Name(name) => of_name(view, read, *name),
        _ => None,
    })
}

/// The router that an expression gives to a call that includes it, if there is only one.
fn included(view: &View, read: &Read, expr: ExprId) -> Option<Place> {
    let code = read.facts.item(read.item);
    let given = view.api.includes.iter().filter(|include| is_in(include.at, read));
    let takes = |place: Place| match place.node {
        Node::Expr(call) => match code.exprs.get(call.index()) {
            Some(Expr::Call(_, args)) => args.iter().any(|arg| arg.value == expr),
            _ => false,
        },
        Node::Mark(_) => false,
    };
    only(given.filter(|include| takes(include.at)).map(|include| include.router))
}

/// What a name of an item or of its module holds.
fn of_name(view: &View, read: &Read, name: Name) -> Option<Place> {
    let (file, code) = (read.facts.file, read.facts.item(read.item));
    let is_module = read.item == ItemId::default();
    let is_target = |target: ExprId| matches!(code.expr(target), Expr::Name(known) if *known == name);
    let values = code.assignments().into_iter().filter(|(target, _)| is_target(*target)).map(|(_, value)| value);
    let values: Vec<ExprId> = values.collect();
    if values.len() > 1 {
        return None;
    }
    let here = |value: &ExprId| Place { file, item: read.item, node: Node::Expr(*value) };
    let direct = only(values.iter().map(here).filter(|at| target(view, *at).is_some()));
    let is_own = !values.is_empty() || is_parameter(read, name);
    let of_module = || if is_module || !is_own { holder(view, file, name) } else { None };
    let bound = |name: &ImportName| name.alias.unwrap_or(name.path);
    let imported = || {
        let (level, module, import) =
            imports(code).chain(imports(read.facts.surface())).find(|it| bound(it.2) == name)?;
        holder(view, module_file(view, file, level, &module)?, import.path)
    };
    direct.or_else(|| used(view, read, name)).or_else(of_module).or_else(|| if is_own { None } else { imported() })
}

fn is_parameter(read: &Read, name: Name) -> bool {
    let is_own =
        |function: &Function| function.item == read.item && function.params.iter().any(|param| param.name == name);
    let items = read.facts.items_around(read.span.start);
    items.iter().any(|outer| read.facts.item(*outer).functions.iter().any(is_own))
}

/// What a name must hold because of what code of its item does with it: a call includes something in it, or registers
/// a route on it.
fn used(view: &View, read: &Read, name: Name) -> Option<Place> {
    let code = read.facts.item(read.item);
    let is_base = |place: Place| {
        let Node::Expr(call) = place.node else { return false };
        let Some(Expr::Call(callee, _)) = code.exprs.get(call.index()) else { return false };
        let Expr::Attribute(base, _) = code.expr(*callee) else { return false };
        matches!(code.expr(*base), Expr::Name(known) if *known == name)
    };
    let includes = view.api.includes.iter().filter(|include| is_in(include.at, read) && is_base(include.at));
    let routes = view.api.endpoints.iter().filter(|endpoint| is_in(endpoint.route, read) && is_base(endpoint.route));
    let registered = routes.filter_map(|endpoint| match endpoint.through.last() {
        None => view.api.services.get(endpoint.service).map(|service| service.at),
        Some(call) => match *router::included(view, *call) {
            [router] => Some(router),
            _ => None,
        },
    });
    only(includes.map(|include| include.into).chain(registered))
}

/// What a name of an imported module holds: `users.router`.
fn of_module(view: &View, read: &Read, base: ExprId, name: Name) -> Option<Place> {
    let code = read.facts.item(read.item);
    let surface = read.facts.surface();
    let mut dotted = vec![];
    let mut at = base;
    while let Expr::Attribute(inner, part) = code.expr(at) {
        dotted.push(*part);
        at = *inner;
    }
    let Expr::Name(first) = code.expr(at) else { return None };
    let imported = imports(code).chain(imports(surface)).find(|(_, _, name)| name.alias.unwrap_or(name.path) == *first);
    let (level, mut path) = match imported {
        Some((level, module, name)) if module.is_empty() => (level, name.path.to_string()),
        Some((level, module, name)) => (level, format!("{module}.{}", name.path)),
        None => (0, plain_import(code, *first).or_else(|| plain_import(surface, *first))?.to_string()),
    };
    for part in dotted.iter().rev() {
        path = format!("{path}.{part}");
    }
    holder(view, module_file(view, read.facts.file, level, &path)?, name)
}

/// The module that `import` gives a name.
fn plain_import(code: &Code, first: Name) -> Option<Name> {
    let names = code.block.iter().filter_map(|statement| match &statement.kind {
        StmtKind::Import(names) => Some(names),
        _ => None,
    });
    let mut bound = names.flatten().filter_map(|name| match name.alias {
        Some(alias) => (alias == first).then_some(name.path),
        None => (name.path.split('.').next() == Some(first.as_str())).then_some(first),
    });
    bound.next()
}

/// The file of a module as another file names it. One that several folders have is not told.
fn module_file(view: &View, from: FileId, level: u32, module: &str) -> Option<FileId> {
    let path = module.replace('.', "/");
    let own = view.paths.get(from.0 as usize)?;
    let folder =
        |level: u32| (0..level).try_fold(own.as_str(), |at, _| at.rfind('/').map(|end| &at[..end]).or(Some("")));
    let ends = if module.is_empty() {
        vec!["__init__.py".to_owned()]
    } else {
        vec![format!("{path}.py"), format!("{path}/__init__.py")]
    };
    let is_meant = |known: &str, end: &String| match level {
        0 => known.strip_suffix(end.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('/')),
        _ => folder(level).is_some_and(|folder| match folder {
            "" => known == end,
            folder => known.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) == Some(end),
        }),
    };
    let known = (0..).zip(view.paths).filter(|(_, known)| ends.iter().any(|end| is_meant(known, end)));
    only(known.map(|(file, _)| FileId(file)))
}

fn holder(view: &View, file: FileId, name: Name) -> Option<Place> {
    let known = view.api.holders.iter().filter(|holder| holder.file == file && holder.name == name);
    only(known.map(|holder| holder.made))
}

fn is_in(place: Place, read: &Read) -> bool {
    place.file == read.facts.file && place.item == read.item
}

/// What all of some things are.
fn only<T: PartialEq>(mut things: impl Iterator<Item = T>) -> Option<T> {
    let first = things.next()?;
    things.all(|other| other == first).then_some(first)
}
