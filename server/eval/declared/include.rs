//! What does `include!` bring? The items of another file of the workspace, as if they stood where it is called.

use super::lookup::macro_name;
use crate::eval::machine::{Cx, Machine};
use crate::eval::value::Value;
use crate::facts::{ItemId, MacroCall};
use std::sync::Arc;

/// Whether a macro is `include!`.
pub(super) fn is_include(cx: &Cx, call: &MacroCall) -> bool {
    matches!(macro_name(cx, call.callee).as_str(), "include!" | "include")
}

impl Machine<'_> {
    /// Declares what an included file holds. Of what a build script makes nothing is known: who uses a name of it is told
    /// there.
    pub(super) fn declare_included(&mut self, cx: &Cx, call: &MacroCall) {
        let Some(arg) = call.args.first() else { return };
        let Value::Str(given) = self.eval(cx, arg.value) else { return };
        let crates = self.world.crates();
        let Some(path) = crates.path(cx.facts.file).and_then(|own| beside(own, &given)) else { return };
        let Some(facts) =
            crates.file(&path).filter(|file| *file != cx.facts.file).and_then(|it| self.world.facts_of(it))
        else {
            return;
        };
        let inside = Cx::new(&facts, ItemId::default(), cx.scope, cx.module);
        let code = Arc::clone(&inside.code);
        self.deeper(|_| (), |machine| machine.declare_block(&inside, &code.block, 0));
    }
}

/// A path that is relative to the folder of another one; `None` if it leaves the workspace or is absolute.
fn beside(own: &str, given: &str) -> Option<String> {
    let mut parts: Vec<&str> = own.split('/').collect();
    parts.pop();
    for part in given.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            "" => return None,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn a_path_is_relative_to_the_folder_of_the_file() {
        assert_eq!(beside("src/api/mod.rs", "./routes.rs").as_deref(), Some("src/api/routes.rs"));
        assert_eq!(beside("src/api/mod.rs", "../routes.in").as_deref(), Some("src/routes.in"));
        assert_eq!(beside("main.rs", "../routes.rs"), None);
        assert_eq!(beside("main.rs", "/etc/routes.rs"), None);
    }
}
