//! Which files declare versions, and where are they? In the workspace, and a little above it.

use super::lockfile::{pipfile_lock, toml_lock};
use super::pyproject::{pipfile, pyproject};
use super::requirement::{requirements_txt, setup_cfg, setup_py};
use super::{Declared, Fault, Locks, Source};
use crate::engine::config::project_folders;
use crate::engine::problem::Problem;
use crate::engine::scan::{Scan, read_at_most, reason, relative};
use crate::text::FileId;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// A kind of file that declares versions, the most reliable first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Kind {
    /// `uv.lock`, `poetry.lock`, `pdm.lock`.
    TomlLock,
    PipfileLock,
    Requirements,
    Pyproject,
    Pipfile,
    SetupCfg,
    SetupPy,
}

impl Kind {
    /// The kind of the file at a path with `/`; `None` if it declares no versions.
    pub fn of(path: &str) -> Option<Kind> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        match name {
            "uv.lock" | "poetry.lock" | "pdm.lock" => Some(Kind::TomlLock),
            "Pipfile.lock" => Some(Kind::PipfileLock),
            "Pipfile" => Some(Kind::Pipfile),
            "pyproject.toml" => Some(Kind::Pyproject),
            "setup.cfg" => Some(Kind::SetupCfg),
            "setup.py" => Some(Kind::SetupPy),
            _ => is_requirements(folder, name).then_some(Kind::Requirements),
        }
    }

    fn read(self, text: &str) -> Result<Declared, Fault> {
        match self {
            Kind::TomlLock => toml_lock(text),
            Kind::PipfileLock => pipfile_lock(text),
            Kind::Requirements => Ok(requirements_txt(text)),
            Kind::Pyproject => pyproject(text),
            Kind::Pipfile => pipfile(text),
            Kind::SetupCfg => Ok(setup_cfg(text)),
            Kind::SetupPy => Ok(setup_py(text)),
        }
    }
}

fn is_requirements(folder: &str, name: &str) -> bool {
    let stem = name.strip_suffix(".txt");
    stem.is_some_and(|stem| stem.contains("requirements") || stem == "constraints" || is_requirements_folder(folder))
}

fn is_requirements_folder(folder: &str) -> bool {
    folder.rsplit('/').next() == Some("requirements")
}

/// The largest such file that is read, in bytes.
const LARGEST: u64 = 64 << 20;
/// How many folders above the root are looked into.
const ABOVE: usize = 3;

struct Candidate {
    kind: Kind,
    /// Below the workspace with `/`, or absolute.
    path: String,
    file: Option<FileId>,
}

pub(super) fn load(root: &Path, scan: &Scan) -> (Locks, Vec<Problem>) {
    let read: Vec<_> =
        candidates(root, scan).par_iter().map(|it| (folder_of(root, &it.path), read(root, it))).collect();
    let mut folders: FxHashMap<PathBuf, Vec<Source>> = FxHashMap::default();
    let mut problems = Vec::new();
    for (folder, source) in read {
        match source {
            Ok(source) => folders.entry(folder).or_default().push(source),
            Err(problem) => problems.push(problem),
        }
    }
    for sources in folders.values_mut() {
        // `requirements.txt` says more than `requirements-dev.txt`.
        sources.sort_by(|a, b| (a.kind, a.path.len(), &a.path).cmp(&(b.kind, b.path.len(), &b.path)));
    }
    (Locks { root: root.to_owned(), folders }, problems)
}

fn candidates(root: &Path, scan: &Scan) -> Vec<Candidate> {
    let scanned = scan.files.iter().enumerate().filter_map(|(at, file)| {
        let kind = Kind::of(&file.path)?;
        Some(Candidate { kind, path: file.path.clone(), file: Some(FileId(at as u32)) })
    });
    let mut found: Vec<Candidate> = scanned.collect();
    let beside: Vec<_> = project_folders(root).take(1 + ABOVE).flat_map(|folder| listed(root, folder)).collect();
    for it in beside {
        if !found.iter().any(|known| known.path == it.path) {
            found.push(it);
        }
    }
    found
}

/// The files directly in a folder that declare versions. Ignore files do not matter here: lock files are sometimes
/// ignored.
fn listed(root: &Path, folder: &Path) -> Vec<Candidate> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut found: Vec<_> = files
        .filter_map(|entry| {
            let kind = Kind::of(entry.file_name().to_str()?)?;
            let path = relative(root, &entry.path()).or_else(|| Some(entry.path().to_str()?.to_owned()))?;
            Some(Candidate { kind, path, file: None })
        })
        .collect();
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The folder a file speaks for: its own, or the one above `requirements/`.
fn folder_of(root: &Path, path: &str) -> PathBuf {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if is_requirements_folder(folder) && Kind::of(path) == Some(Kind::Requirements) {
        folder.rsplit_once('/').map_or("", |(above, _)| above)
    } else {
        folder
    };
    if folder.is_empty() { root.to_owned() } else { root.join(folder) }
}

fn read(root: &Path, candidate: &Candidate) -> Result<Source, Problem> {
    let Candidate { kind, path, file } = candidate;
    let skipped = |what: &str| Problem::new(path, format!("skipped: {what}"));
    let bytes = read_at_most(&root.join(path), LARGEST).map_err(|error| skipped(&reason(&error)))?;
    let text = text_of(&bytes.ok_or_else(|| skipped(&format!("larger than {} MiB", LARGEST >> 20)))?);
    let declared = kind.read(&text).map_err(|fault| fault.problem(path, &text))?;
    let Declared { packages, entry_points, application } = declared;
    Ok(Source { kind: *kind, path: path.clone(), file: *file, packages: by_name(packages), entry_points, application })
}

/// One requirement per name: a pin beats a bound, and of several pins (for several Pythons) the newest counts.
fn by_name(packages: Vec<super::Requirement>) -> FxHashMap<String, super::Requirement> {
    let mut by_name: FxHashMap<String, super::Requirement> = FxHashMap::default();
    for it in packages {
        let better =
            |known: &super::Requirement| (it.bound.exact, it.bound.newest) > (known.bound.exact, known.bound.newest);
        if by_name.get(&it.name).is_none_or(better) {
            by_name.insert(it.name.clone(), it);
        }
    }
    by_name
}

/// The text of a file; a shell on Windows writes `pip freeze` as UTF-16.
fn text_of(bytes: &[u8]) -> String {
    let units = |decode: fn([u8; 2]) -> u16| -> String {
        let units = bytes[2..].chunks_exact(2).map(|pair| decode([pair[0], pair[1]]));
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').to_owned(),
    }
}
