//! How does a folder become a snapshot? The one entrance for the terminal.

use super::count::count;
use super::scan::{Methods, Words};
use super::world::language_of;
use super::{Counts, FrameworkVersion, ScanOptions, Snapshot, Workspace};
use crate::api::{self, Api, Spellings, Starts};
use crate::frameworks::{self, CRATES, FRAMEWORKS};
use crate::syntax::Language;
use crate::text::FileId;
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// Told what is going on, one short phrase at a time, such as `reading 5322 files`; called from any thread.
pub type Progress<'a> = dyn Fn(&str) + Sync + 'a;

/// Why a workspace cannot be opened: one line that says what, where and what to do.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Stack of the thread that evaluates: deep nesting is bounded well below it. Only touched pages count.
const STACK: usize = 512 << 20;

/// What is asked of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Folders or files of one workspace.
    pub paths: &'a [PathBuf],
    /// How much of it to look at.
    pub extent: Extent,
}

/// How much of a workspace to look at; each includes those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// The endpoints.
    #[default]
    Routes,
    /// What rules ask of the code around them.
    Rules,
    /// Calls in tests that hit them.
    Tests,
    /// How many models, migrations and tests there are.
    Counts,
}

/// Scans, evaluates and settles the workspace that the given paths name. With one folder, places are relative to it;
/// with one file, to its folder; with several paths, to the folder they all lie in.
pub fn open(question: &Question, progress: &Progress) -> Result<Snapshot, Trouble> {
    progress("looking for files");
    let workspace = with_options(|options| Workspace::open_all(question.paths, options))?;
    let mut starts = Starts { rules: question.extent >= Extent::Rules, ..starts(&workspace) };
    progress(&format!("reading {} files", starts.files.len()));
    workspace.prepare(&starts.files);
    progress("evaluating");
    if question.extent >= Extent::Tests {
        starts.tests = tests(&workspace);
        workspace.prepare(&starts.tests);
    }
    let (api, _) = evaluate(&workspace, &starts)?;
    let mut snapshot = Snapshot { extent: question.extent, ..settle(&workspace, api) };
    if question.extent >= Extent::Counts {
        progress("counting");
        snapshot.counts = count(&workspace, snapshot.counts);
    }
    Ok(snapshot)
}

/// Runs something with what the frameworks want the scan to look for.
pub(super) fn with_options<T>(run: impl FnOnce(ScanOptions) -> T) -> T {
    let (registering, application) = (frameworks::registering_words(), frameworks::application_words());
    let registering: Vec<&str> = registering.iter().map(String::as_str).collect();
    let (called, decorating) = frameworks::registering_methods();
    let methods = Methods { decorating: &decorating, called: &called };
    let libraries = frameworks::libraries();
    let (declaring, crates) = (frameworks::declaring_words(), frameworks::crate_names());
    let options = ScanOptions {
        registering: &registering,
        application: &application,
        methods,
        declaring: &declaring,
        crates: &crates,
        libraries: &libraries,
    };
    run(options)
}

/// Evaluates on a thread with a stack that deep code does not exhaust.
pub(super) fn evaluate(workspace: &Workspace, starts: &Starts) -> Result<(Api, Spellings), Trouble> {
    std::thread::scope(|scope| {
        let run = || api::link(workspace, frameworks::library(), starts);
        let thread = std::thread::Builder::new().name("evaluate".to_owned()).stack_size(STACK);
        let thread = thread.spawn_scoped(scope, run)?;
        thread.join().map_err(|_| Trouble::from("evaluation failed; please report this with the files concerned"))
    })
}

/// Folders whose applications count only if nothing else makes any.
const SAMPLES: [&str; 9] =
    ["docs", "doc", "docs_src", "examples", "example", "samples", "scripts", "benchmarks", "tutorials"];

/// The files evaluation begins at: named entries first, then nearest to the root first.
pub(super) fn starts(workspace: &Workspace) -> Starts {
    let depth = |file: &FileId| workspace.path(*file).matches('/').count();
    let of_program = |file: &FileId| !workspace.is_test(*file) && !workspace.is_library(*file);
    let mut files: Vec<FileId> = workspace.applications().filter(of_program).collect();
    files.sort_by_key(|file| (depth(file), file.0));
    let is_sample = |file: &FileId| workspace.path(*file).split('/').rev().skip(1).any(|part| SAMPLES.contains(&part));
    let (samples, mut files): (Vec<FileId>, Vec<FileId>) = files.into_iter().partition(is_sample);
    for entry in workspace.entries().into_iter().rev().filter_map(|entry| entry.file) {
        files.retain(|file| *file != entry);
        files.insert(0, entry);
    }
    let mut registrars: Vec<FileId> = workspace.registrars().filter(of_program).collect();
    registrars.retain(|file| !is_sample(file));
    registrars.sort_by_key(|file| (depth(file), file.0));
    let declaring = workspace.declaring().filter(|file| !workspace.is_test(*file)).collect();
    Starts { files, samples, declaring, registrars, ..Starts::default() }
}

/// The files whose text may hold a call of a client in a test.
pub(super) fn tests(workspace: &Workspace) -> Vec<FileId> {
    let has_tests = |file: &FileId| workspace.has_tests(*file);
    let files: Vec<FileId> = workspace.files().map(|(file, _)| file).filter(has_tests).collect();
    let calls = |file: &FileId| workspace.text(*file).is_some_and(|text| may_call_client(workspace.path(*file), &text));
    files.into_par_iter().filter(calls).collect()
}

/// Whether a text may hold a call of a client.
pub(super) fn may_call_client(path: &str, text: &str) -> bool {
    static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| [Language::Python, Language::Rust].map(client_words));
    let [python, rust] = &*WORDS;
    if language_of(path) == Language::Rust {
        // Most of what has the words looks up a key.
        let says_path = ["\"/", "}/", "uri!("].iter().any(|word| text.contains(word));
        return says_path && rust.found_in(text);
    }
    python.found_in(text)
}

fn client_words(language: Language) -> Words {
    let words = api::client_words(language);
    Words::new(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The files outside of tests that import a library of HTTP clients.
pub(super) fn clients(workspace: &Workspace) -> Vec<FileId> {
    let is_client = |module: &str| api::CLIENT_LIBRARIES.contains(&module);
    let imports = |file: &FileId| {
        let glance = workspace.glance(*file);
        glance.is_some_and(|it| it.imports.iter().any(|import| import.level == 0 && is_client(import.module)))
    };
    let files = workspace.files().map(|(file, _)| file);
    files.filter(|file| imports(file) && !workspace.is_test(*file)).collect()
}

pub(super) fn settle(workspace: &Workspace, api: Api) -> Snapshot {
    let counts = workspace.counts();
    let versions = versions(workspace, &api);
    Snapshot {
        root: workspace.root().to_owned(),
        extent: Extent::default(),
        facts: workspace.known_facts(),
        paths: workspace.files().map(|(_, path)| path.to_owned()).collect(),
        modules: workspace.module_tree(),
        clients: Vec::new(),
        versions,
        counts: Counts {
            files: workspace.files().count(),
            python_files: counts.python,
            rust_files: counts.rust,
            ..Counts::default()
        },
        settings: workspace.config().settings.clone(),
        rules: workspace.config().rules.clone(),
        misconfigured: workspace.misconfigured().cloned(),
        problems: workspace.problems().iter().map(ToString::to_string).collect(),
        api: Arc::new(api),
        memory: Arc::default(),
    }
}

fn versions(workspace: &Workspace, api: &Api) -> Vec<FrameworkVersion> {
    let mut versions = Vec::new();
    for (service, of) in api.services.iter().enumerate() {
        let package = FRAMEWORKS.iter().find(|framework| framework.name == of.framework).map(|it| it.package);
        let crates = || CRATES.iter().find(|model| model.framework == of.framework).map(|it| it.package);
        let Some(package) = package.or_else(crates) else { continue };
        if let Some(fact) = workspace.version_fact(package, of.at.file) {
            let (package, version) = (package.to_owned(), fact.version.to_string());
            versions.push(FrameworkVersion { service, package, version, source: Some(fact.path) });
        }
    }
    versions
}
