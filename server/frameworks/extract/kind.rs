//! Which type is it? By its definition, so that two of them can be compared.

use super::shape::{NUMBERS, is_named};
use crate::eval::{Machine, Value};
use crate::frameworks::{Kind, Origin};

/// Types of the language's own library.
const LANGUAGE: [&str; 16] = [
    "String", "str", "char", "Arc", "Rc", "Box", "Mutex", "RwLock", "Vec", "HashMap", "HashSet", "BTreeMap", "Option",
    "RefCell", "Cell", "PathBuf",
];

/// The type that a value of the machine is; `None` if it is not known.
pub(super) fn kind(machine: &Machine, of: &Value) -> Option<Kind> {
    kind_within(machine, of, 6)
}

fn kind_within(machine: &Machine, of: &Value, depth: usize) -> Option<Kind> {
    let depth = depth.checked_sub(1)?;
    let bare = |name: String, origin| Kind { name, origin, inner: Vec::new() };
    match of {
        Value::Class(class) => {
            let class = &machine.heap.classes[*class];
            let module = &machine.modules[class.module].name;
            (!class.is_model).then(|| bare(format!("{module}::{}", class.qualname), Origin::Own))
        }
        Value::External(path) if NUMBERS.contains(&path.as_str()) || is_named(path, &LANGUAGE) => {
            let last = path.rsplit("::").next().unwrap_or_default();
            Some(bare(last.to_owned(), Origin::Language))
        }
        Value::External(path) if path.contains("::") => Some(bare(path.to_string(), Origin::Library)),
        Value::Subscripted(generic) if !matches!(generic.base, Value::Subscripted(_)) => {
            let base = kind_within(machine, &generic.base, depth)?;
            let inner = match &generic.index {
                Value::Tuple(items) => items.to_vec(),
                one => vec![one.clone()],
            };
            let inner = inner.iter().map(|of| kind_within(machine, of, depth)).collect();
            Some(Kind { inner, ..base })
        }
        _ => None,
    }
}
