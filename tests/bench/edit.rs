//! What does one keystroke cost? A folder is settled, one file is edited in turn in four ways, and settled again.
//!
//! `cargo bench --bench edit` measures the bundled shop; with `WAYLINE_EDIT=DIR:FILE` another folder and one of its
//! files. The kinds are those of an editing session: a blank at the end of the text, a name in a function's body, the
//! path of a route, the prefix of a router. A kind the file has no place for is left out.

use criterion::{Criterion, criterion_group, criterion_main};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wayline::engine::{FileChange, Session};

/// The folder and the file that is edited, relative to it.
fn target() -> (PathBuf, String) {
    let given = std::env::var("WAYLINE_EDIT").ok();
    if let Some((folder, file)) = given.as_deref().and_then(|given| given.rsplit_once(':')) {
        return (PathBuf::from(folder), file.to_owned());
    }
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects/shop");
    (shop, "src/shop/api/catalog/products.py".to_owned())
}

/// The text with something put in behind the first place that follows a mark; `None` without the mark.
fn edited(text: &str, mark: &str, inserted: &str) -> Option<String> {
    let at = text.find(mark)? + mark.len();
    Some([&text[..at], inserted, &text[at..]].concat())
}

/// Each kind of edit with the text it makes.
fn kinds(text: &str) -> Vec<(&'static str, String)> {
    let made = [
        ("blank", Some(format!("{text} "))),
        ("body", edited(text, "return ", "x")),
        ("path", edited(text, "(\"/", "x").or_else(|| edited(text, "('/", "x"))),
        ("prefix", edited(text, "prefix=\"/", "x").or_else(|| edited(text, "prefix='/", "x"))),
    ];
    made.into_iter().filter_map(|(kind, text)| Some((kind, text?))).collect()
}

fn edits(criterion: &mut Criterion) {
    let (folder, file) = target();
    let text = std::fs::read_to_string(folder.join(&file)).expect("WAYLINE_EDIT names a folder and a file below it");
    let mut session = Session::new(folder);
    session.settle(&|_| ()).expect("the folder can be settled");
    let mut group = criterion.benchmark_group("edit");
    group.sample_size(20);
    for (kind, changed) in kinds(&text) {
        let texts: [Arc<str>; 2] = [Arc::from(changed), Arc::from(&*text)];
        let mut turns = texts.iter().cycle();
        group.bench_function(kind, |bencher| {
            bencher.iter(|| {
                let text = turns.next().expect("an endless cycle");
                session.change(&FileChange::Text(file.clone(), Arc::clone(text)));
                session.settle(&|_| ()).expect("the folder can be settled")
            });
        });
    }
    group.finish();
}

criterion_group!(benches, edits);
criterion_main!(benches);
