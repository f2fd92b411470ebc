//! Which functions of tests send a request where their caller says, and who calls them? One call away, in the same module:
//! `get(&app, "/items")`.

use super::call::{ClientCall, Verb, argument, may_be_url};
use super::items::Group;
use super::local::Definition;
use crate::facts::{Code, Expr, ExprId, Facts, ItemId, Name};

/// A function that is told by its parameters what to ask for.
#[derive(Debug, PartialEq)]
pub(super) struct Helper {
    name: Name,
    /// Whether it is a method, so that its first parameter stands before its name.
    is_method: bool,
    url: (usize, Name),
    verb: Told,
    receiver: Option<(usize, Name)>,
}

/// How the method of the request is told.
#[derive(Debug, PartialEq)]
enum Told {
    Fixed(&'static str),
    Parameter(usize, Name),
}

/// The helper whose body makes a call, if the call asks for what a parameter says.
pub(super) fn helper(facts: &Facts, definition: &Definition, item: ItemId, call: &ClientCall) -> Option<Helper> {
    let (signature, code) = (definition.signature(facts), facts.item(item));
    let parameter = |expr: ExprId| {
        let Expr::Name(name) = code.expr(expr) else { return None };
        let at = signature.params.iter().position(|param| param.name == *name)?;
        Some((at, *name)).filter(|_| *name != "self")
    };
    let url = parameter(call.url).or_else(|| parameter(end_of(code, call.url)?))?;
    let verb = match call.verb {
        Verb::Fixed(verb) => Told::Fixed(verb),
        Verb::Argument(method) => parameter(method).map(|(at, name)| Told::Parameter(at, name))?,
    };
    let is_method = signature.params.first().is_some_and(|first| first.name == "self");
    let receiver = call.receiver.and_then(parameter);
    Some(Helper { name: signature.name, is_method, url, verb, receiver })
}

/// What a text ends in that begins with something else: an address, and the path below it.
fn end_of(code: &Code, url: ExprId) -> Option<ExprId> {
    let Expr::Format(parts) = code.expr(url) else { return None };
    let is_empty = |part: &&ExprId| matches!(code.expr(**part), Expr::Str(text) if text.is_empty());
    let parts: Vec<ExprId> = parts.iter().filter(|part| !is_empty(part)).copied().collect();
    if let [_, end] = parts[..] { Some(end) } else { None }
}

/// The calls of a helper in the functions of its module, as calls of a client.
pub(super) fn calls_of(facts: &Facts, group: &Group, helper: &Helper) -> Vec<(ItemId, ClientCall)> {
    let found = |item: &ItemId| {
        let code = facts.item(*item);
        let calls = (0..code.exprs.len()).map(ExprId::at).filter_map(|call| helper.called(code, call));
        calls.map(|call| (*item, call)).collect::<Vec<_>>()
    };
    group.bodies.iter().flat_map(found).collect()
}

impl Helper {
    fn called(&self, code: &Code, call: ExprId) -> Option<ClientCall> {
        let Expr::Call(callee, args) = code.expr(call) else { return None };
        let skipped = match code.expr(*callee) {
            Expr::Name(name) if *name == self.name && !self.is_method => 0,
            Expr::Attribute(_, name) if *name == self.name => usize::from(self.is_method),
            _ => return None,
        };
        let given = |(at, name): (usize, Name)| argument(args, at.checked_sub(skipped)?, &name);
        let url = given(self.url).filter(|url| may_be_url(code, *url))?;
        let verb = match self.verb {
            Told::Fixed(verb) => Verb::Fixed(verb),
            Told::Parameter(at, name) => Verb::Argument(given((at, name))?),
        };
        Some(ClientCall { call, verb, url, receiver: self.receiver.and_then(given) })
    }
}
