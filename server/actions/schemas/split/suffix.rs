//! What does a project call the models it answers with and those it is sent?

use crate::actions::Bench;
use crate::syntax::Language;
use crate::text::FileId;
use std::collections::HashSet;

/// The names of the four models.
pub(super) struct Names {
    pub base: String,
    pub create: String,
    pub update: String,
    pub response: String,
}

impl Names {
    /// As most others of the project are called.
    pub fn of(bench: &Bench, model: &str) -> Self {
        let known = classes(bench);
        let bare = |name: &str| -> Option<String> {
            let roles = ["Base", "Create", "Update", "In"];
            let bare = roles.into_iter().find_map(|role| name.strip_suffix(role)).filter(|bare| !bare.is_empty())?;
            Some(bare.to_owned())
        };
        let families: HashSet<String> = known.iter().filter_map(|name| bare(name)).collect();
        let count = |suffix: &str| families.iter().filter(|bare| known.contains(&format!("{bare}{suffix}"))).count();
        let most = |suffixes: &[&'static str]| {
            // The first of several that are used as much.
            suffixes.iter().rev().max_by_key(|suffix| count(suffix)).copied().unwrap_or_default()
        };
        let named = |suffix: &str| format!("{model}{suffix}");
        Names {
            base: named("Base"),
            create: named(most(&["Create", "In"])),
            update: named("Update"),
            response: named(most(&["Response", "Public", "Read", "Out", "Schema"])),
        }
    }

    pub fn all(&self) -> [&str; 4] {
        [&self.base, &self.create, &self.update, &self.response]
    }
}

fn classes(bench: &Bench) -> HashSet<String> {
    let files = (0..bench.paths.len() as u32).map(FileId);
    let files = files.filter(|file| Language::of_path(bench.path(*file)) == Some(Language::Python));
    let known = files.filter_map(|file| bench.facts(file));
    known
        .flat_map(|facts| facts.surface().classes.iter().map(|class| class.name.to_string()).collect::<Vec<_>>())
        .collect()
}
