//! How does a handler, a decorator or a router get a dependency? As a parameter, or in its `dependencies`.

use super::guard::{Guard, returned_text};
use super::stub::Stub;
use crate::actions::{Bench, Defined, Refusal, Symbol};
use crate::edit::{Draft, Imports, Insertion, Parameters, module_name, new_module_name};
use crate::facts::{Expr, Facts, Function, ItemId, Name, Node, Place};

/// What is required.
pub(super) enum Required {
    /// What the project has.
    Known(Box<Guard>),
    /// What is about to be made.
    New(Stub),
}

impl Required {
    /// The dependency as a file calls it that uses it at a byte.
    fn callee(&self, bench: &Bench, imports: &mut Imports, facts: &Facts, at: u32) -> Result<String, Refusal> {
        match self {
            Required::Known(guard) => named(bench, imports, facts, guard.callee, at),
            Required::New(stub) => new_name(bench, imports, facts, stub, stub.style.callee),
        }
    }

    /// The parameter that asks for it, and whether it has a default.
    fn parameter(
        &self,
        bench: &Bench,
        imports: &mut Imports,
        facts: &Facts,
        at: u32,
    ) -> Result<(String, bool), Refusal> {
        let guard = match self {
            Required::Known(guard) => guard,
            Required::New(stub) => {
                let alias = new_name(bench, imports, facts, stub, stub.style.alias)?;
                return Ok((format!("{}: {alias}", stub.style.parameter), false));
            }
        };
        let name = parameter_name(guard);
        if let Some(alias) = guard.alias {
            return Ok((format!("{name}: {}", named(bench, imports, facts, alias, at)?), false));
        }
        if let Some(sibling) = guard.sibling.as_ref().filter(|text| !text.contains('\n')) {
            return Ok((sibling.clone(), guard.by_default));
        }
        let unnamed = || {
            let why = "it does not say what it returns: use it in the decorator, or give it a return type";
            Refusal::new(format!("`{}`: {why}", guard.callee.name))
        };
        let returned = returned_text(bench, guard.callee).ok_or_else(unnamed)?;
        let file = bench.facts(guard.callee.file).ok_or_else(unnamed)?;
        let returned = returned.trim_matches(['"', '\'']);
        let returned = if matches!(returned, "str" | "int" | "dict" | "bytes") {
            returned.to_owned()
        } else {
            let class = bench.symbol(&file, Name::from(returned)).ok_or_else(unnamed)?;
            named(bench, imports, facts, class, at)?
        };
        let callee = named(bench, imports, facts, guard.callee, at)?;
        let depends = imports.need("fastapi", "Depends");
        if guard.by_default {
            return Ok((format!("{name}: {returned} = {depends}({callee})"), true));
        }
        let annotated = imports.need("typing", "Annotated");
        Ok((format!("{name}: {annotated}[{returned}, {depends}({callee})]"), false))
    }
}

/// What handlers call it, else what its own name says.
fn parameter_name(guard: &Guard) -> String {
    guard.parameter.clone().unwrap_or_else(|| {
        let name = guard.callee.name.as_str();
        let own = ["get_", "require_", "verify_", "check_"].iter().find_map(|prefix| name.strip_prefix(prefix));
        own.unwrap_or("current_user").to_owned()
    })
}

fn new_name(bench: &Bench, imports: &mut Imports, facts: &Facts, stub: &Stub, name: &str) -> Result<String, Refusal> {
    let module = new_module_name(bench.modules, facts, &stub.path);
    let module = module.ok_or_else(|| Refusal::new(format!("no import of this file reaches `{}`", stub.path)))?;
    Ok(imports.need_of_new(&module, name))
}

/// What a file calls a symbol at a byte; imports it if need be.
pub(super) fn named(
    bench: &Bench,
    imports: &mut Imports,
    facts: &Facts,
    symbol: Symbol,
    at: u32,
) -> Result<String, Refusal> {
    if symbol.file == facts.file {
        let start = bench.definition(symbol).map(|(facts, defined)| {
            let mark = match defined {
                Defined::Function(function) => function.mark,
                Defined::Class(class) => class.mark,
                Defined::Value(_, mark) => mark,
            };
            facts.span(ItemId::default(), Node::Mark(mark)).start
        });
        return match start {
            Some(start) if start < at => Ok(symbol.name.to_string()),
            _ => Err(Refusal::new(format!("`{}` is defined further below, where it is not there yet", symbol.name))),
        };
    }
    if let Some(known) = bench.local_name(facts, symbol) {
        return Ok(known);
    }
    let path = bench.path(symbol.file);
    if bench.reaches(symbol.file, facts.file) {
        return Err(Refusal::new(format!("`{path}` imports this file, so this file cannot import `{}`", symbol.name)));
    }
    let module = module_name(bench.modules, facts, symbol.file);
    let module = module.ok_or_else(|| Refusal::new(format!("no import of this file reaches `{path}`")))?;
    Ok(imports.need(&module, &symbol.name))
}

/// Gives a handler a parameter.
pub(super) fn into_function(
    bench: &Bench,
    draft: &mut Draft,
    imports: &mut Imports,
    required: &Required,
    at: Place,
    function: &Function,
) -> Result<(), Refusal> {
    let unread = || Refusal::new("the signature cannot be read");
    let facts = bench.facts(at.file).ok_or_else(unread)?;
    let start = facts.span(at.item, at.node).start;
    let (text, is_optional) = required.parameter(bench, imports, &facts, start)?;
    add_parameter(bench, draft, at, function, &text, is_optional)
}

/// Gives a handler a parameter of a text.
pub(super) fn add_parameter(
    bench: &Bench,
    draft: &mut Draft,
    at: Place,
    function: &Function,
    text: &str,
    is_optional: bool,
) -> Result<(), Refusal> {
    let unread = || Refusal::new("the signature cannot be read");
    let (facts, layout) = (bench.facts(at.file).ok_or_else(unread)?, bench.layout(at.file).ok_or_else(unread)?);
    let name = text.split(':').next().unwrap_or_default();
    let body = facts.item(function.item);
    let is_name = |expr: &Expr| matches!(expr, Expr::Name(known) if known == name);
    if function.params.iter().any(|param| param.name == name) || body.exprs.iter().any(is_name) {
        return Err(Refusal::new(format!("the handler uses the name `{name}` for something else")));
    }
    let parameters = Parameters::of(&layout, &facts, at.item, function).ok_or_else(unread)?;
    let insertion = if is_optional { parameters.optional(text) } else { parameters.required(text) };
    draft.add(at.file, parameters.list.insert(&layout, &[insertion], bench.width(layout.language)));
    Ok(())
}

/// Gives a call of a decorator or router a dependency.
pub(super) fn into_call(
    bench: &Bench,
    draft: &mut Draft,
    imports: &mut Imports,
    required: &Required,
    call: Place,
) -> Result<(), Refusal> {
    let unread = || Refusal::new("the call cannot be read");
    let facts = bench.facts(call.file).ok_or_else(unread)?;
    let start = facts.span(call.item, call.node).start;
    let callee = required.callee(bench, imports, &facts, start)?;
    let depends = imports.need("fastapi", "Depends");
    let element = format!("{depends}({callee})");
    let Some(known) = bench.argument(call, None, "dependencies") else {
        return bench.add_argument(draft, call, &format!("dependencies=[{element}]"));
    };
    let layout = bench.layout(call.file).ok_or_else(unread)?;
    let span = facts.span(known.at.item, known.at.node);
    let list = layout.list(span).filter(|_| layout.slice(span).starts_with('['));
    let list = list.ok_or_else(|| Refusal::new("its `dependencies` are not a list that is spelled out"))?;
    let insertion = Insertion { before: list.elements.len(), text: element };
    draft.add(call.file, list.insert(&layout, &[insertion], bench.width(layout.language)));
    Ok(())
}
