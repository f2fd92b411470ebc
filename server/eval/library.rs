//! What does the machine know of libraries? Models written in the analysed language, natives, and words.

use super::callable::Native;
use crate::facts::{Facts, Name};
use crate::text::FileId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// The first file id of models; files of a workspace have lower ones.
const MODEL_FILES: u32 = 0xFFFF_0000;

/// A model of a library: code in the analysed language that stands for the library's own.
#[derive(Debug)]
pub struct Model {
    /// The dotted modules it stands for; the first names it.
    pub modules: Vec<Name>,
    /// Its lowered code.
    pub facts: Arc<Facts>,
}

/// Everything a machine knows before it sees a workspace. Built once.
#[derive(Debug, Default)]
pub struct Library {
    /// Models.
    pub models: Vec<Model>,
    /// Which model stands for a dotted module.
    pub by_module: FxHashMap<Name, usize>,
    /// Natives by the dotted path of what they stand for.
    pub natives: FxHashMap<Name, &'static Native>,
    /// Natives that only models may name.
    pub intrinsics: FxHashMap<Name, &'static Native>,
    /// What makes the names that an attribute declares beside the type it stands at, by the attribute's last name: given
    /// the type, pairs of a name and what it is.
    pub beside: FxHashMap<Name, &'static Native>,
    /// Names that code which registers routes contains.
    pub registering: FxHashSet<Name>,
    /// Names of classes whose instances registration is about (applications, routers).
    pub registrars: FxHashSet<Name>,
}

impl Library {
    /// The file id of the model that is added next.
    pub fn next_file(&self) -> FileId {
        FileId(MODEL_FILES + self.models.len() as u32)
    }

    /// Whether a file is a model's.
    pub fn is_model(&self, file: FileId) -> bool {
        file.0 >= MODEL_FILES
    }

    /// Adds a model for some dotted modules.
    pub fn add_model(&mut self, modules: &[&str], facts: Facts) {
        let modules: Vec<Name> = modules.iter().map(|name| Name::from(name)).collect();
        for name in &modules {
            self.by_module.insert(*name, self.models.len());
        }
        self.models.push(Model { modules, facts: Arc::new(facts) });
    }

    /// Adds natives for dotted paths.
    pub fn add_natives(&mut self, natives: &'static [Native]) {
        self.natives.extend(natives.iter().map(|native| (Name::from(native.name), native)));
    }

    /// Adds natives that only models may name.
    pub fn add_intrinsics(&mut self, natives: &'static [Native]) {
        self.intrinsics.extend(natives.iter().map(|native| (Name::from(native.name), native)));
    }
}
