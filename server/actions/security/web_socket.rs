//! How is a stranger refused at a web socket? By closing it: schemes read headers of requests, which browsers cannot set
//! there, so the token comes as a query parameter and goes through the same function.

use super::guard::{Guard, returned_text};
use super::placement::{add_parameter, named};
use super::unused::reach;
use crate::actions::{Bench, Defined, Refusal, Symbol};
use crate::edit::{Change, Draft, Imports, Safety, line_below, module_name};
use crate::facts::{Expr, Facts, Function, ItemId, Name, Node, Param, Place, StmtKind};
use std::sync::Arc;

/// The name of the dependency, and that of its alias.
const NAMES: (&str, &str) = ("ws_current_user", "WsUser");

/// How a guard can check the token of a web socket.
pub(super) struct Way {
    facts: Arc<Facts>,
    function: Function,
    /// The parameter that takes what the scheme read.
    token: Name,
    /// Whether that is an object with the scheme's name, not a string.
    is_object: bool,
    returned: String,
}

/// How a guard checks a token that no request carries.
pub(super) fn way(bench: &Bench, guard: &Guard) -> Result<Way, Refusal> {
    let name = guard.callee.name;
    let refused = |why: &str| Refusal::new(format!("`{name}` {why}, so it cannot check a web socket"));
    let Some((facts, Defined::Function(function))) = bench.definition(guard.callee) else {
        return Err(refused("is no function"));
    };
    let returned = returned_text(bench, guard.callee).ok_or_else(|| refused("does not say what it returns"))?;
    let item = ItemId::default();
    let is_scheme = |param: &&Param| {
        let asked = bench.asked(&facts, item, param);
        asked.is_some_and(|asked| is_value(bench, asked.callee) && reach(bench, asked.callee, 1).is_scheme)
    };
    let [token] = &*function.params.iter().filter(is_scheme).collect::<Vec<_>>() else {
        return Err(refused("does not take the token of one scheme itself"));
    };
    let needs_request = |param: &Param| {
        let named = param.annotation.and_then(|expr| crate::actions::last_name(&facts, item, expr));
        named.is_some_and(|name| matches!(name.as_str(), "Request" | "Response"))
    };
    if function.params.iter().any(needs_request) {
        return Err(refused("reads the request"));
    }
    let text = param_text(&facts, token);
    let (token, is_object) = (token.name, text.contains("HTTPAuthorizationCredentials"));
    if !is_object && !text.contains("str") {
        return Err(refused("takes no token that is a string"));
    }
    Ok(Way { token, is_object, returned, facts: Arc::clone(&facts), function })
}

fn is_value(bench: &Bench, symbol: Symbol) -> bool {
    matches!(bench.definition(symbol), Some((_, Defined::Value(..))))
}

fn param_text(facts: &Facts, param: &Param) -> String {
    let span = facts.span(ItemId::default(), Node::Mark(param.mark));
    facts.text.get(span.start as usize..span.end as usize).unwrap_or_default().to_owned()
}

/// Gives the handler of a web socket the variant for web sockets, which is made beside the guard if it is not there.
pub(super) fn make(bench: &Bench, at: Place, function: &Function, guard: &Guard) -> Result<Change, Refusal> {
    let way = way(bench, guard)?;
    let mut draft = Draft::default();
    let own = Symbol { file: guard.callee.file, name: Name::from(NAMES.1) };
    let unread = || Refusal::new("the file cannot be read");
    let facts = bench.facts(at.file).ok_or_else(unread)?;
    let mut imports = bench.imports(&facts);
    let name = if bench.definition(own).is_some() {
        named(bench, &mut imports, &facts, own, facts.span(at.item, at.node).start)?
    } else {
        let mut theirs = bench.imports(&way.facts);
        let is_same = own.file == at.file;
        let text = variant(&way, guard, if is_same { &mut imports } else { &mut theirs });
        put(&mut draft, &way, guard, &text)?;
        if is_same {
            own.name.to_string()
        } else {
            draft.add(own.file, theirs.splices());
            beside(bench, &mut imports, &facts, own)?
        }
    };
    add_parameter(bench, &mut draft, at, function, &format!("user: {name}"), false)?;
    draft.add(at.file, imports.splices());
    draft.finish("Require a token of the web socket", Safety::Unsafe).ok_or_else(Refusal::overlap)
}

/// What a file calls a name that another one is about to get.
fn beside(bench: &Bench, imports: &mut Imports, facts: &Facts, own: Symbol) -> Result<String, Refusal> {
    let path = bench.path(own.file);
    if bench.reaches(own.file, facts.file) {
        return Err(Refusal::new(format!("`{path}` imports this file, so this file cannot import from it")));
    }
    let module = module_name(bench.modules, facts, own.file);
    let module = module.ok_or_else(|| Refusal::new(format!("no import of this file reaches `{path}`")))?;
    Ok(imports.need(&module, &own.name))
}

/// Puts the variant below the guard, or below its alias.
fn put(draft: &mut Draft, way: &Way, guard: &Guard, text: &str) -> Result<(), Refusal> {
    let code = way.facts.surface();
    let is_own = |kind: &StmtKind| match kind {
        StmtKind::Function(id) => code.functions.get(id.0 as usize).is_some_and(|it| it.name == guard.callee.name),
        StmtKind::Assign(targets, _) => guard.alias.filter(|alias| alias.file == way.facts.file).is_some_and(|alias| {
            targets.iter().any(|it| matches!(code.expr(*it), Expr::Name(name) if *name == alias.name))
        }),
        _ => false,
    };
    let statement = code.block.iter().rfind(|statement| is_own(&statement.kind)).ok_or_else(Refusal::overlap)?;
    let below = line_below(&way.facts, ItemId::default(), statement, text).ok_or_else(Refusal::overlap)?;
    draft.add(way.facts.file, [below]);
    Ok(())
}

fn variant(way: &Way, guard: &Guard, imports: &mut Imports) -> String {
    let annotated = imports.need("typing", "Annotated");
    let [depends, query, refusal, closing, status] =
        ["Depends", "Query", "HTTPException", "WebSocketException", "status"].map(|name| imports.need("fastapi", name));
    let others = way.function.params.iter().filter(|param| param.name != way.token);
    let (optional, required): (Vec<&Param>, Vec<&Param>) = others.partition(|param| param.default.is_some());
    let line = |param: &&Param| format!("    {},\n", param_text(&way.facts, param));
    let (required_lines, optional_lines): (String, String) =
        (required.iter().map(line).collect(), optional.iter().map(line).collect());
    let token = if way.is_object {
        let kind = imports.need("fastapi.security", "HTTPAuthorizationCredentials");
        format!("{kind}(scheme=\"Bearer\", credentials=token)")
    } else {
        "token".to_owned()
    };
    let same = |param: &&Param| format!(", {0}={0}", param.name);
    let passed = required.iter().chain(&optional).map(same).collect::<Vec<_>>().concat();
    let (kind, wait) = if way.function.is_async { ("async def", "await ") } else { ("def", "") };
    let token_line = format!("token: {annotated}[str | None, {query}()] = None");
    let parameters = if way.function.params.len() == 1 {
        token_line
    } else {
        format!("\n{required_lines}    {token_line},\n{optional_lines}")
    };
    let (name, alias) = NAMES;
    let (callee, returned) = (guard.callee.name, &way.returned);
    let close = format!("raise {closing}(code={status}.WS_1008_POLICY_VIOLATION)");
    format!(
        "\n\n{kind} {name}({parameters}) -> {returned}:\n    \
         if token is None:\n        {close}\n    try:\n        return {wait}{callee}({}={token}{passed})\n    \
         except {refusal} as refused:\n        {close} from refused\n\n\n{alias} = {annotated}[{returned}, {depends}({name})]",
        way.token
    )
}
