//! Where does a crate keep a file, and which files are of one package? As Cargo lays them out: `src` and what is below.

use crate::actions::Bench;
use crate::text::FileId;

/// The folder of the package of a file: what stands before `src/`.
fn package(path: &str) -> Option<&str> {
    let at = path.rfind("/src/").map(|at| at + 1).or_else(|| path.starts_with("src/").then_some(0))?;
    Some(&path[..at])
}

/// Whether two files are of one package.
fn same_package(bench: &Bench, one: FileId, other: FileId) -> bool {
    package(bench.path(one)).is_some_and(|own| package(bench.path(other)) == Some(own))
}

/// The files of Rust in the package of a file.
pub fn package_files<'b>(bench: &'b Bench, of: FileId) -> impl Iterator<Item = FileId> + 'b {
    let own = package(bench.path(of)).map(|folder| format!("{folder}src/")).unwrap_or_default();
    let fits = move |path: &str| !own.is_empty() && path.starts_with(&own) && is_rust(path);
    let files = (0..).zip(bench.paths).filter(move |(_, path)| fits(path));
    files.map(|(index, _)| FileId(index))
}

fn is_rust(path: &str) -> bool {
    std::path::Path::new(path).extension().is_some_and(|extension| extension == "rs")
}

/// The path of a file's module as other modules of the same crate spell it: `crate::auth`. `None` if the two are of
/// different crates, or if that does not show.
pub fn crate_path(bench: &Bench, from: FileId, to: FileId) -> Option<String> {
    if !same_package(bench, from, to) {
        return None;
    }
    let parts = |file: FileId| {
        let path = bench.path(file);
        let inner = path.strip_prefix(package(path)?)?.strip_prefix("src/")?.strip_suffix(".rs")?;
        let inner = inner.strip_suffix("/mod").unwrap_or(inner);
        let is_root = matches!(inner, "main" | "lib");
        Some(if is_root { Vec::new() } else { inner.split('/').map(str::to_owned).collect::<Vec<_>>() })
    };
    let (own, other) = (parts(from)?, parts(to)?);
    if own.first().is_some_and(|first| first == "bin") || other.first().is_some_and(|first| first == "bin") {
        return None;
    }
    let folder = package(bench.path(from))?;
    let root = |name: &str| bench.file(&format!("{folder}src/{name}.rs"));
    let declares = |root: FileId, first: Option<&String>, file: FileId| {
        let declared = |first: &String| {
            let text = bench.facts(root).map(|facts| facts.text.clone()).unwrap_or_default();
            text.contains(&format!("mod {first};"))
        };
        first.map_or(root == file, declared)
    };
    let roots = [root("main"), root("lib")].into_iter().flatten();
    let both = roots.filter(|root| declares(*root, own.first(), from) && declares(*root, other.first(), to)).count();
    (both > 0).then(|| ["crate".to_owned()].into_iter().chain(other).collect::<Vec<_>>().join("::"))
}
