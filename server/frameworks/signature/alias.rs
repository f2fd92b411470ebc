//! What does a field's alias generator make of its name? The generators models use, and functions of the workspace.

use crate::eval::{ClassObject, Id, Machine, Value};
use crate::facts::{Name, Place};

/// The alias that the configuration of a model gives a field; `None` if it gives none, or one that is not known.
pub(super) fn generated(machine: &mut Machine, class: Id<ClassObject>, name: Name, at: Place) -> Option<String> {
    let generator = configured(machine, class, "alias_generator", at)?;
    apply(machine, &generator, name, at)
}

/// A setting of a model: `model_config = ConfigDict(key=…)`, `class Config: key = …` or a keyword of the class.
pub(super) fn configured(machine: &mut Machine, class: Id<ClassObject>, key: &str, at: Place) -> Option<Value> {
    let key = Name::from(key);
    let mro = machine.heap.classes[class].mro.clone();
    for entry in mro {
        let Value::Class(id) = entry else { continue };
        if let Some((_, value)) = machine.heap.classes[id].keywords.iter().find(|(name, _)| *name == key) {
            return Some(value.clone());
        }
        let namespace = machine.heap.classes[id].namespace;
        let own = |machine: &Machine, name: &str| machine.heap.scopes[namespace].names.get(&Name::from(name)).cloned();
        let (modern, old) = (own(machine, "model_config"), own(machine, "Config"));
        let found = match modern {
            Some(Value::ExternalCall(config)) => config.call.keyword(&key).cloned(),
            Some(Value::Dict(dict)) => machine.entry(dict, &Value::str(key.as_str())),
            _ => None,
        };
        let old = old.and_then(|config| machine.find_attr(&config, key, at));
        if let Some(found) = found.or(old) {
            return Some(found);
        }
    }
    None
}

fn apply(machine: &mut Machine, generator: &Value, name: Name, at: Place) -> Option<String> {
    match generator {
        Value::External(path) => known(path.rsplit('.').next()?, &name),
        Value::ExternalCall(made) if made.callee.ends_with("AliasGenerator") => {
            let inner = made.call.keyword("alias").or_else(|| made.call.keyword("validation_alias"))?.clone();
            if let Value::ExternalCall(_) = inner { None } else { apply(machine, &inner, name, at) }
        }
        Value::Function(_) | Value::Bound(_) | Value::Wrapped(_) => {
            let made = machine.call_with(generator, vec![Value::str(name.as_str())], at);
            machine.name_of(&made).map(|alias| alias.to_string())
        }
        _ => None,
    }
}

/// Generators of libraries, by the last part of their name.
fn known(generator: &str, name: &str) -> Option<String> {
    match generator {
        "to_camel" | "to_lower_camel" | "camelize" | "camelcase" => Some(to_camel(name)),
        "to_pascal" | "pascalize" | "pascalcase" => Some(to_pascal(name)),
        "to_snake" => Some(name.to_owned()),
        _ => None,
    }
}

/// `created_at` as `CreatedAt`.
fn to_pascal(name: &str) -> String {
    let upper = |part: &str| {
        let mut chars = part.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    };
    name.split('_').map(upper).collect()
}

/// `created_at` as `createdAt`.
fn to_camel(name: &str) -> String {
    let pascal = to_pascal(name);
    let mut chars = pascal.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generators_of_libraries_spell_names_as_those_libraries_do() {
        assert_eq!(known("to_camel", "created_at"), Some("createdAt".to_owned()));
        assert_eq!(known("camelize", "page"), Some("page".to_owned()));
        assert_eq!(known("to_pascal", "created_at"), Some("CreatedAt".to_owned()));
        assert_eq!(known("my_own", "created_at"), None);
    }
}
