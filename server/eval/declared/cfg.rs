//! What holds where definitions are compiled only on a condition? Functions of one name answer on theirs, each; of anything
//! else the one that a build without options takes.

use crate::eval::callable::Call;
use crate::eval::condition::Condition;
use crate::eval::heap::Id;
use crate::eval::machine::{Cx, Machine};
use crate::eval::object::FunctionObject;
use crate::eval::statement::Flow;
use crate::eval::value::Value;
use crate::facts::Name;

impl Machine<'_> {
    /// Binds a name to what is compiled on a condition.
    pub(super) fn declare_under(&mut self, cx: &Cx, name: Name, value: Value, condition: Option<Name>) {
        let known = self.heap.scopes[cx.scope].names.get(&name).cloned();
        let key = (cx.scope, name);
        let (Some(known), Some(condition)) = (known, condition) else {
            if let Some(condition) = condition {
                self.compiled_if.insert(key, condition);
            }
            return self.declare_name(cx, name, value);
        };
        let Some(before) = self.compiled_if.get(&key).copied() else { return self.declare_name(cx, name, value) };
        if let (Value::Function(one), Value::Function(other)) = (&known, &value) {
            let all = &mut self.heap.functions[*one].alternatives;
            if all.is_empty() {
                all.push((before, *one));
            }
            return all.push((condition, *other));
        }
        let holds = |condition: Name| holds(&condition, &self.default_features(cx));
        if holds(condition) == Some(true) && holds(before) != Some(true) {
            self.heap.scopes[cx.scope].names.insert(name, value);
            self.compiled_if.insert(key, condition);
        }
    }

    fn default_features(&self, cx: &Cx) -> Vec<Name> {
        let package = self.world.crates().package_of(cx.facts.file);
        package.map(|package| package.default_features.clone()).unwrap_or_default()
    }

    /// Calls each of several definitions on its condition; gives what their results join to.
    pub(in crate::eval) fn call_alternatives(&mut self, all: &[(Name, Id<FunctionObject>)], call: Call) -> Value {
        let Some(((text, id), rest)) = all.split_first() else { return Value::None };
        let (outer, site) = (self.condition.clone(), call.site);
        let own = Condition::inside(outer.as_ref(), text.as_str());
        if rest.is_empty() {
            self.condition = own;
            let value = self.call_one(*id, call);
            self.condition = outer;
            return value;
        }
        let other = call.clone();
        let flow = self.fork_between(
            (own, outer),
            site,
            |machine| Flow::Return(machine.call_one(*id, call)),
            |machine| Flow::Return(machine.call_alternatives(rest, other)),
        );
        if let Flow::Return(value) = flow { value } else { Value::unknown("evaluation was stopped by a bound", site) }
    }
}

/// Whether a condition holds in a build without options: of features those by default, no tests.
pub(super) fn holds(text: &str, features: &[Name]) -> Option<bool> {
    let text = text.trim();
    if let Some((left, right)) = text.split_once(" and cfg(") {
        return all(vec![holds(left, features), holds(&format!("cfg({right}"), features)]);
    }
    let Some((word, inside)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) else {
        return match text.split_once('=') {
            Some((name, value)) if name.trim() == "feature" => {
                Some(features.iter().any(|feature| feature == value.trim().trim_matches('"')))
            }
            _ => (text == "test").then_some(false),
        };
    };
    let parts = || parts(inside).into_iter().map(|part| holds(part, features)).collect::<Vec<_>>();
    match word.trim() {
        "cfg" | "all" => all(parts()),
        "any" => all(parts().into_iter().map(|part| part.map(|holds| !holds)).collect()).map(|none| !none),
        "not" => parts().first().copied().flatten().map(|holds| !holds),
        _ => None,
    }
}

fn all(parts: Vec<Option<bool>>) -> Option<bool> {
    if parts.contains(&Some(false)) { Some(false) } else { parts.into_iter().collect::<Option<Vec<_>>>().map(|_| true) }
}

/// What commas outside of parentheses separate.
fn parts(text: &str) -> Vec<&str> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (at, char) in text.char_indices() {
        match char {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if depth == 0 => {
                found.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(text[start..].trim());
    found.retain(|part| !part.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_by_default_decide_what_is_built() {
        let features = [Name::from("web")];
        let holds = |text| holds(text, &features);
        assert_eq!(holds("cfg(feature = \"web\")"), Some(true));
        assert_eq!(holds("cfg(not(feature = \"web\"))"), Some(false));
        assert_eq!(holds("cfg(feature = \"other\")"), Some(false));
        assert_eq!(holds("cfg(any(unix, feature = \"web\"))"), Some(true));
        assert_eq!(holds("cfg(all(unix, feature = \"web\"))"), None);
        assert_eq!(holds("cfg(all(unix, test))"), Some(false));
        assert_eq!(holds("cfg(unix)"), None);
        assert_eq!(holds("cfg(feature = \"web\") and cfg(unix)"), None);
    }
}
