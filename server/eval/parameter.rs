//! How do arguments become parameters? As the language binds them; what does not fit is dropped.

use super::callable::Call;
use super::machine::Machine;
use super::object::{FunctionObject, Namespace};
use super::value::{Reason, Value};
use crate::facts::{Function, Name, ParamKind};
use std::sync::Arc;

impl Machine<'_> {
    /// Puts the keywords that are left into the dict of `**`.
    pub(super) fn complete(&mut self, binding: Binding) -> Namespace {
        let mut names = binding.names;
        if let Some((name, keywords)) = binding.rest {
            let dict = self.dict_of(keywords);
            self.heap.dicts[dict].open = binding.open;
            names.insert(name, Value::Dict(dict));
        }
        names
    }
}

/// Parameters bound to values, and the keywords that are left for `**`.
pub(super) struct Binding {
    names: Namespace,
    rest: Option<(Name, Vec<(Name, Value)>)>,
    open: Option<Arc<Reason>>,
}

/// Binds the arguments of a call to parameters, as the language does; what does not fit is dropped.
pub(super) fn bind_params(function: &FunctionObject, call: Call) -> Binding {
    let signature: &Function = function.signature();
    let mut names = Namespace::default();
    let mut positional = call.args.into_iter();
    let mut keywords = call.keywords;
    for (index, param) in signature.params.iter().enumerate() {
        let given = match param.kind {
            ParamKind::VarArgs => Some(Value::tuple(positional.by_ref().collect())),
            ParamKind::VarKeywords => continue,
            ParamKind::KeywordOnly => take(&mut keywords, param.name),
            _ => positional.next().or_else(|| take(&mut keywords, param.name)),
        };
        let value = given.unwrap_or_else(|| match (&call.open, function.defaults.get(index).cloned().flatten()) {
            (Some(reason), _) => Value::Unknown(Arc::new(Reason { spread: true, ..Reason::clone(reason) })),
            (None, Some(default)) => default,
            (None, None) => Value::unknown(format!("parameter `{}` was not given", param.name), call.site),
        });
        names.insert(param.name, value);
    }
    let rest = signature.params.iter().find(|param| param.kind == ParamKind::VarKeywords);
    Binding { names, rest: rest.map(|param| (param.name, keywords)), open: call.open }
}

fn take(keywords: &mut Vec<(Name, Value)>, name: Name) -> Option<Value> {
    let at = keywords.iter().position(|(known, _)| *known == name)?;
    Some(keywords.remove(at).1)
}
