//! How fast can any resolver be? The floor: walk, read, look for needles, parse the hits, nothing else, on all cores.
//!
//! `cargo bench --bench floor -- DIR` prints what it did and what it cost; `tests/bench/compare.sh` sets `wayline routes`
//! against the same program as a whole process. Keep the needles frozen: figures in `docs/truth.md` are ratios to this.

use std::path::{Path, PathBuf};
use std::time::Instant;

use ignore::WalkBuilder;
use memchr::memmem::Finder;
use rayon::prelude::*;
use tree_sitter::Parser;

const NEEDLES: [&str; 4] = ["fastapi", "starlette", "flask", "APIRouter"];
const RUST_NEEDLES: [&str; 7] = ["axum", "actix_web", "rocket", "poem", "salvo", "warp", "Router"];

/// What became of one file.
#[derive(Clone, Copy, Default)]
struct Count {
    files: usize,
    bytes: usize,
    parsed: usize,
    nodes: usize,
}

impl Count {
    fn plus(self, other: Self) -> Self {
        Self {
            files: self.files + other.files,
            bytes: self.bytes + other.bytes,
            parsed: self.parsed + other.parsed,
            nodes: self.nodes + other.nodes,
        }
    }
}

fn source_files(folder: &str) -> Vec<PathBuf> {
    let entries = WalkBuilder::new(folder).build().flatten();
    let files = entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files
        .map(ignore::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|end| end == "py" || end == "rs"))
        .collect()
}

/// What is looked for in the files of one language, and how they are parsed.
struct Look {
    parser: Parser,
    needles: Vec<Finder<'static>>,
}

impl Look {
    fn new(grammar: &tree_sitter::Language, needles: &[&'static str]) -> Self {
        let mut parser = Parser::new();
        parser.set_language(grammar).expect("the pinned grammar fits the pinned library");
        Look { parser, needles: needles.iter().map(|needle| Finder::new(*needle)).collect() }
    }

    fn python_and_rust() -> (Self, Self) {
        let python = Look::new(&tree_sitter_python::LANGUAGE.into(), &NEEDLES);
        (python, Look::new(&tree_sitter_rust::LANGUAGE.into(), &RUST_NEEDLES))
    }
}

fn measure((python, rust): &mut (Look, Look), path: &Path) -> Count {
    let look = if path.extension().is_some_and(|end| end == "rs") { rust } else { python };
    let Ok(bytes) = std::fs::read(path) else { return Count::default() };
    let mut count = Count { files: 1, bytes: bytes.len(), ..Count::default() };
    if look.needles.iter().any(|needle| needle.find(&bytes).is_some())
        && let Some(tree) = look.parser.parse(&bytes, None)
    {
        count.parsed = 1;
        count.nodes = tree.root_node().descendant_count();
    }
    count
}

fn main() {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with("--")) else {
        println!("floor: no folder given, nothing measured: cargo bench --bench floor -- DIR");
        return;
    };
    let start = Instant::now();
    let files = source_files(&folder);
    let total = files
        .par_iter()
        .map_init(Look::python_and_rust, |looks, path| measure(looks, path))
        .reduce(Count::default, Count::plus);
    let Count { files, bytes, parsed, nodes } = total;
    let seconds = start.elapsed().as_secs_f64();
    println!("{files} files, {bytes} bytes, {parsed} parsed, {nodes} nodes in {seconds:.3} s");
}
