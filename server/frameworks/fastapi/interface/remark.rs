//! What stands out in the signatures that are read? Dependencies that are called where they should be named, and cycles.

use super::Walk;
use super::dependency::Key;
use crate::eval::{Cx, FunctionObject, Id, Machine, Value};
use crate::facts::{Arg, ArgKind, Code, Expr, ExprId, Function, ItemId, Name, Node, Place, Question, words};
use crate::frameworks::callable::{callable, unwrapped};
use crate::frameworks::interface::{HandlerParameter, Made, Oddity, Remark};
use crate::frameworks::signature::Parameter;
use std::sync::Arc;

/// Attributes of a request that say nothing of its path.
const ELSEWHERE: [&str; 13] = [
    "app",
    "auth",
    "body",
    "client",
    "cookies",
    "form",
    "headers",
    "json",
    "method",
    "query_params",
    "session",
    "state",
    "user",
];

impl Walk<'_, '_> {
    /// Describes a parameter of the handler itself; the input it asks for is added when that is known.
    pub(super) fn describe(&mut self, parameter: &Parameter, ty: Option<&Value>, is_marked: bool) {
        self.parameters.push(HandlerParameter {
            name: parameter.name.to_string(),
            kind: parameter.kind,
            at: self.visible(parameter.at).filter(|at| self.stands_in_function(*at)),
            input: None,
            is_injected: false,
            is_marked,
            has_default: parameter.default.is_some() && !is_marked,
            scalar: ty.and_then(scalar),
            taken: None,
        });
    }

    /// Whether a place is one of the definition that is read: not what somebody made of it.
    fn stands_in_function(&self, at: Place) -> bool {
        self.function_read().is_some_and(|function| {
            let function = &self.machine.heap.functions[function];
            let is_mark = |param: &crate::facts::Param| Node::Mark(param.mark) == at.node;
            function.facts.file == at.file
                && function.item == at.item
                && function.signature().params.iter().any(is_mark)
        })
    }

    /// Whether the function that is read may find the path in the request it is given under a name.
    pub(super) fn may_read_path(&self, request: Name) -> bool {
        let Some(function) = self.function_read() else { return true };
        let function = &self.machine.heap.functions[function];
        let reads_path = |text: &str, names: &[Name]| u64::from(names.iter().any(|name| reads_path(text, *name)));
        let question = Question { names: [request].into(), answer: reads_path };
        match function.facts.ask(function.signature().item, &question) {
            Some(answer) => answer != 0,
            None => mentions_path(function.body(), request),
        }
    }

    fn remark(&mut self, at: Option<Place>, what: Oddity) {
        let Some(at) = self.visible(at) else { return };
        let remark = Remark { at, what };
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// A dependency that is read because of itself.
    pub(super) fn remark_cycle(&mut self, key: &Key, at: Option<Place>) {
        let Some(start) = self.path.iter().position(|(known, _)| known == key) else { return };
        let through: Option<Vec<_>> = self.path[start..].iter().map(|(_, callable)| callable.clone()).collect();
        if let Some(through) = through {
            self.remark(at, Oddity::Cycle(through));
        }
    }

    /// `Depends(f())` where calling `f` certainly makes nothing that can be called.
    pub(super) fn remark_called_dependency(&mut self, value: &Value) {
        let Value::ExternalCall(made) = value else { return };
        let is_own = made.callee.starts_with("fastapi.") && made.callee.ends_with("Depends");
        let Some(given) = made.call.get(0, "dependency").filter(|_| is_own) else { return };
        let given = given.clone();
        let site = made.call.site;
        if let Some((function, at)) = self.called_argument(site) {
            let (name, made) = (callable(self.machine, &Value::Function(function)), self.made(function, &given));
            if let (Some(name), Some(made)) = (name, made) {
                self.remark(Some(at), Oddity::CalledDependency(name, made));
            }
        }
    }

    /// The function that is called in the first argument of the call at a place, and that argument's place.
    fn called_argument(&mut self, site: Place) -> Option<(Id<FunctionObject>, Place)> {
        if self.machine.library.is_model(site.file) {
            return None;
        }
        let cx = self.context_of(site)?;
        let Node::Expr(call) = site.node else { return None };
        let Expr::Call(_, args) = cx.code.exprs.get(call.index())? else { return None };
        let argument = args.iter().find(|arg| is_dependency(arg))?.value;
        let function = self.called_function(&cx, argument)?;
        Some((function, Place { node: Node::Expr(argument), ..site }))
    }

    /// Where the code at a place is evaluated: the module's own, or that around the function which is read.
    fn context_of(&mut self, site: Place) -> Option<Cx> {
        if site.item == ItemId::default() {
            let id = self.machine.world.modules().of_file(site.file)?;
            let module = self.machine.module(id);
            let (facts, scope) = (self.machine.module_facts(module)?, self.machine.modules[module].scope);
            return Some(Cx::new(&facts, site.item, scope, module));
        }
        let function = self.function_read()?;
        let function = &self.machine.heap.functions[function];
        let is_around = function.facts.file == site.file && function.item == site.item;
        is_around.then(|| Cx::new(&function.facts, function.item, function.closure, function.module))
    }

    fn function_read(&self) -> Option<Id<FunctionObject>> {
        match unwrapped(self.machine, self.reading.as_ref()?) {
            Value::Function(id) => Some(id),
            _ => None,
        }
    }

    /// The undecorated function of the workspace that an expression calls.
    fn called_function(&mut self, cx: &Cx, expr: ExprId) -> Option<Id<FunctionObject>> {
        let Expr::Call(callee, _) = cx.code.expr(expr) else { return None };
        self.named_function(cx, *callee)
    }

    fn named_function(&mut self, cx: &Cx, name: ExprId) -> Option<Id<FunctionObject>> {
        if !matches!(cx.code.expr(name), Expr::Name(_) | Expr::Attribute(..)) {
            return None;
        }
        let Value::Function(id) = self.machine.eval(cx, name) else { return None };
        let function = &self.machine.heap.functions[id];
        let is_ours = !self.machine.library.is_model(function.facts.file);
        (is_ours && function.signature().decorators.is_empty()).then_some(id)
    }

    /// What calling a function makes, if that cannot be called in turn.
    fn made(&self, function: Id<FunctionObject>, result: &Value) -> Option<Made> {
        made_by(self.machine, function).or_else(|| is_data(result).then_some(Made::Data))
    }

    /// A default without a marker that is a function, or the result of calling a coroutine or generator function.
    pub(super) fn remark_default(&mut self, parameter: &Parameter) {
        let Some((cx, default)) = self.default_of(parameter) else { return };
        if let Some(function) = self.called_function(&cx, default) {
            let name = callable(self.machine, &Value::Function(function));
            if let (Some(name), Some(made)) = (name, made_by(self.machine, function)) {
                self.remark(Some(cx.place(default)), Oddity::CalledDefault(name, made));
            }
        } else if let Some(function) = self.named_function(&cx, default)
            && let Some(name) = callable(self.machine, &Value::Function(function))
        {
            self.remark(Some(cx.place(default)), Oddity::FunctionDefault(name));
        }
    }

    /// The expression of a parameter's default, and where it is evaluated.
    fn default_of(&self, parameter: &Parameter) -> Option<(Cx, ExprId)> {
        parameter.default.as_ref()?;
        let function = &self.machine.heap.functions[self.function_read()?];
        let signature: &Function = function.signature();
        let default = signature.params.iter().find(|param| param.name == parameter.name)?.default?;
        let facts = Arc::clone(&function.facts);
        Some((Cx::new(&facts, function.item, function.closure, function.module), default))
    }
}

/// Whether a text uses a name for anything but attributes that say nothing of the path. Nothing has to be lowered.
fn reads_path(text: &str, request: Name) -> bool {
    // Where the attribute of the last mention has to begin: right after its dot.
    let mut expected: Option<usize> = None;
    for word in words(text) {
        let start = word.text.as_ptr() as usize;
        if expected.is_some_and(|at| at != start || !word.is_attribute || !ELSEWHERE.contains(&word.text)) {
            return true;
        }
        let is_mention = word.text == request.as_str() && !word.is_attribute;
        expected = is_mention.then_some(start + word.text.len() + 1);
    }
    expected.is_some()
}

/// The same of a short body, which is lowered already.
fn mentions_path(body: &Code, request: Name) -> bool {
    let is_request = |id: &ExprId| matches!(body.expr(*id), Expr::Name(name) if *name == request);
    let mentions = body.exprs.iter().filter(|expr| matches!(expr, Expr::Name(name) if *name == request)).count();
    let is_elsewhere = |expr: &&Expr| match expr {
        Expr::Attribute(base, name) => is_request(base) && ELSEWHERE.contains(&name.as_str()),
        _ => false,
    };
    let elsewhere = body.exprs.iter().filter(is_elsewhere).count();
    mentions != elsewhere || !body.functions.is_empty()
}

fn is_dependency(arg: &Arg) -> bool {
    match arg.kind {
        ArgKind::Positional => true,
        ArgKind::Keyword(name) => name == "dependency",
        _ => false,
    }
}

fn made_by(machine: &Machine, function: Id<FunctionObject>) -> Option<Made> {
    let function = &machine.heap.functions[function];
    match (function.is_generator(), function.signature().is_async) {
        (true, _) => Some(Made::Generator),
        (_, true) => Some(Made::Coroutine),
        _ => None,
    }
}

fn is_data(value: &Value) -> bool {
    use Value::{Bool, Bytes, Dict, Float, Int, List, Set, Str, Tuple};
    matches!(value, Bool(_) | Bytes(_) | Dict(_) | Float(_) | Int(_) | List(_) | Set(_) | Str(_) | Tuple(_))
}

/// The name of a simple type.
fn scalar(ty: &Value) -> Option<&'static str> {
    match ty {
        Value::Native(native) => ["str", "int", "float", "bool"].into_iter().find(|name| *name == native.name),
        Value::External(path) if path == "uuid.UUID" => Some("UUID"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_says_its_path_unless_only_other_attributes_of_it_are_read() {
        let reads = |text: &str| reads_path(text, Name::from("request"));
        assert!(!reads("return request.state.db or request.headers['x']") && !reads("return 1"));
        assert!(reads("return request.path_params['id']") && reads("return request.url"));
        assert!(reads("return helper(request)") && reads("return helper(request).headers") && reads("x = request"));
    }
}
