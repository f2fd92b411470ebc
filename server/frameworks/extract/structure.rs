//! Which fields does a structure have on the wire? Its own, by the names that serde gives them.

use super::spelled;
use crate::eval::{ClassObject, Cx, Field, Id, Machine, Value};
use crate::facts::{Name, Place};
use crate::frameworks::attributes::{self, Attribute};

/// How deep structures are flattened into others.
const DEPTH: usize = 5;

/// A structure as it is sent.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) fields: Vec<WireField>,
}

/// One field.
#[derive(Debug)]
pub(super) struct WireField {
    pub(super) name: String,
    pub(super) is_required: bool,
    pub(super) annotation: String,
    pub(super) at: Place,
}

impl Structure {
    /// The structure that a type is; `None` if it is none of the workspace, or has no named fields.
    pub(super) fn of(machine: &mut Machine, of: &Value) -> Option<Self> {
        let mut structure = Structure::default();
        let class = match of {
            Value::Class(class) => *class,
            Value::Subscripted(generic) => match generic.base {
                Value::Class(class) => class,
                _ => return None,
            },
            _ => return None,
        };
        structure.add(machine, class, DEPTH).then_some(structure)
    }

    fn add(&mut self, machine: &mut Machine, class: Id<ClassObject>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return true };
        let fields = machine.heap.classes[class].fields.clone();
        if fields.is_empty() || fields[0].name.starts_with(|char: char| char.is_ascii_digit()) {
            return false;
        }
        let style = rename_all(&attributes::of_class(machine, class), machine);
        for field in fields {
            self.add_field(machine, &field, style.as_deref(), depth);
        }
        true
    }

    fn add_field(&mut self, machine: &mut Machine, field: &Field, style: Option<&str>, depth: usize) {
        let deferred = &field.annotation;
        let module = machine.heap.scopes[deferred.scope].global;
        let of = machine.modules.iter().position(|module_object| Some(module_object.scope) == module);
        let module = crate::eval::ModuleRef(of.unwrap_or(0) as u32);
        let cx = Cx::new(&deferred.facts, deferred.item, deferred.scope, module);
        let serde: Vec<Attribute> = field
            .attributes
            .iter()
            .filter_map(|expr| attributes::attribute(&cx, *expr))
            .filter(|attribute| attribute.name() == "serde")
            .collect();
        let has = |word: &str| {
            serde.iter().any(|it| it.positional().any(|expr| it.word(expr).is_some_and(|name| name == word)))
        };
        if has("skip") || has("skip_deserializing") {
            return;
        }
        let annotation = spelled(&cx, deferred.expr);
        if has("flatten") {
            if let Value::Class(inner) = machine.eval(&cx, deferred.expr) {
                self.add(machine, inner, depth);
            }
            return;
        }
        let renamed = serde.iter().find_map(|it| Some((it.clone(), it.keyword("rename")?)));
        let name = match renamed {
            Some((attribute, expr)) => {
                let value = machine.eval(&attribute.cx, expr);
                machine.to_text(&value).to_string()
            }
            None => restyled(field.name, style),
        };
        let has_default = has("default") || serde.iter().any(|it| it.keyword("default").is_some());
        let is_required = !has_default && !annotation.starts_with("Option<") && !annotation.contains("::Option<");
        self.fields.push(WireField { name, is_required, annotation, at: cx.place(deferred.expr) });
    }
}

/// `#[serde(rename_all = "camelCase")]` of a type.
fn rename_all(attributes: &[Attribute], machine: &mut Machine) -> Option<String> {
    let serde = attributes.iter().filter(|attribute| attribute.name() == "serde");
    let (attribute, expr) = serde.into_iter().find_map(|it| Some((it, it.keyword("rename_all")?)))?;
    let value = machine.eval(&attribute.cx, expr);
    Some(machine.to_text(&value).to_string())
}

/// A name of a field in the style that serde is told.
fn restyled(name: Name, style: Option<&str>) -> String {
    let words = || name.split('_').filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    match style {
        Some("camelCase") => {
            let parts = words().enumerate().map(|(at, word)| if at == 0 { word.to_owned() } else { capital(word) });
            parts.collect()
        }
        Some("PascalCase") => words().map(capital).collect(),
        Some("kebab-case") => name.replace('_', "-"),
        Some("SCREAMING_SNAKE_CASE") => name.to_uppercase(),
        Some("SCREAMING-KEBAB-CASE") => name.replace('_', "-").to_uppercase(),
        Some("lowercase") => name.to_lowercase(),
        Some("UPPERCASE") => name.to_uppercase(),
        _ => name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serde_styles_change_names_of_fields() {
        let styled = |style| restyled(Name::from("page_size"), Some(style));
        assert_eq!(styled("camelCase"), "pageSize");
        assert_eq!(styled("PascalCase"), "PageSize");
        assert_eq!(styled("kebab-case"), "page-size");
        assert_eq!(styled("snake_case"), "page_size");
    }
}
