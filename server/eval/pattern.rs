//! Does a value match a pattern? If that is known; the names of the pattern are bound either way.

use super::builtins::is_instance;
use super::machine::{Cx, Machine};
use super::value::Value;
use crate::facts::{ExprId, Name, Pattern};

impl Machine<'_> {
    /// Whether a value matches, if known; binds the names of the pattern.
    pub(super) fn matches(&mut self, cx: &Cx, value: &Value, pattern: &Pattern) -> Option<bool> {
        match pattern {
            Pattern::Wildcard | Pattern::Rest(_) => Some(true),
            Pattern::Capture(name) => {
                self.bind(cx, *name, value.clone());
                Some(true)
            }
            Pattern::Value(expr) => {
                let wanted = self.eval(cx, *expr);
                self.equal(value, &wanted)
            }
            Pattern::AnyOf(patterns) => {
                let found: Vec<_> = patterns.iter().map(|pattern| self.matches(cx, value, pattern)).collect();
                match () {
                    () if found.contains(&Some(true)) => Some(true),
                    () if found.contains(&None) => None,
                    () => Some(false),
                }
            }
            Pattern::As(inner, name) => {
                self.bind(cx, *name, value.clone());
                self.matches(cx, value, inner)
            }
            Pattern::Sequence(patterns) => self.matches_sequence(cx, value, patterns),
            Pattern::Mapping(entries) => self.matches_mapping(cx, value, entries),
            Pattern::Class(class, attrs) => self.matches_class(cx, value, *class, attrs),
            Pattern::Present(inner) => match value {
                Value::None => Some(false),
                Value::Unknown(_) | Value::External(_) | Value::ExternalCall(_) => {
                    let matched = self.matches(cx, value, inner);
                    if matched == Some(false) { matched } else { None }
                }
                _ => self.matches(cx, value, inner),
            },
            Pattern::Other => None,
        }
    }

    fn matches_sequence(&mut self, cx: &Cx, value: &Value, patterns: &[Pattern]) -> Option<bool> {
        let items = match value {
            Value::List(_) | Value::Tuple(_) => self.iterate(value, cx.place(ExprId::at(0)))?,
            value if value.is_opaque() => return None,
            _ => return Some(false),
        };
        let rest = patterns.iter().position(|pattern| matches!(pattern, Pattern::Rest(_)));
        let fits = if rest.is_some() { items.len() + 1 >= patterns.len() } else { items.len() == patterns.len() };
        if !fits {
            return Some(false);
        }
        let taken = items.len() + 1 - patterns.len().min(items.len() + 1);
        let mut at = 0;
        let mut found = Vec::new();
        for (index, pattern) in patterns.iter().enumerate() {
            if Some(index) == rest {
                if let Pattern::Rest(Some(name)) = pattern {
                    let list = self.list(items[at..at + taken].to_vec());
                    self.bind(cx, *name, list);
                }
                at += taken;
                continue;
            }
            found.push(self.matches(cx, &items[at], pattern));
            at += 1;
        }
        all_of(found.into_iter())
    }

    fn matches_mapping(&mut self, cx: &Cx, value: &Value, entries: &[(ExprId, Pattern)]) -> Option<bool> {
        let Value::Dict(dict) = value else {
            return if value.is_opaque() { None } else { Some(false) };
        };
        let mut found = Vec::new();
        for (key, pattern) in entries {
            let key = self.eval(cx, *key);
            match self.entry(*dict, &key) {
                Some(value) => found.push(self.matches(cx, &value, pattern)),
                None if self.heap.dicts[*dict].open.is_some() => found.push(None),
                None => return Some(false),
            }
        }
        all_of(found.into_iter())
    }

    fn matches_class(&mut self, cx: &Cx, value: &Value, class: ExprId, attrs: &[(Name, Pattern)]) -> Option<bool> {
        let at = cx.place(class);
        let class = self.eval(cx, class);
        let mut found = vec![is_instance(self, value, &class)];
        if found == [Some(false)] {
            return Some(false);
        }
        for (name, pattern) in attrs {
            found.push(match self.find_attr(value, *name, at) {
                Some(attr) => self.matches(cx, &attr, pattern),
                None if self.lacks_attributes(value) => return Some(false),
                None => {
                    let part = self.part_of_unknown(&class, *name, at);
                    self.matches(cx, &part, pattern).filter(|matched| !matched)
                }
            });
        }
        all_of(found.into_iter())
    }

    /// Whether an attribute that was not found on a value is certain not to be there.
    fn lacks_attributes(&self, value: &Value) -> bool {
        !value.is_opaque() && self.class_of(value).is_some_and(|class| !self.has_opaque_base(class))
    }
}

/// Whether all hold, if known.
fn all_of(mut found: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    loop {
        match found.next() {
            None => return all,
            Some(Some(false)) => return Some(false),
            Some(Some(true)) => {}
            Some(None) => all = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::eval::testing::{MemoryWorld, run, value};
    use crate::eval::{Library, Machine, Value};

    const CLASSES: &str = "
from elsewhere import Model, given
class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
class Pixel(Point): ...
class Record(Model): ...
";

    /// Which case of a `match` on a value runs: its number, `none`, or `undecided`.
    fn taken(subject: &str, cases: &[&str]) -> String {
        let arm = |(number, case): (usize, &&str)| format!("    case {case}: taken = {number}\n");
        let arms: String = cases.iter().enumerate().map(arm).collect();
        let text = format!("{CLASSES}taken = None\nmatch {subject}:\n{arms}");
        let (world, library) = (MemoryWorld::new(&[("main.py", &text)]), Library::default());
        let mut machine = Machine::new(&world, &library);
        let module = run(&mut machine, "main.py");
        match value(&mut machine, module, "taken") {
            Value::Int(number) => number.to_string(),
            Value::None => "none".into(),
            _ => "undecided".into(),
        }
    }

    #[test]
    fn keyword_patterns_compare_attributes() {
        let cases = ["Point(x=1, y=1)", "Point(x=-1 | 'a')", "Point(x=1)", "Point()"];
        assert_eq!(taken("Point(1)", &cases), "2");
        assert_eq!(taken("Point(1, 1)", &cases), "0");
        assert_eq!(taken("Point(-1)", &cases), "1");
        assert_eq!(taken("Point('a')", &cases), "1");
        assert_eq!(taken("Pixel(1)", &cases), "2");
        assert_eq!(taken("(1, 0)", &cases), "none");
        assert_eq!(taken("Point(1, Point(2))", &["Point(y=Point(x=3))", "Point(y=Point(x=2))"]), "1");
    }

    #[test]
    fn keyword_patterns_bind_names() {
        assert_eq!(taken("Point(3, 7)", &["Point(x=3, y=found) if found == 6", "Point(y=7 as found)"]), "1");
        assert_eq!(taken("Point(3, 7)", &["Point(x=3, y=found) if found == 7"]), "0");
    }

    #[test]
    fn an_attribute_that_is_not_there_is_no_match() {
        assert_eq!(taken("Point(1)", &["Point(z=_)", "Point(z=1)", "Point(x=_)"]), "2");
    }

    #[test]
    fn what_is_not_known_is_not_decided() {
        assert_eq!(taken("Point(given)", &["Point(x=1)"]), "undecided");
        assert_eq!(taken("Record()", &["Record(z=1)"]), "undecided");
        assert_eq!(taken("given", &["Point(x=1)"]), "undecided");
        assert_eq!(taken("Point(given)", &["Point(x=1, y=1)"]), "none", "one attribute is enough to tell");
        assert_eq!(taken("Point(1)", &["Point(1)"]), "undecided", "positions depend on `__match_args__`");
    }
}
