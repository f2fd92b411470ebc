//! What does calling a macro give? Its expansion is code of nobody's file, run as if it stood where it is called.

use super::include::is_include;
use super::lookup::macro_name;
use super::paste::paste;
use super::rules::expand;
use crate::eval::callable::Call;
use crate::eval::machine::{Cx, Machine};
use crate::eval::value::{MacroValue, ModuleRef, Value};
use crate::facts::{Expr, ExprId, Facts, FunctionId, ItemId, MacroCall, MacroRules, Name, Place, StmtKind};
use crate::languages::lower;
use crate::syntax::Language;
use crate::text::FileId;
use std::sync::Arc;

/// The first file id of expansions; files of models have lower ones.
const EXPANSIONS: u32 = 0xFFFF_8000;
/// What the function is called that runs an expansion.
pub(in crate::eval) const EXPANSION: &str = "expansion";
/// Calls that register something.
const CALLS: [&str; 8] = [".route(", ".service(", ".mount(", ".nest(", ".merge(", "routes!", "routes()", "router()"];
/// How many calls of macros are expanded.
const MOST: usize = 20_000;

/// Whether a file is what a macro expanded to.
pub(in crate::eval) fn is_expansion(file: FileId) -> bool {
    file.0 >= EXPANSIONS
}

impl Machine<'_> {
    pub(in crate::eval) fn macro_value(&self, cx: &Cx, rules: &Arc<MacroRules>) -> Value {
        Value::Macro(Arc::new(MacroValue { rules: Arc::clone(rules), module: cx.module }))
    }

    /// The macro of a name: of the module, of those around it, or of the whole crate.
    pub(in crate::eval) fn find_macro(&mut self, cx: &Cx, name: Name) -> Option<Value> {
        let mut next = Some(cx.module);
        while let Some(module) = next {
            if let Some(found) = self.declared_name(module, name) {
                return Some(found);
            }
            next = self.parent_of(module);
        }
        if let Some(found) = self.macro_of_dependency(cx, name) {
            return Some(found);
        }
        if !self.looked_for.insert((None, name)) {
            return self.known_macro(name);
        }
        self.declare_defining(name, |_, _| true);
        self.known_macro(name)
    }

    /// A macro that everybody knows by `#[macro_use] extern crate`: one of a library that the package depends on.
    fn macro_of_dependency(&mut self, cx: &Cx, name: Name) -> Option<Value> {
        let crates: Vec<Name> = self.library.models.iter().flat_map(|model| model.modules.clone()).collect();
        for library in crates {
            let module = match self.crate_named(cx, library) {
                Some(Value::Module(module)) if self.is_model_module(module) => module,
                _ => continue,
            };
            if self.modules.is_declared(module)
                && let Some(found @ Value::Macro(_)) = self.declared_name(module, name)
            {
                return Some(found);
            }
        }
        None
    }

    /// A macro that some module of the workspace defines.
    fn known_macro(&self, name: Name) -> Option<Value> {
        let found = |value: Option<&Value>| match value {
            Some(found @ Value::Macro(_)) => Some(found.clone()),
            _ => None,
        };
        let own = |module: &&crate::eval::ModuleObject| {
            module.declared.is_some() && module.facts.as_ref().is_some_and(|it| !self.library.is_model(it.file))
        };
        self.modules.iter().filter(own).find_map(|module| found(self.heap.scopes[module.scope].names.get(&name)))
    }

    pub(in crate::eval) fn eval_macro(&mut self, cx: &Cx, call: &MacroCall, id: ExprId) -> Value {
        let site = cx.place(id);
        let callee = self.eval_macro_name(cx, call.callee);
        let rules = if let Some(Value::Macro(rules)) = &callee { Some(&**rules) } else { None };
        if rules.is_none() && !is_paste(cx, call) {
            return self.unknown_macro(cx, call, site);
        }
        let Some(facts) = self.expansion(cx, rules, call, id) else {
            return Value::unknown("a macro that could not be expanded", site);
        };
        let inside = Cx::new(&facts, ItemId::default(), cx.scope, cx.module);
        let run = self.make_function(&inside, FunctionId(0));
        self.call(&run, Call::of(Vec::new(), site))
    }

    /// A macro that nobody can see: what it is given may be handed on.
    fn unknown_macro(&mut self, cx: &Cx, call: &MacroCall, site: Place) -> Value {
        let name = macro_name(cx, call.callee);
        if self.text_registers(&call.text) {
            self.note(format!("`{name}` is a macro that is not known"), self.user_site(site));
        }
        for arg in &call.args {
            let value = self.eval(cx, arg.value);
            self.note_escape(&value);
        }
        Value::unknown(format!("`{name}` is a macro that is not known"), site)
    }

    fn eval_macro_name(&mut self, cx: &Cx, callee: ExprId) -> Option<Value> {
        match cx.code.expr(callee) {
            Expr::Name(name) => self.find_declared(cx, *name),
            Expr::Attribute(base, name) => {
                let base = self.eval(cx, *base);
                let Value::Module(module) = base else { return None };
                match self.declared_name(module, *name) {
                    Some(found @ Value::Macro(_)) => Some(found),
                    _ => self.find_macro(cx, *name).filter(|_| !self.is_model_module(module)),
                }
            }
            _ => None,
        }
    }

    fn is_model_module(&self, module: ModuleRef) -> bool {
        self.modules[module].facts.as_ref().is_some_and(|facts| self.library.is_model(facts.file))
    }

    fn text_registers(&self, text: &str) -> bool {
        let is_registrar =
            |word: &str| ustr::existing_ustr(word).is_some_and(|name| self.library.registrars.contains(&name));
        CALLS.iter().any(|call| text.contains(call)) || crate::facts::words(text).any(|word| is_registrar(word.text))
    }

    /// The code a call of a macro expands to, lowered once.
    fn expansion(&mut self, cx: &Cx, of: Option<&MacroValue>, call: &MacroCall, id: ExprId) -> Option<Arc<Facts>> {
        let key = (Arc::as_ptr(&cx.facts) as usize, cx.item, id);
        if let Some(known) = self.expansions.get(&key) {
            return known.as_ref().map(|(_, made)| Arc::clone(made));
        }
        let text = self.expanded_text(of, &call.text).map(|text| format!("fn {EXPANSION}() {{ {text} }}"));
        let made = text.map(|text| (Arc::clone(&cx.facts), self.lower_expansion(&text)));
        // Rules that are half typed may expand to anything.
        let made = made.filter(|(_, made)| !made.surface().functions.is_empty());
        self.expansions.insert(key, made.clone());
        made.map(|(_, made)| made)
    }

    /// What a macro makes of a text: one by example, else `paste!`.
    fn expanded_text(&mut self, of: Option<&MacroValue>, input: &str) -> Option<String> {
        if self.expansions.len() >= MOST {
            return None;
        }
        let Some(of) = of else {
            self.spend(input.len());
            return paste(input);
        };
        self.spend(input.len() + of.rules.text.len());
        let own_crate = format!("__crate_{}", self.root_of(of.module).0);
        expand(&of.rules.text, input, &own_crate)
    }

    fn lower_expansion(&mut self, text: &str) -> Arc<Facts> {
        let file = FileId(EXPANSIONS + self.expansions.len() as u32);
        self.spend(text.len());
        Arc::new(lower(Language::Rust, file, text))
    }

    /// Items that a macro makes where it is called between items.
    pub(in crate::eval) fn declare_expansion(&mut self, cx: &Cx, value: ExprId) {
        let Expr::Macro(call) = cx.code.expr(value) else { return };
        let call = Arc::clone(call);
        if is_include(cx, &call) {
            return self.declare_included(cx, &call);
        }
        let callee = self.eval_macro_name(cx, call.callee);
        let of = if let Some(Value::Macro(of)) = &callee { Some(&**of) } else { None };
        if of.is_none() && !is_paste(cx, &call) {
            if self.text_registers(&call.text) {
                let name = macro_name(cx, call.callee);
                self.note(format!("`{name}` is a macro that is not known"), cx.place(value));
            }
            return;
        }
        let Some(text) = self.expanded_text(of, &call.text) else { return };
        let facts = self.lower_expansion(&text);
        // The entry keeps the facts, so that no others take their address; no call stands in an item of this number.
        let nowhere = ItemId { body: u32::MAX, nested: u32::MAX };
        let key = (Arc::as_ptr(&facts) as usize, nowhere, value);
        self.expansions.insert(key, Some((Arc::clone(&facts), Arc::clone(&facts))));
        let inside = Cx::new(&facts, ItemId::default(), cx.scope, cx.module);
        self.deeper(|_| (), |machine| machine.declare_made(&inside));
    }

    /// The items of an expansion; what would wait is evaluated at once.
    fn declare_made(&mut self, cx: &Cx) {
        let code = Arc::clone(&cx.code);
        for (at, stmt) in (0..).zip(&code.block) {
            match &stmt.kind {
                StmtKind::Assign(targets, value) => {
                    let value = self.eval(cx, *value);
                    targets.iter().for_each(|target| self.assign(cx, *target, value.clone()));
                }
                StmtKind::Use(names) => {
                    for of in names.iter().filter(|of| !of.name.is_empty()) {
                        let value = self.eval(cx, of.path);
                        self.declare_name(cx, of.name, value);
                    }
                }
                _ => self.declare_block(cx, std::slice::from_ref(stmt), at),
            }
        }
    }
}

/// Whether a macro is `paste!`, of whatever crate.
fn is_paste(cx: &Cx, call: &MacroCall) -> bool {
    macro_name(cx, call.callee).trim_end_matches('!') == "paste"
}
