//! Snapshots made by hand: a small library service with something of everything.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use wayline::api::{
    Api, Auth, Callable, Dependency, Effort, Endpoint, Evidence, Input, InputPlace, Layer, Service, Unresolved, Verdict,
};
use wayline::engine::{Counts, Extent, FrameworkVersion, Snapshot};
use wayline::facts::{Facts, ItemId, MarkId, Node, Part, Place};
use wayline::syntax::Language;
use wayline::text::{FileId, Span};

/// Every line of these files is this long, and its mark stands on its fifth byte.
const LINE: u32 = 40;
const FILES: [&str; 4] = ["library/main.py", "library/books.py", "library/security.py", "library/admin.py"];

/// Files, no application.
pub fn empty() -> Snapshot {
    Snapshot {
        root: PathBuf::from("services"),
        extent: Extent::Counts,
        facts: (0..FILES.len() as u32).map(|file| (FileId(file), facts(FileId(file)))).collect::<HashMap<_, _>>(),
        paths: FILES.map(str::to_owned).into(),
        counts: Counts { files: 40, python_files: 12, rust_files: 0, models: 9, migrations: 3, tests: 1204 },
        ..Snapshot::default()
    }
}

/// An application of which nothing was resolved.
pub fn only_unresolved() -> Snapshot {
    let reason = "the prefix is read from a file".to_owned();
    let api = Api {
        services: vec![service("library.main:app", at(0, 5))],
        unresolved: vec![Unresolved { at: at(0, 9), reason, endpoints: 2 }],
        ..Api::default()
    };
    Snapshot { api: api.into(), ..empty() }
}

/// Two applications, five endpoints, two places that could not be resolved.
pub fn library() -> Snapshot {
    let api = Api {
        services: vec![
            Service {
                layers: vec![Layer { name: "starlette.middleware.gzip:GZipMiddleware".to_owned(), at: Some(at(0, 6)) }],
                ..service("library.main:app", at(0, 5))
            },
            service("library.admin:create_admin()", at(3, 8)),
        ],
        endpoints: [list_books(), write_book(), follow(), settings(), metrics()].map(std::sync::Arc::new).to_vec(),
        unresolved: vec![
            Unresolved { at: at(0, 31), reason: "the prefix is read from a file".to_owned(), endpoints: 3 },
            Unresolved { at: at(1, 120), reason: "`plugins` is unknown".to_owned(), endpoints: 0 },
        ],
        effort: Effort { steps: 12_345, files_run: 7, bounded: vec!["library.tasks: 2,000,000 steps".to_owned()] },
        ..Api::default()
    };
    let versions = vec![
        version(0, "fastapi", "0.115.6", Some("uv.lock")),
        version(0, "starlette", "0.41.3", Some("uv.lock")),
        version(1, "fastapi", "0.165.0", None),
    ];
    let problems = vec!["library/old.py:14: syntax error; the rest of the file is read".to_owned()];
    Snapshot { api: api.into(), versions, problems, ..empty() }
}

fn list_books() -> Endpoint {
    Endpoint {
        inputs: vec![
            input(InputPlace::Query, "q", false, "str | None"),
            input(InputPlace::Query, "limit", false, "int"),
        ],
        output: Some("list[Book]".to_owned()),
        tests: vec![at(0, 1), at(0, 2)],
        ..endpoint("GET", "/api/v1/books", "list_books", at(1, 12))
    }
}

fn write_book() -> Endpoint {
    let bearer = Dependency {
        callable: Some(callable("library.security", "bearer", Some(at(2, 9)))),
        at: Some(at(2, 14)),
        scheme: Some("OAuth2PasswordBearer".to_owned()),
        stance: wayline::frameworks::Stance::default(),
        scopes: vec!["write".to_owned()],
        dependencies: Vec::new(),
    };
    let user = Dependency {
        callable: Some(callable("library.security", "current_user", Some(at(2, 13)))),
        at: Some(at(1, 22)),
        scheme: None,
        stance: wayline::frameworks::Stance::default(),
        scopes: Vec::new(),
        dependencies: vec![bearer],
    };
    let evidence = Evidence { text: "OAuth2PasswordBearer via current_user".to_owned(), at: Some(at(2, 9)) };
    Endpoint {
        inputs: vec![input(InputPlace::Path, "shelf", true, "str"), input(InputPlace::Body, "book", true, "Book")],
        status: Some(201),
        dependencies: vec![user],
        auth: Auth {
            verdict: Verdict::Required,
            schemes: vec!["OAuth2PasswordBearer".to_owned()],
            evidence: vec![evidence],
        },
        pattern: "/api/v1/books/{shelf:path}".to_owned(),
        ..endpoint("POST", "/api/v1/books/{*shelf}", "write_book", at(1, 20))
    }
}

fn follow() -> Endpoint {
    Endpoint {
        auth: auth(Verdict::Unknown),
        in_schema: false,
        ..endpoint("WEBSOCKET", "/api/v1/books/{book_id}/页", "BookFeed.follow", at(1, 40))
    }
}

fn settings() -> Endpoint {
    Endpoint {
        conditional: Some("settings.debug, \"local\"".to_owned()),
        deprecated: true,
        auth: auth(Verdict::Optional),
        ..endpoint("GET", "/debug/settings", "read_settings", at(0, 22))
    }
}

fn metrics() -> Endpoint {
    Endpoint {
        service: 1,
        handler: callable("prometheus_client", "metrics", None),
        tags: Vec::new(),
        ..endpoint("ANY", "/metrics", "metrics", at(3, 11))
    }
}

fn endpoint(method: &str, path: &str, name: &str, route: Place) -> Endpoint {
    Endpoint {
        service: 0,
        framework: "fastapi",
        method: method.to_owned(),
        path: path.to_owned(),
        pattern: path.to_owned(),
        route,
        through: vec![at(0, 30)],
        conditional: None,
        handler: callable("library.books", name, Some(route)),
        inputs: Vec::new(),
        output: None,
        status: None,
        tags: vec!["books".to_owned(), "v1".to_owned()],
        name: name.to_owned(),
        operation_id: None,
        deprecated: false,
        in_schema: true,
        dependencies: Vec::new(),
        auth: auth(Verdict::None),
        layers: Vec::new(),
        tests: Vec::new(),
    }
}

fn auth(verdict: Verdict) -> Auth {
    Auth { verdict, schemes: Vec::new(), evidence: Vec::new() }
}

fn input(place: InputPlace, name: &str, required: bool, annotation: &str) -> Input {
    let annotation = Some(annotation.to_owned());
    Input { place, name: name.to_owned(), required, annotation, from_dependency: false, at: Some(at(1, 13)) }
}

fn callable(module: &str, qualname: &str, at: Option<Place>) -> Callable {
    Callable { module: module.to_owned(), qualname: qualname.to_owned(), is_path: false, at }
}

fn service(name: &str, at: Place) -> Service {
    Service {
        name: name.to_owned(),
        framework: "fastapi",
        at,
        layers: Vec::new(),
        exception_handlers: Vec::new(),
        lifespans: Vec::new(),
        silenced: Vec::new(),
        is_served: true,
        versions: Vec::new(),
    }
}

fn version(service: usize, package: &str, version: &str, source: Option<&str>) -> FrameworkVersion {
    let (package, version, source) = (package.to_owned(), version.to_owned(), source.map(str::to_owned));
    FrameworkVersion { service, package, version, source }
}

/// A place in a file of [`FILES`], by its 1-based line.
fn at(file: u32, line: u32) -> Place {
    Place { file: FileId(file), item: ItemId::default(), node: Node::Mark(MarkId(line - 1)) }
}

fn facts(file: FileId) -> Arc<Facts> {
    let starts = || (0..200).map(|line| line * LINE);
    let marks = starts().map(|start| Span { start: start + 4, end: start + LINE - 1 }).collect();
    let module = Part { marks: vec![marks], ..Part::default() };
    Arc::new(Facts { module, lines: starts().collect(), ..Facts::empty(file, Language::Python) })
}
