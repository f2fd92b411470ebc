//! Which handlers take or give a structure, and how do they speak of those that it becomes?

use super::fields::is_sent;
use crate::actions::rust::{answered, crate_path, words};
use crate::actions::{Bench, Cursor, Refusal};
use crate::edit::{Draft, Layout, Signature, Uses};
use crate::facts::Node;
use crate::syntax::Language;
use crate::text::{FileId, Span};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The handlers that speak of a structure.
pub(super) struct Usage {
    handlers: Vec<User>,
}

/// A handler that takes or gives it.
struct User {
    file: FileId,
    layout: Rc<Layout>,
    signature: Signature,
    /// `Create` or `Update`, by what it does.
    takes: Option<&'static str>,
    gives: bool,
    /// The names in what it takes, and what is given in results, `true` for a list.
    results: Vec<(Span, bool)>,
    is_open: bool,
}

impl Usage {
    pub(super) fn of(bench: &Bench, cursor: &Cursor, name: &str) -> Self {
        let mut methods: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for endpoint in bench.api.endpoints.iter().filter(|it| matches!(it.framework, "axum" | "actix-web" | "rocket"))
        {
            let at = endpoint.handler.at.filter(|at| at.file == cursor.file || speaks(bench, at.file, name));
            methods.entry(at).or_default().push(&endpoint.method);
        }
        let users = methods.iter().filter_map(|(at, methods)| User::of(bench, (*at)?, methods, name));
        Usage { handlers: users.collect() }
    }

    pub(super) fn is_used(&self) -> bool {
        !self.handlers.is_empty()
    }

    /// What is needed of it.
    pub(super) fn kinds(&self) -> Vec<&'static str> {
        let takes = |kind| self.handlers.iter().any(|user| user.takes == Some(kind));
        let mut kinds: Vec<_> = ["Create", "Update"].into_iter().filter(|kind| takes(*kind)).collect();
        kinds.extend(self.handlers.iter().any(|user| user.gives).then_some("Response"));
        kinds
    }

    /// How many handlers have bodies that somebody has to go on with.
    pub(super) fn open(&self) -> usize {
        self.handlers.iter().filter(|user| user.is_open).count()
    }

    /// Speaks of what it becomes, everywhere.
    pub(super) fn edit(&self, bench: &Bench, cursor: &Cursor, name: &str, draft: &mut Draft) -> Result<(), Refusal> {
        let mut files: BTreeMap<FileId, Vec<&User>> = BTreeMap::new();
        for user in &self.handlers {
            files.entry(user.file).or_default().push(user);
        }
        for (file, users) in files {
            let first = users.first().map_or(0, |user| user.signature.start);
            let layout = users.first().map(|user| Rc::clone(&user.layout)).ok_or_else(Refusal::overlap)?;
            let mut uses = Uses::at(&layout, first, bench.width(Language::Rust));
            let mut spell = |kind: &str| -> Result<String, Refusal> {
                if file == cursor.file {
                    return Ok(format!("{name}{kind}"));
                }
                let module = crate_path(bench, file, cursor.file)
                    .filter(|module| uses.need(&format!("{module}::{name}")) == name);
                let path = bench.path(file);
                let module = module.ok_or_else(|| Refusal::new(format!("{path} gets `{name}` from somewhere else")))?;
                Ok(uses.need(&format!("{module}::{name}{kind}")))
            };
            for user in users {
                user.edit(draft, name, &mut spell)?;
            }
            draft.add(file, uses.splices());
        }
        Ok(())
    }
}

/// Whether a file speaks of a name that it does not define itself.
fn speaks(bench: &Bench, file: FileId, name: &str) -> bool {
    let own = ["struct", "enum", "type"].map(|kind| format!("{kind} {name}"));
    bench.facts(file).is_some_and(|facts| {
        let defines = own.iter().any(|own| words(&facts.text, own).next().is_some());
        !defines && words(&facts.text, name).next().is_some()
    })
}

impl User {
    fn of(bench: &Bench, at: crate::facts::Place, methods: &[&str], name: &str) -> Option<Self> {
        let function = bench.function(at)?;
        let layout = bench.layout(at.file)?;
        let def = bench.facts(at.file)?.span(at.item, Node::Mark(function.def));
        let signature = Signature::of(&layout, def)?;
        let kind = match methods {
            all if all.iter().all(|it| *it == "POST") => Some("Create"),
            all if all.iter().all(|it| matches!(*it, "PUT" | "PATCH")) => Some("Update"),
            _ => None,
        };
        Self::read(at.file, layout, signature, kind, name)
    }
}

impl User {
    fn read(
        file: FileId,
        layout: Rc<Layout>,
        signature: Signature,
        kind: Option<&'static str>,
        name: &str,
    ) -> Option<Self> {
        let carries = |of: Span| {
            let text: String = layout.slice(of).split_whitespace().collect();
            let is_body = |text: &str| text.contains("Json<") || text.contains("Form<");
            is_body(&text) && words(&text, name).next().is_some()
        };
        let takes = kind.filter(|_| signature.takes.iter().any(|it| carries(it.of)));
        let gives = signature.gives.is_some_and(carries);
        if takes.is_none() && !gives {
            return None;
        }
        let is_list = signature.gives.is_some_and(|of| layout.slice(of).contains(&format!("Vec<{name}>")));
        let found = layout.results(signature.body);
        let given: Vec<Span> = found.iter().filter_map(|result| answered(&layout, *result)).collect();
        let taken = signature.takes.iter().find(|it| takes.is_some() && carries(it.of));
        let name = taken.and_then(|it| layout.slice(it.pattern).split(['(', ')', ' ']).rfind(|part| !part.is_empty()));
        let goes_on = |name: &str| {
            let body = layout.slice(signature.body);
            let is_sent = |at: usize| {
                let rest = body[at + name.len()..].strip_prefix('.').unwrap_or_default();
                let field = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
                takes == Some("Create") && is_sent(field) && !rest[field.len()..].starts_with('(')
            };
            // From `let` of the same name on it is something else.
            let again = ["let ", "let mut "].iter().find_map(|word| body.find(&format!("{word}{name} ")));
            let end = again.map_or(body.len(), |at| at + body[at..].find(';').unwrap_or(body.len() - at));
            let is_named = |at: usize| again.is_some_and(|again| body[again..at.max(again)].trim_end() == "let");
            words(&body[..end], name).any(|at| !is_sent(at) && !is_named(at))
        };
        let is_open = name.is_some_and(goes_on) || gives && given.is_empty();
        let results = given.into_iter().filter(|_| gives).map(|span| (span, is_list)).collect();
        Some(User { file, layout, signature, takes, gives, results, is_open })
    }

    fn edit(
        &self,
        draft: &mut Draft,
        name: &str,
        spell: &mut impl FnMut(&str) -> Result<String, Refusal>,
    ) -> Result<(), Refusal> {
        let mut replace = |of: Span, with: &str| {
            for at in words(self.layout.slice(of), name) {
                let start = of.start + at as u32;
                draft.replace(self.file, Span { start, end: start + name.len() as u32 }, with);
            }
        };
        if let Some(kind) = self.takes {
            let spelled = spell(kind)?;
            let body =
                self.signature.takes.iter().filter(|it| {
                    self.layout.slice(it.of).contains("Json<") || self.layout.slice(it.of).contains("Form<")
                });
            body.for_each(|it| replace(it.of, &spelled));
        }
        if !self.gives {
            return Ok(());
        }
        let response = spell("Response")?;
        if let Some(of) = self.signature.gives {
            replace(of, &response);
        }
        for (span, is_list) in &self.results {
            let lazy = ".collect()";
            if *is_list && self.layout.slice(*span).ends_with(lazy) {
                draft.insert(self.file, span.end - lazy.len() as u32, format!(".map({response}::from)"));
            } else if *is_list {
                let text = format!(".into_iter().map({response}::from).collect()");
                draft.insert(self.file, span.end, text);
            } else {
                draft.insert(self.file, span.start, format!("{response}::from("));
                draft.insert(self.file, span.end, ")");
            }
        }
        Ok(())
    }
}
