//! What do the calls and decorators of each framework mean? One folder each; models in the analysed language.
//!
//! A framework brings a *model*: code in the analysed language that abbreviates its classes. The machine evaluates the
//! model like any other code, so subclasses, overrides and wrappers of the workspace behave as they do at run time.

mod actix;
pub mod attributes;
mod axum;
mod callable;
mod cors;
mod crates;
mod dropshot;
mod extract;
pub mod fastapi;
pub mod fastapi_utils;
mod interface;
mod intrinsics;
mod kind;
mod loco;
mod matching;
mod objection;
mod path;
mod poem;
mod rocket;
mod salvo;
mod signature;
pub mod starlette;
mod taken;
#[cfg(test)]
mod testing;
mod warp;

pub use axum::{Instead, Presence, Removed};
pub use callable::{Callable, callable, unwrapped};
pub use crates::{
    CRATES, CrateModel, Handler, Paths, Seeds, Support, crate_model, crate_names, declaring_words, seeds,
};
pub use extract::{layer_function, layer_parts, layer_path, own_layers, providers, surely_guards};
pub use interface::{
    Dependency, HandlerParameter, Input, InputPlace, Interface, Made, Oddity, PathField, Refusal, RefusalKind, Remark,
    Stance, Uncallable,
};
pub use kind::{Kind, Origin};
pub use taken::{DataField, Holds, Provided, Providers, Reads, Shape, Taken, Wanted, Way};

pub use matching::{Matching, comparable, is_best_effort, language, matching};
pub use objection::{AnyCaller, Objected, Objection, TwoFallbacks, objections};
pub use path::{FaultKind, PathFault};

use crate::eval::{Library, builtins};
use crate::facts::Name;
use crate::languages::lower;
use crate::syntax::Language;
use std::sync::LazyLock;

/// What Wayline knows of one framework.
#[derive(Debug)]
pub struct Framework {
    /// Its name, such as `fastapi`.
    pub name: &'static str,
    /// The distribution whose version counts.
    pub package: &'static str,
    /// The language it is written for.
    pub language: Language,
    /// Classes of the model whose instances are services.
    pub applications: &'static [&'static str],
    /// Classes of the model whose instances collect routes.
    pub routers: &'static [&'static str],
    /// Names that code which registers routes contains.
    pub registering: &'static [&'static str],
    /// Words of a text that makes an application or router, or registers something.
    pub needles: &'static [&'static str],
    /// Methods that register a route where they decorate a function.
    pub decorators: &'static [&'static str],
    /// Dotted modules that the model stands for.
    pub modules: &'static [&'static str],
    /// The model.
    pub model: &'static str,
}

/// All frameworks, those first whose models others import.
pub static FRAMEWORKS: &[&Framework] = &[&starlette::FRAMEWORK, &fastapi::FRAMEWORK, &fastapi_utils::FRAMEWORK];

/// The words of a text that may register something, but for the classes of applications; `@.get(` is a decorator.
pub fn registering_words() -> Vec<String> {
    let applications = application_words();
    let needles = FRAMEWORKS.iter().flat_map(|framework| framework.needles);
    let names = needles.filter(|word| !applications.contains(word)).map(|word| (*word).to_owned());
    let decorators = FRAMEWORKS.iter().flat_map(|framework| framework.decorators).map(|verb| format!("@.{verb}("));
    let mut words: Vec<String> = names.chain(decorators).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// The methods that register something on their receiver where they are called, and where they decorate a function.
pub fn registering_methods() -> (Vec<&'static str>, Vec<&'static str>) {
    let called = FRAMEWORKS.iter().flat_map(|framework| framework.registering).copied().collect();
    (called, FRAMEWORKS.iter().flat_map(|framework| framework.decorators).copied().collect())
}

/// The modules of the libraries that models stand for.
pub fn libraries() -> Vec<&'static str> {
    FRAMEWORKS.iter().flat_map(|framework| framework.modules).copied().collect()
}

/// The names of application classes: a file that has one may make a service.
pub fn application_words() -> Vec<&'static str> {
    FRAMEWORKS.iter().flat_map(|framework| framework.applications).copied().collect()
}

/// What a machine knows before it sees a workspace; made once.
pub fn library() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(make_library);
    &LIBRARY
}

fn make_library() -> Library {
    let mut library = Library::default();
    for natives in builtins::LIBRARY {
        library.add_natives(natives);
    }
    library.add_intrinsics(intrinsics::INTRINSICS);
    library.add_natives(signature::NATIVES);
    library.add_intrinsics(signature::INTRINSICS);
    add_model(&mut library, Language::Python, &["inspect"], signature::MODEL);
    for framework in FRAMEWORKS {
        add_model(&mut library, framework.language, framework.modules, framework.model);
        library.registering.extend(framework.registering.iter().map(|word| Name::from(word)));
        let registrars = framework.applications.iter().chain(framework.routers);
        library.registrars.extend(registrars.map(|word| Name::from(word)));
    }
    library.add_intrinsics(objection::INTRINSICS);
    library.add_intrinsics(axum::INTRINSICS);
    library.add_intrinsics(actix::INTRINSICS);
    library.add_intrinsics(rocket::INTRINSICS);
    library.add_intrinsics(poem::INTRINSICS);
    library.add_intrinsics(warp::INTRINSICS);
    library.add_intrinsics(dropshot::INTRINSICS);
    library.beside.extend(dropshot::BESIDE.iter().map(|native| (Name::from(native.name), native)));
    for model in CRATES {
        add_model(&mut library, Language::Rust, model.crates, model.model);
        library.registrars.extend(model.applications.iter().chain(model.routers).map(|word| Name::from(word)));
    }
    library
}

fn add_model(library: &mut Library, language: Language, modules: &[&str], text: &str) {
    let facts = lower(language, library.next_file(), text);
    library.add_model(modules, facts);
}
