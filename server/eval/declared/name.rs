//! What does a name mean in a language with declared modules? Locals, items, the crate, the prelude.

use crate::eval::machine::{Cx, Machine};
use crate::eval::module::ModuleTable;
use crate::eval::scope::ScopeKind;
use crate::eval::value::{ModuleRef, Value};
use crate::facts::{Name, Place};

impl Machine<'_> {
    /// The value of a name.
    pub(in crate::eval) fn read_declared(&mut self, cx: &Cx, name: Name, at: Place) -> Value {
        self.find_declared(cx, name).unwrap_or_else(|| self.undeclared(cx, name, at))
    }

    pub(in crate::eval) fn find_declared(&mut self, cx: &Cx, name: Name) -> Option<Value> {
        let mut next = Some(cx.scope);
        // Names of the module itself are looked up with those it takes in whole.
        while let Some(scope) = next.filter(|scope| self.heap.scopes[*scope].kind != ScopeKind::Module) {
            if let Some(found) = self.own_declared(scope, name) {
                return Some(found);
            }
            next = self.heap.scopes[scope].parent;
        }
        if let Some(root) = name.strip_suffix("::") {
            return self.path_root(cx, root);
        }
        if let Some(root) = name.strip_prefix("::") {
            return self.crate_named(cx, Name::from(root));
        }
        if name.ends_with('!') {
            return self.find_macro(cx, name);
        }
        self.declared_name(cx.module, name)
    }

    /// What a path begins with.
    fn path_root(&mut self, cx: &Cx, root: &str) -> Option<Value> {
        match root {
            "crate" | "$crate" => Some(Value::Module(self.root_of(cx.module))),
            "self" => Some(Value::Module(cx.module)),
            "super" => self.parent_of(cx.module).map(Value::Module),
            "Self" => None,
            _ if root.starts_with("__crate_") => {
                root.strip_prefix("__crate_")?.parse().ok().map(|at| Value::Module(ModuleRef(at)))
            }
            _ => {
                let own = self.declared_name(cx.module, Name::from(&format!("{root}::")));
                let root = Name::from(root.trim_start_matches(':'));
                own.or_else(|| self.crate_named(cx, root))
            }
        }
    }

    pub(in crate::eval) fn root_of(&self, module: ModuleRef) -> ModuleRef {
        self.modules[module].declared.as_ref().and_then(|declared| declared.root).unwrap_or(module)
    }

    pub(in crate::eval) fn parent_of(&self, module: ModuleRef) -> Option<ModuleRef> {
        self.modules[module].declared.as_ref()?.parent
    }

    /// A name of a path below a declared module: `super::super`, or an item.
    pub(in crate::eval) fn declared_attr(&mut self, module: ModuleRef, name: Name) -> Option<Value> {
        if name == "super::" {
            return self.parent_of(module).map(Value::Module);
        }
        if name == "self" || name == "self::" {
            return Some(Value::Module(module));
        }
        if let Some(found) = self.declared_name(module, name) {
            return Some(found);
        }
        let file = self.modules[module].facts.as_ref().map(|facts| facts.file)?;
        // A model does not hold all of its library.
        let joined = || Value::External(Name::from(&format!("{}::{name}", self.modules[module].name)));
        self.library.is_model(file).then(joined)
    }

    fn undeclared(&mut self, cx: &Cx, name: Name, at: Place) -> Value {
        if let Some(native) = super::methods::prelude(name) {
            return Value::Native(native);
        }
        if self.library.is_model(at.file)
            && let Some(native) = self.library.intrinsics.get(&name).copied()
        {
            return Value::Native(native);
        }
        let bare = name.trim_end_matches(':');
        if is_prelude(bare) {
            return Value::External(name);
        }
        let _ = cx;
        Value::unknown(format!("`{bare}` is not bound here"), at)
    }
}

/// Types that every module knows.
fn is_prelude(name: &str) -> bool {
    const TYPES: [&str; 38] = [
        "String", "str", "Vec", "Option", "Result", "Box", "Some", "None", "Ok", "Err", "u8", "u16", "u32", "u64",
        "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "f32", "f64", "bool", "char", "Default", "From",
        "Into", "Iterator", "Send", "Sync", "Clone", "Fn", "FnOnce", "FnMut", "ToString", "AsRef",
    ];
    TYPES.contains(&name)
}

impl ModuleTable {
    /// Whether a module is declared, not found by its place in the folders.
    pub fn is_declared(&self, module: ModuleRef) -> bool {
        self[module].declared.is_some()
    }
}
