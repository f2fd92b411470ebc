//! What blocks the event loop? A call that waits inside a coroutine goes to a thread.

use crate::actions::{Action, ActionKind, Bench, Cursor, Defined, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Insertion, Safety};
use crate::facts::{Expr, ExprId, Facts, Function, ItemId, Node, StmtKind};
use crate::syntax::Language;
use crate::text::Span;

/// Runs a call that blocks in the thread pool.
pub static RUN_IN_THREADPOOL: Action = Action {
    name: "run-in-threadpool",
    summary: "run a call that blocks a coroutine in the thread pool",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("run_in_threadpool.md"),
    offer,
    make,
};

/// Functions of libraries that wait for something: a module alone stands for all verbs of HTTP in it.
const BLOCKING: [&str; 21] = [
    "time.sleep",
    "requests.",
    "httpx.get",
    "httpx.post",
    "httpx.put",
    "httpx.patch",
    "httpx.delete",
    "httpx.request",
    "urllib.request.urlopen",
    "subprocess.run",
    "subprocess.call",
    "subprocess.check_call",
    "subprocess.check_output",
    "os.system",
    "shutil.copy",
    "shutil.copyfile",
    "shutil.copytree",
    "shutil.move",
    "shutil.rmtree",
    "socket.gethostbyname",
    "socket.getaddrinfo",
];
const VERBS: [&str; 8] = ["get", "post", "put", "patch", "delete", "head", "options", "request"];

/// A call that blocks.
struct Blocking {
    call: Span,
    callee: Span,
    /// Whether something is done with its value by a dot, a call or an index.
    is_chained: bool,
    refused: Option<Refusal>,
}

fn blocking(bench: &Bench, cursor: &Cursor) -> Option<Blocking> {
    let (_, function) = cursor.function.as_ref().filter(|(_, function)| function.is_async)?;
    let framework = cursor.endpoints.first()?.framework;
    if !matches!(framework, "fastapi" | "starlette") {
        return None;
    }
    let (facts, item) = (&cursor.facts, function.item);
    let code = facts.item(item);
    let mut calls: Vec<Blocking> = Vec::new();
    for (index, expr) in code.exprs.iter().enumerate() {
        let Expr::Call(callee, _) = expr else { continue };
        if blocks(bench, facts, function, item, *callee, 2) {
            calls.push(call(facts, item, ExprId::at(index), *callee));
        }
    }
    calls.sort_by_key(|found| found.call);
    let body_start = code.block.first().map(|first| facts.span(item, Node::Mark(first.mark)).start)?;
    if cursor.span.start < body_start && facts.line(cursor.span.start) != facts.line(body_start) {
        return calls.into_iter().next();
    }
    let layout = bench.layout(cursor.file)?;
    let statement = layout.statement(cursor.span.start)?;
    calls.into_iter().find(|found| statement.start <= found.call.start && found.call.end <= statement.end)
}

fn call(facts: &Facts, item: ItemId, call: ExprId, callee: ExprId) -> Blocking {
    let code = facts.item(item);
    let span = facts.span(item, Node::Expr(call));
    let is_chained = code.exprs.iter().any(
        |expr| matches!(expr, Expr::Attribute(base, _) | Expr::Subscript(base, _) | Expr::Call(base, _) if *base == call),
    );
    let holds = |other: Span| other.start <= span.start && span.end <= other.end;
    let is_comprehension = |(expr, own): (&Expr, &Span)| matches!(expr, Expr::Comprehension(_)) && holds(*own);
    let is_repeated = code.exprs.iter().zip(facts.expr_spans(item)).any(is_comprehension);
    let is_manager = code.block.iter().any(|statement| is_manager(facts, item, statement, call));
    let refused = if is_manager {
        Some("what a `with` holds is used in the coroutine: put the whole block into a function first")
    } else if is_repeated {
        Some("it is called in a comprehension: put that into a function first")
    } else {
        None
    };
    let callee = facts.span(item, Node::Expr(callee));
    Blocking { call: span, callee, is_chained, refused: refused.map(Refusal::new) }
}

fn is_manager(facts: &Facts, item: ItemId, statement: &crate::facts::Stmt, call: ExprId) -> bool {
    let mut inner = statement.kind.blocks().into_iter().flatten();
    let own = matches!(&statement.kind, StmtKind::With(with) if with.items.iter().any(|(made, _)| *made == call));
    own || inner.any(|statement| is_manager(facts, item, statement, call))
}

/// Whether a callee waits: a known function of a library, or a plain one of the workspace that calls such a one.
fn blocks(bench: &Bench, facts: &Facts, of: &Function, item: ItemId, callee: ExprId, depth: usize) -> bool {
    let code = facts.item(item);
    let mut base = callee;
    while let Expr::Attribute(inner, _) = code.expr(base) {
        base = *inner;
    }
    let Expr::Name(name) = code.expr(base) else { return false };
    let is_own = |target: ExprId| matches!(code.expr(target), Expr::Name(known) if known == name);
    if of.params.iter().any(|param| param.name == *name) || code.assignments().iter().any(|(it, _)| is_own(*it)) {
        return false;
    }
    if let Some(known) = bench.library_name(facts, item, callee)
        && is_blocking(&known)
    {
        return true;
    }
    let Some(depth) = depth.checked_sub(1) else { return false };
    let Some(symbol) = bench.symbol_of(facts, item, callee) else { return false };
    let Some((facts, Defined::Function(function))) = bench.definition(symbol) else { return false };
    if function.is_async || facts.is_generator(function.item) || !function.decorators.is_empty() {
        return false;
    }
    let body = facts.item(function.item);
    body.exprs.iter().any(
        |expr| matches!(expr, Expr::Call(callee, _) if blocks(bench, &facts, &function, function.item, *callee, depth)),
    )
}

fn is_blocking(dotted: &str) -> bool {
    BLOCKING.iter().any(|known| match known.strip_suffix('.') {
        Some(module) => {
            let verb = dotted.strip_prefix(module).and_then(|rest| rest.strip_prefix('.'));
            verb.is_some_and(|verb| VERBS.contains(&verb))
        }
        None => *known == dotted,
    })
}

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let offer = |found: Blocking| {
        let span = found.callee;
        let name = cursor.facts.text.get(span.start as usize..span.end as usize).unwrap_or_default();
        Offer::new(format!("Run `{name}` in the thread pool, so that others are answered meanwhile"))
            .unless(found.refused)
    };
    blocking(bench, cursor).map(offer).into_iter().collect()
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let none = || Refusal::new("no call here is known to block");
    let found = blocking(bench, cursor).ok_or_else(none)?;
    if let Some(why) = found.refused {
        return Err(why);
    }
    let layout = bench.layout(cursor.file).ok_or_else(none)?;
    let list = layout.list(found.call).filter(|_| layout.is_sound(found.call));
    let list = list.ok_or_else(|| Refusal::new("the call cannot be read"))?;
    let mut draft = Draft::default();
    let mut imports = bench.imports(&cursor.facts);
    let is_fastapi = cursor.endpoints.first().is_some_and(|endpoint| endpoint.framework == "fastapi");
    let module = if is_fastapi { "fastapi.concurrency" } else { "starlette.concurrency" };
    let run = imports.need(module, "run_in_threadpool");
    let (open, close) = if found.is_chained { ("(", ")") } else { ("", "") };
    let callee = layout.slice(found.callee).to_owned();
    let head = format!("{open}await {run}");
    // The line grows by what stands before the brackets, too.
    let grown = head.chars().count() - callee.chars().count().min(head.chars().count());
    let width = bench.width(layout.language).saturating_sub(grown + close.len());
    draft.replace(cursor.file, found.callee, head);
    draft.add(cursor.file, list.insert(&layout, &[Insertion { before: 0, text: callee }], width));
    draft.insert(cursor.file, found.call.end, close);
    draft.add(cursor.file, imports.splices());
    draft.finish("Run it in the thread pool", Safety::Unsafe).ok_or_else(Refusal::overlap)
}
