//! Where does a path that a module needs go? Into the `use` that shares most of it, else into a line of its own.

use super::need::Uses;
use super::tree::{Joint, JointKind};
use crate::edit::lines::{indent_of_line, line_break, line_start};
use crate::edit::list::{Insertion, List};
use crate::text::{Span, Splice};
use std::collections::BTreeMap;

/// Where some paths go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Goal {
    /// The joint of an index.
    Joint(usize),
    /// A new declaration.
    Line,
}

impl Uses<'_> {
    /// What adds everything that is needed.
    pub fn splices(&self) -> Vec<Splice> {
        let mut goals: BTreeMap<Goal, Vec<Vec<&str>>> = BTreeMap::new();
        for path in &self.added {
            let parts: Vec<&str> = path.split("::").collect();
            let goal = self.joint(&parts).map_or(Goal::Line, Goal::Joint);
            let skipped = if let Goal::Joint(at) = goal { self.tree.joints[at].prefix.len() } else { 0 };
            goals.entry(goal).or_default().push(parts[skipped..].to_vec());
        }
        let mut found = Vec::new();
        for (goal, paths) in goals {
            match goal {
                Goal::Joint(at) => found.extend(self.join(&self.tree.joints[at].kind, &paths)),
                Goal::Line => found.extend(self.lines(&paths)),
            }
        }
        found
    }

    /// The joint that shares most of a path.
    fn joint(&self, path: &[&str]) -> Option<usize> {
        let shares = |joint: &Joint| {
            joint.prefix.len() < path.len() && joint.prefix.iter().zip(path).all(|(own, other)| own == other)
        };
        let is_parent = |joint: &Joint| joint.prefix.len() == path.len() - 1;
        let fits = |joint: &&Joint| {
            shares(joint)
                && !joint.prefix.is_empty()
                && match joint.kind {
                    JointKind::List(_) | JointKind::Leaf(_, true) => true,
                    JointKind::Leaf(_, false) => {
                        let is_near = joint.prefix.len() > 1 || is_parent(joint);
                        is_near && !self.is_one_per_line(joint) && self.has_room(joint, path)
                    }
                }
        };
        let rank = |joint: &Joint| (joint.prefix.len(), matches!(joint.kind, JointKind::List(_)));
        let best = self.tree.joints.iter().filter(fits).map(rank).max()?;
        self.tree.joints.iter().position(|joint| fits(&joint) && rank(joint) == best)
    }

    /// Whether the module writes a declaration for each name.
    fn is_one_per_line(&self, joint: &Joint) -> bool {
        let same = |other: &&Joint| other.prefix == joint.prefix && matches!(other.kind, JointKind::Leaf(_, false));
        self.tree.joints.iter().filter(same).count() > 1
    }

    /// Whether a line has room for the rest of a path.
    fn has_room(&self, joint: &Joint, path: &[&str]) -> bool {
        let JointKind::Leaf(span, _) = joint.kind else { return true };
        let before = &self.layout.text[line_start(&self.layout.text, span.start) as usize..span.end as usize];
        let added: usize = path[joint.prefix.len()..].iter().map(|part| part.chars().count() + 2).sum();
        before.chars().count() + added + 4 <= self.width
    }

    fn join(&self, kind: &JointKind, paths: &[Vec<&str>]) -> Vec<Splice> {
        match kind {
            JointKind::Leaf(span, _) => {
                let mut all: Vec<Vec<&str>> = paths.to_vec();
                all.push(self.layout.slice(*span).split("::").collect());
                vec![Splice { span: *span, text: format!("{{{}}}", entries(&all).join(", ")) }]
            }
            JointKind::List(span) => {
                let (start, end) = (span.start as usize, span.end as usize);
                let Some(node) = self.layout.tree.root_node().named_descendant_for_byte_range(start, end) else {
                    return Vec::new();
                };
                let list = self.layout.list_of(node);
                let known: Vec<&str> = list.elements.iter().map(|it| self.layout.slice(it.span)).collect();
                let by_rank = known.is_sorted_by_key(|entry| sort_key(entry));
                let is_later = |entry: &str, text: &str| {
                    if by_rank { sort_key(entry) > sort_key(text) } else { known.is_sorted() && entry > text }
                };
                let place = |text: &str| known.iter().position(|entry| is_later(entry, text)).unwrap_or(known.len());
                let added = entries(paths).into_iter();
                let insertions: Vec<_> = added.map(|text| Insertion { before: place(&text), text }).collect();
                self.packed(&list, &insertions).unwrap_or_else(|| list.insert(self.layout, &insertions, self.width))
            }
        }
    }

    /// A list of one line that would become too long: as many entries on a line as fit.
    fn packed(&self, list: &List, insertions: &[Insertion]) -> Option<Vec<Splice>> {
        let text = &*self.layout.text;
        let own = self.layout.slice(list.span);
        let start = line_start(text, list.span.start) as usize;
        let length = text[start..list.span.end as usize].chars().count() + 1;
        let added: usize = insertions.iter().map(|it| it.text.chars().count() + 2).sum();
        if own.contains(['\n', '/']) || length + added <= self.width {
            return None;
        }
        let (end, indent) = (line_break(text), indent_of_line(text, list.span.start));
        let mut lines = vec![format!("{indent}    ")];
        for index in 0..=list.elements.len() {
            let new = insertions.iter().filter(|it| it.before == index).map(|it| it.text.as_str());
            let old = list.elements.get(index).map(|it| self.layout.slice(it.span));
            for entry in new.chain(old) {
                let line = lines.last_mut()?;
                if line.chars().count() + entry.chars().count() + 2 > self.width && !line.trim().is_empty() {
                    lines.push(format!("{indent}    {entry},"));
                } else {
                    let gap = if line.trim().is_empty() { "" } else { " " };
                    line.extend([gap, entry, ","]);
                }
            }
        }
        Some(vec![Splice { span: list.span, text: format!("{{{end}{}{end}{indent}}}", lines.join(end)) }])
    }

    /// Declarations of their own, behind those of the same crate, else where the alphabet has them.
    fn lines(&self, paths: &[Vec<&str>]) -> Vec<Splice> {
        let text = &*self.layout.text;
        let end_of_line = line_break(text);
        let mut roots: BTreeMap<&str, Vec<Vec<&str>>> = BTreeMap::new();
        for path in paths {
            roots.entry(path[0]).or_default().push(path.clone());
        }
        let declarations = &self.tree.declarations;
        let mut found: Vec<Splice> = Vec::new();
        for (root, paths) in roots {
            let line = format!("use {};", entries(&paths).join(", "));
            let group = |root: &str| u8::from(root != "std") + u8::from(["crate", "super", "self"].contains(&root));
            let same = declarations.iter().rfind(|it| it.root == root);
            let next = declarations.iter().find(|it| it.is_plain && group(&it.root) == group(root) && *it.root > *root);
            let before = || declarations.iter().rfind(|it| group(&it.root) == group(root));
            let at = |at: u32, text: String| Splice { span: Span { start: at, end: at }, text };
            let splice = match (same, next) {
                (Some(same), _) => at(same.span.end, format!("{end_of_line}{}{line}", self.indent(same.span))),
                (None, Some(next)) => at(next.span.start, format!("{line}{end_of_line}{}", self.indent(next.span))),
                (None, None) => {
                    if let Some(last) = before().or(declarations.last()) {
                        at(last.span.end, format!("{end_of_line}{}{line}", self.indent(last.span)))
                    } else {
                        let indent = indent_of_line(text, self.top);
                        at(self.top, format!("{line}{end_of_line}{end_of_line}{indent}"))
                    }
                }
            };
            match found.iter_mut().find(|known| known.span == splice.span) {
                Some(known) => known.text.push_str(&splice.text),
                None => found.push(splice),
            }
        }
        found
    }

    fn indent(&self, span: Span) -> &str {
        indent_of_line(&self.layout.text, span.start)
    }
}

/// Paths as entries of a list, those that begin alike in braces of their own.
fn entries(paths: &[Vec<&str>]) -> Vec<String> {
    let mut heads: Vec<&str> = paths.iter().map(|path| path[0]).collect();
    heads.sort_by_key(|head| sort_key(head));
    heads.dedup();
    let entry = |head: &&str| {
        let rests = paths.iter().filter(|path| path[0] == *head).map(|path| path[1..].to_vec());
        let (ends, rests): (Vec<_>, Vec<_>) = rests.partition(Vec::is_empty);
        let mut inner = if rests.is_empty() { Vec::new() } else { entries(&rests) };
        if !ends.is_empty() && !inner.is_empty() {
            inner.insert(0, "self".to_owned());
        }
        match &*inner {
            [] => (*head).to_owned(),
            [one] => format!("{head}::{one}"),
            several => format!("{head}::{{{}}}", several.join(", ")),
        }
    };
    heads.iter().map(entry).collect()
}

/// The order of rustfmt: modules, types, constants, each by the alphabet.
fn sort_key(entry: &str) -> (u8, &str) {
    let name = entry.split("::").next().unwrap_or_default();
    let is_constant = name.len() > 1 && name.chars().all(|c| !c.is_lowercase());
    let rank = match name {
        "self" => 0,
        "super" | "crate" => 1,
        _ if name.starts_with(char::is_lowercase) => 2,
        _ if is_constant => 4,
        _ => 3,
    };
    (rank, entry)
}
