//! Does the path have what a handler takes of it? By number and by name.

use super::named::path_names;
use crate::frameworks::crates::Handler;
use crate::frameworks::{InputPlace, Interface, Oddity, PathField, Remark, Shape, Taken};

/// What a framework makes of paths that do not fit.
pub(in crate::frameworks) struct Fit {
    /// Whether a tuple takes all parameters, or leaves over what it has no place for; `None` if that is not known.
    pub is_exact: Option<bool>,
    /// The status of answers if the number is wrong.
    pub count: u16,
    /// The status of answers if a name is missing.
    pub name: u16,
}

/// Notes what the parameters of a handler take of the path and what it does not have.
pub(in crate::frameworks) fn note_path(handler: &Handler, interface: &mut Interface, fit: Fit) {
    // What looks like a parameter of another version or framework is told as that.
    if handler.path.split('/').any(|segment| segment.starts_with([':', '*', '<'])) {
        return;
    }
    let names = path_names(handler.path);
    let of_path = interface.parameters.iter().filter(|parameter| parameter.input == Some(InputPlace::Path));
    let taken = of_path.filter_map(|parameter| parameter.taken.as_ref()).filter(|it| it.is_known && !it.is_optional);
    let found: Vec<Remark> = taken.flat_map(|taken| misfits(taken, &names, &fit)).collect();
    interface.remarks.extend(found);
}

fn misfits(taken: &Taken, names: &[String], fit: &Fit) -> Vec<Remark> {
    let remark = |what| Remark { at: taken.at, what };
    let count = |wants| vec![remark(Oddity::PathCount(wants, fit.count))];
    match &taken.shape {
        Shape::One if names.len() != 1 => count(1),
        Shape::Tuple(wants) if *wants > names.len() || fit.is_exact == Some(true) && *wants < names.len() => {
            count(*wants)
        }
        Shape::Fields(fields) => {
            let is_there = |name: &String| names.contains(name);
            let missing =
                fields.iter().filter(|it| it.is_required && !is_there(&it.name) && !it.aliases.iter().any(is_there));
            let is_read = |name: &&String| fields.iter().any(|it| it.name == **name || it.aliases.contains(name));
            let unread: Vec<String> = names.iter().filter(|name| !is_read(name)).cloned().collect();
            let of = |name: &String, at| PathField { name: name.clone(), at, unread: unread.clone(), status: fit.name };
            missing.map(|field| remark(Oddity::PathField(of(&field.name, field.at)))).collect()
        }
        _ => Vec::new(),
    }
}
