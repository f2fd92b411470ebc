//! What do the frameworks of languages with declared modules bring along? Models of crates, and how paths go together.

use super::path::{PathFault, Use};
use super::{Callable, Interface, Matching, actix, axum, dropshot, loco, poem, rocket, salvo, warp};
use crate::eval::{Machine, Value, Version};
use crate::facts::Place;

/// What Wayline knows of one crate that makes or changes routers.
#[derive(Debug)]
pub struct CrateModel {
    /// The framework it belongs to.
    pub framework: &'static str,
    /// The package whose version counts.
    pub package: &'static str,
    /// The crates that the model stands for, `_` for `-`.
    pub crates: &'static [&'static str],
    /// Classes of the model whose instances can be served.
    pub applications: &'static [&'static str],
    /// Other classes of the model whose instances hold routes.
    pub routers: &'static [&'static str],
    /// Words of code that makes or changes routers.
    pub words: &'static [&'static str],
    /// Words by which a function is known to make or change routers, or to serve them.
    pub seeds: &'static [&'static str],
    /// Words by which a function is known to serve an application.
    pub serving: &'static [&'static str],
    /// The model.
    pub model: &'static str,
    /// How paths mean something.
    pub paths: &'static Paths,
    /// How much of the framework is understood.
    pub support: Support,
    /// What a handler takes.
    pub interface: fn(&mut Machine, &Handler) -> Interface,
}

/// How much of a framework is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Whatever is not understood is told.
    Whole,
    /// Usual ways to make routes; others may be missing without a word.
    BestEffort,
}

/// How a framework puts paths together.
#[derive(Debug)]
pub struct Paths {
    /// A prefix, and what stands below it.
    pub join: fn(&str, &str) -> String,
    /// A full path in canonical form: `{x}`, `{*x}`; with the version that holds.
    pub canonical: fn(&str, Option<Version>) -> String,
    /// Which of several routes that fit gets a request.
    pub matching: Matching,
    /// What is wrong with how a path is written; with the version that holds.
    pub fault: fn(Use, &str, Option<Version>) -> Option<PathFault>,
    /// A full path in the notation in which two are compared: `{x}`, and `{x:path}` for the rest of the path; any other
    /// converter narrows its parameter in a way of its own.
    pub comparable: fn(&str, Option<Version>) -> String,
}

/// A handler as it is registered.
#[derive(Debug)]
pub struct Handler<'a> {
    /// The value.
    pub value: &'a Value,
    /// The full path in canonical form.
    pub path: &'a str,
    /// What it is called, where it stands.
    pub callable: &'a Callable,
    /// Layers in effect, in run order.
    pub layers: &'a [Value],
    /// Where it is registered.
    pub site: Place,
}

/// All crates, those first whose models others use.
pub static CRATES: &[&CrateModel] = &[
    &axum::AXUM,
    &axum::AXUM_EXTRA,
    &axum::UTOIPA_AXUM,
    &axum::AIDE,
    &actix::ACTIX,
    &actix::WRAPPERS,
    &rocket::ROCKET,
    &rocket::OKAPI,
    &poem::POEM,
    &poem::POEM_OPENAPI,
    &salvo::SALVO,
    &loco::LOCO,
    &dropshot::DROPSHOT,
    &warp::WARP,
];

/// The model of a crate that stands for a module, by the module's own name.
pub fn crate_model(module: &str) -> Option<&'static CrateModel> {
    let name = module.split("::").next().unwrap_or(module);
    CRATES.iter().find(|model| model.crates.contains(&name)).copied()
}

/// Words of files that make or change routers.
pub fn declaring_words() -> Vec<&'static str> {
    CRATES.iter().flat_map(|model| model.words).copied().collect()
}

/// Words by which functions are told apart before anything is parsed.
#[derive(Clone, Debug, Default)]
pub struct Seeds {
    /// Of functions that make or change routers.
    pub leading: Vec<&'static str>,
    /// Of functions that serve applications.
    pub serving: Vec<&'static str>,
    /// Of functions that put routers together.
    pub composing: Vec<&'static str>,
}

/// Calls that put routers together.
const COMPOSING: [&str; 6] = [".nest(", ".nest_service(", "Router::new", ".mount(", "App::new", "Route::new"];

/// Joins paths by writing one after the other.
pub(super) fn appended(prefix: &str, path: &str) -> String {
    format!("{prefix}{path}")
}

/// What handlers take where nobody reads them.
pub(super) fn not_read(_: &mut Machine, _: &Handler) -> Interface {
    Interface::default()
}

/// The words of all frameworks.
pub fn seeds() -> Seeds {
    let words = |of: fn(&CrateModel) -> &'static [&'static str]| {
        let mut words: Vec<&'static str> = CRATES.iter().flat_map(|model| of(model)).copied().collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    Seeds { leading: words(|model| model.seeds), serving: words(|model| model.serving), composing: COMPOSING.to_vec() }
}

/// The names of crates that make a package matter.
pub fn crate_names() -> Vec<&'static str> {
    CRATES.iter().flat_map(|model| model.crates).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::is_plain_path;

    #[test]
    fn plain_paths_stand_one_after_the_other_in_every_framework() {
        let paths = ["/a", "/a/b", "/{id}", "/a-b/{id}/c.json"];
        for (model, paths_of) in CRATES.iter().map(|model| (model.framework, model.paths)) {
            for path in paths {
                assert!(is_plain_path(path));
                assert_eq!((paths_of.canonical)(path, None), path, "{model}");
                assert_eq!((paths_of.join)("", path), path, "{model}");
                assert_eq!((paths_of.join)(path, ""), path, "{model}");
                for prefix in paths {
                    assert_eq!((paths_of.join)(prefix, path), format!("{prefix}{path}"), "{model}");
                }
            }
        }
        assert!(
            ["", "/", "/a/", "a", "/a//b", "/:a", "/*a", "/<a>", "/{a:b}"].into_iter().all(|path| !is_plain_path(path))
        );
    }
}
