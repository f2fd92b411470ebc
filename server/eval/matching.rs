//! Which `case` runs? Patterns against values that may be partly known.

use super::machine::{Cx, Machine};
use super::statement::Flow;
use super::value::{Call, Value};
use crate::facts::{Case, ExprId, Name, Pattern, render};

impl Machine<'_> {
    pub(super) fn exec_match(&mut self, cx: &Cx, subject: ExprId, cases: &[Case]) -> Flow {
        let value = self.eval(cx, subject);
        for case in cases {
            let matched = self.matches(cx, &value, &case.pattern);
            let guarded = match (matched, case.guard) {
                (Some(true), Some(guard)) => self.test(cx, guard),
                (matched, _) => matched,
            };
            match guarded {
                Some(false) => {}
                Some(true) => return self.exec_block(cx, &case.body),
                None => {
                    let text = format!("match {}", render(&cx.code, subject));
                    let flow = self.maybe_block(cx, &case.body, &text);
                    if matches!(flow, Flow::Stop) {
                        return flow;
                    }
                }
            }
        }
        Flow::Next
    }

    /// Whether a value matches, if known; binds the names of the pattern.
    fn matches(&mut self, cx: &Cx, value: &Value, pattern: &Pattern) -> Option<bool> {
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
        let native = super::builtins::named(Name::from("isinstance"))?;
        let is_instance = (native.run)(self, Call::of(vec![value.clone(), class], at));
        let mut found = vec![self.truth(&is_instance)];
        if found == [Some(false)] {
            return Some(false);
        }
        for (name, pattern) in attrs {
            let attr = self.get_attr(value, *name, at);
            found.push(self.matches(cx, &attr, pattern));
        }
        all_of(found.into_iter())
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
