//! How do lowered statements read?

use super::print::Printer;
use crate::facts::render::binary;
use crate::facts::{Code, ExprId, ImportName, Name, Pattern, StmtKind};

impl Printer<'_> {
    pub(super) fn stmt(&mut self, code: &Code, kind: &StmtKind) {
        match kind {
            StmtKind::If(branches, otherwise) => {
                for (n, (test, block)) in branches.iter().enumerate() {
                    let word = if n == 0 { "if" } else { "elif" };
                    self.line(&format!("{word} {}:", self.expr(code, *test)));
                    self.nested(code, block);
                }
                self.otherwise(code, "else:", otherwise);
            }
            StmtKind::For { target, iterable, body, otherwise } => {
                self.line(&format!("for {} in {}:", self.expr(code, *target), self.expr(code, *iterable)));
                self.nested(code, body);
                self.otherwise(code, "else:", otherwise);
            }
            StmtKind::While(test, body, otherwise) => {
                self.line(&format!("while {}:", self.expr(code, *test)));
                self.nested(code, body);
                self.otherwise(code, "else:", otherwise);
            }
            StmtKind::With(with) => {
                let (items, body) = (&with.items, &with.body);
                self.line(&format!("with {}:", self.with_items(code, items)));
                self.nested(code, body);
            }
            StmtKind::Try { body, handlers, otherwise, finally } => {
                self.line("try:");
                self.nested(code, body);
                for handler in handlers {
                    let types = handler.types.map_or(String::new(), |types| format!(" {}", self.expr(code, types)));
                    self.line(&format!("except{types}{}:", alias(handler.name)));
                    self.nested(code, &handler.body);
                }
                self.otherwise(code, "else:", otherwise);
                self.otherwise(code, "finally:", finally);
            }
            StmtKind::Match(subject, cases) => {
                self.line(&format!("match {}:", self.expr(code, *subject)));
                for case in cases {
                    let guard = case.guard.map_or(String::new(), |guard| format!(" if {}", self.expr(code, guard)));
                    self.line(&format!("case {}{guard}:", self.pattern(code, &case.pattern)));
                    self.nested(code, &case.body);
                }
            }
            StmtKind::Function(id) => self.function(code, &code.functions[id.0 as usize]),
            StmtKind::Class(id) => self.class(code, &code.classes[id.0 as usize]),
            simple => self.line(&self.simple(code, simple)),
        }
    }

    fn simple(&self, code: &Code, kind: &StmtKind) -> String {
        let at = |id: &ExprId| self.expr(code, *id);
        let after = |word: &str, id: &Option<ExprId>| id.map_or(word.into(), |id| format!("{word} {}", at(&id)));
        match kind {
            StmtKind::Expr(value) => at(value),
            StmtKind::Assign(targets, value) => {
                let targets: Vec<_> = targets.iter().map(|target| format!("{} = ", at(target))).collect();
                format!("{}{}", targets.concat(), at(value))
            }
            StmtKind::Annotate { target, annotation, value } => {
                let value = value.map_or(String::new(), |value| format!(" = {}", at(&value)));
                format!("{}: {}{value}", at(target), at(annotation))
            }
            StmtKind::Augment(target, op, value) => format!("{} {}= {}", at(target), binary(*op), at(value)),
            StmtKind::Return(value) => after("return", value),
            StmtKind::Raise(value) => after("raise", value),
            StmtKind::Assert(test) => format!("assert {}", at(test)),
            StmtKind::Delete(targets) => format!("del {}", self.list(code, targets)),
            StmtKind::Global(list) => format!("global {}", names(list)),
            StmtKind::Nonlocal(list) => format!("nonlocal {}", names(list)),
            StmtKind::Import(list) => format!("import {}", imports(list)),
            StmtKind::ImportFrom { level, module, names, star } => {
                let dots = ".".repeat(*level as usize);
                let star = if *star { "*" } else { "" };
                format!("from {dots}{module} import {}{star}", imports(names))
            }
            other => format!("{other:?}").to_lowercase(),
        }
    }

    fn otherwise(&mut self, code: &Code, header: &str, block: &crate::facts::Block) {
        if !block.is_empty() {
            self.line(header);
            self.nested(code, block);
        }
    }

    fn with_items(&self, code: &Code, items: &[(ExprId, Option<ExprId>)]) -> String {
        let print = |(value, target): &(ExprId, Option<ExprId>)| {
            let target = target.map_or(String::new(), |target| format!(" as {}", self.expr(code, target)));
            format!("{}{target}", self.expr(code, *value))
        };
        items.iter().map(print).collect::<Vec<_>>().join(", ")
    }

    fn pattern(&self, code: &Code, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Value(value) => self.expr(code, *value),
            Pattern::AnyOf(choices) => {
                choices.iter().map(|choice| self.pattern(code, choice)).collect::<Vec<_>>().join(" | ")
            }
            Pattern::Capture(name) => format!("capture {name}"),
            Pattern::Wildcard => "_".into(),
            Pattern::Sequence(parts) => {
                format!("[{}]", parts.iter().map(|part| self.pattern(code, part)).collect::<Vec<_>>().join(", "))
            }
            Pattern::Rest(name) => format!("*{}", name.as_ref().map_or("_", Name::as_str)),
            Pattern::Mapping(entries) => {
                let entry = |(key, value): &(ExprId, Pattern)| {
                    format!("{}: {}", self.expr(code, *key), self.pattern(code, value))
                };
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
            Pattern::Class(class, keywords) => {
                let keyword = |(name, value): &(Name, Pattern)| format!("{name}={}", self.pattern(code, value));
                let keywords = keywords.iter().map(keyword).collect::<Vec<_>>().join(", ");
                format!("{}({keywords})", self.expr(code, *class))
            }
            Pattern::As(inner, name) => format!("{} as {name}", self.pattern(code, inner)),
            Pattern::Present(inner) => format!("some {}", self.pattern(code, inner)),
            Pattern::Other => "<other>".into(),
        }
    }
}

fn alias(name: Option<Name>) -> String {
    name.map_or(String::new(), |name| format!(" as {name}"))
}

fn names(list: &[Name]) -> String {
    list.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")
}

fn imports(list: &[ImportName]) -> String {
    list.iter().map(|name| format!("{}{}", name.path, alias(name.alias))).collect::<Vec<_>>().join(", ")
}
