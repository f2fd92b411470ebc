//! Where does authentication go in a project that has none, and what does it look like? One new file that refuses by
//! default.

use crate::actions::{Bench, Cursor, Refusal};
use crate::edit::{Draft, Imports, line_below, new_module_name};
use crate::facts::{Block, Expr, Facts, Node, Place, Stmt, StmtKind};

/// One way to authenticate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Its text.
    text: &'static str,
    /// The dependency in it.
    pub(super) callee: &'static str,
    /// The alias in it.
    pub(super) alias: &'static str,
    /// What handlers call the parameter.
    pub(super) parameter: &'static str,
    /// Whether it brings routes of its own.
    has_routes: bool,
}

/// A file that is about to be made.
#[derive(Clone, Debug)]
pub(super) struct Stub {
    /// Its path relative to the workspace.
    pub(super) path: String,
    /// What it holds.
    pub(super) style: Style,
}

const JWT: Style = Style {
    text: include_str!("templates/jwt.py"),
    callee: "get_current_user",
    alias: "CurrentUser",
    parameter: "current_user",
    has_routes: false,
};
const OAUTH2: Style = Style { text: include_str!("templates/oauth2.py"), has_routes: true, ..JWT };
const API_KEY: Style = Style {
    text: include_str!("templates/api_key.py"),
    callee: "get_api_client",
    alias: "CurrentClient",
    parameter: "client",
    has_routes: false,
};

/// What is made for a handler: beside the dependencies of its package, else beside its application.
pub(super) fn stub(bench: &Bench, cursor: &Cursor, style: &str) -> Result<Stub, Refusal> {
    let style = match style {
        "oauth2" => OAUTH2,
        "api_key" => API_KEY,
        _ => JWT,
    };
    let folder = folder(bench, cursor);
    let is_free =
        |path: &String| bench.file(path).is_none() && bench.modules.folder_at(path.trim_end_matches(".py")).is_none();
    let paths = ["auth.py", "authentication.py"].map(|name| format!("{folder}{name}"));
    let path = paths.into_iter().find(is_free);
    let path = path.ok_or_else(|| Refusal::new(format!("`{folder}auth.py` is there and refuses nobody")))?;
    Ok(Stub { path, style })
}

/// A folder with its slash, or nothing for the workspace.
fn folder(bench: &Bench, cursor: &Cursor) -> String {
    let above = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut near = above(bench.path(cursor.file));
    loop {
        for name in ["deps.py", "dependencies.py", "api/deps.py"] {
            if let Some(file) = bench.file(&format!("{near}{name}")) {
                return above(bench.path(file));
            }
        }
        if near.is_empty() {
            break;
        }
        near = above(near.trim_end_matches('/'));
    }
    let service = cursor.endpoints.first().and_then(|endpoint| bench.api.services.get(endpoint.service));
    above(bench.path(service.map_or(cursor.file, |service| service.at.file)))
}

impl Stub {
    /// Makes the file. Its routes, if it has any, join the application.
    pub(super) fn create(
        &self,
        bench: &Bench,
        cursor: &Cursor,
        draft: &mut Draft,
        imports: &mut Imports,
    ) -> Result<(), Refusal> {
        draft.create(self.path.clone(), self.style.text);
        let service = cursor.endpoints.first().and_then(|endpoint| bench.api.services.get(endpoint.service));
        let Some(service) = service.filter(|_| self.style.has_routes) else { return Ok(()) };
        let lost = || Refusal::new("the application is made in a way that its token route cannot be added to");
        let facts = bench.facts(service.at.file).ok_or_else(lost)?;
        let (statement, name) = assigned(&facts, service.at).ok_or_else(lost)?;
        let mut own = bench.imports(&facts);
        let is_same = facts.file == cursor.file;
        let module = new_module_name(bench.modules, &facts, &self.path).ok_or_else(lost)?;
        let router =
            if is_same { imports.need_of_new(&module, "auth_router") } else { own.need_of_new(&module, "auth_router") };
        let line = format!("{name}.include_router({router})");
        draft.add(facts.file, line_below(&facts, service.at.item, statement, &line));
        draft.add(facts.file, own.splices());
        Ok(())
    }
}

/// The statement that gives a call's value a name, and the name.
fn assigned(facts: &Facts, call: Place) -> Option<(&Stmt, String)> {
    let code = facts.item(call.item);
    let Node::Expr(made) = call.node else { return None };
    let mut open: Vec<&Block> = vec![&code.block];
    while let Some(block) = open.pop() {
        for statement in block {
            open.extend(statement.kind.blocks());
            if let StmtKind::Assign(targets, value) = &statement.kind
                && *value == made
                && let Expr::Name(name) = code.expr(*targets.first()?)
            {
                return Some((statement, name.to_string()));
            }
        }
    }
    None
}
