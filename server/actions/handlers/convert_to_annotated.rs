//! How does a handler say what FastAPI gives it? In `Annotated`, or by the name that the project has for that.

use crate::actions::names::statements;
use crate::actions::{Action, ActionKind, Bench, Cursor, Meaning, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Imports, Layout, Parameters, Safety, is_used, module_name};
use crate::facts::{ArgKind, Code, Expr, ExprId, Facts, Function, Node, Param, ParamKind, Place, StmtKind};
use crate::syntax::Language;
use crate::text::{FileId, Span};

/// Moves what parameters are given by into `Annotated`.
pub static CONVERT_TO_ANNOTATED: Action = Action {
    name: "convert-to-annotated",
    summary: "spell `= Depends(…)`, `= Query(…)` and the like with `Annotated`",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("convert_to_annotated.md"),
    offer,
    make,
};

const MARKERS: [&str; 9] = ["Depends", "Security", "Query", "Path", "Header", "Cookie", "Body", "Form", "File"];

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some((at, function)) = &cursor.function else { return Vec::new() };
    let marked = marked(bench, &cursor.facts, *at, function);
    if cursor.endpoints.is_empty() || marked.is_empty() {
        return Vec::new();
    }
    vec![Offer::new("Spell the parameters with `Annotated`").unless(refused(&cursor.facts, *at, function, &marked))]
}

/// A parameter whose default is a call of FastAPI.
struct Marked<'f> {
    param: &'f Param,
    annotation: ExprId,
    call: ExprId,
}

fn marked<'f>(bench: &Bench, facts: &Facts, at: Place, function: &'f Function) -> Vec<Marked<'f>> {
    let code = facts.item(at.item);
    let params = function.params.iter().filter_map(|param| {
        let (annotation, call) = (param.annotation?, param.default?);
        let Expr::Call(callee, _) = code.expr(call) else { return None };
        bench.is_of(facts, code, *callee, "fastapi", &MARKERS).then_some(Marked { param, annotation, call })
    });
    params.collect()
}

fn refused(facts: &Facts, at: Place, function: &Function, marked: &[Marked]) -> Option<Refusal> {
    let code = facts.item(at.item);
    let refuse = |why: &str| Some(Refusal::new(why));
    for one in marked {
        let Expr::Call(_, args) = code.expr(one.call) else { continue };
        let is_open = args.iter().any(|arg| matches!(arg.kind, ArgKind::Spread | ArgKind::SpreadKeywords));
        let is_made = args.iter().any(|arg| matches!(arg.kind, ArgKind::Keyword(name) if name == "default_factory"));
        if is_open || is_made {
            return refuse("the default of a parameter is not spelled out");
        }
        let annotation = facts.span(at.item, Node::Expr(one.annotation));
        if facts.text[annotation.start as usize..annotation.end as usize].contains("Annotated[") {
            return refuse("a parameter has both `Annotated` and a default that says the same");
        }
    }
    let is_plain = |param: &Param| matches!(param.kind, ParamKind::Normal | ParamKind::KeywordOnly);
    (!function.params.iter().all(is_plain)).then(|| Refusal::new("the function takes `*args`, `**kwargs` or has a `/`"))
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let (at, function) = cursor.function.as_ref().ok_or_else(|| Refusal::new("this is no handler"))?;
    let (facts, unread) = (&cursor.facts, || Refusal::new("the parameters cannot be read"));
    let marked = marked(bench, facts, *at, function);
    if let Some(refused) = refused(facts, *at, function, &marked) {
        return Err(refused);
    }
    let layout = bench.layout(cursor.file).ok_or_else(unread)?;
    let parameters = Parameters::of(&layout, facts, at.item, function).ok_or_else(unread)?;
    let mut imports = bench.imports(facts);
    let mut writer = Writer { bench, facts, layout: &layout, code: facts.item(at.item), at: *at };
    let mut written = Vec::new();
    for param in &function.params {
        let span = facts.span(at.item, Node::Mark(param.mark));
        let found = match marked.iter().find(|one| one.param == param) {
            Some(one) => writer.spelled(one, &mut imports),
            None => (layout.slice(span).to_owned(), param.default.is_some()),
        };
        written.push((span, found.0, found.1, param.kind));
    }
    let mut draft = Draft::default();
    let text = reordered(&layout, &parameters, &written).ok_or_else(|| {
        Refusal::new("comments stand between the parameters in a way that this change does not fit")
    })?;
    text.into_iter().for_each(|(span, text)| draft.replace(cursor.file, span, text));
    let spans: Vec<Span> = marked.iter().map(|one| facts.span(at.item, Node::Mark(one.param.mark))).collect();
    writer.drop_unused(&marked, &spans, &mut imports);
    draft.add(cursor.file, imports.splices());
    let safety = if is_moved(&written) && is_called(bench, facts, function) { Safety::Unsafe } else { Safety::Safe };
    draft.finish("Spell the parameters with `Annotated`", safety).ok_or_else(Refusal::overlap)
}

type Written = (Span, String, bool, ParamKind);

/// Parameters that lost their default stand before the first one with a default. The elements of the list keep their
/// places; what fills them changes, with the comments behind them.
fn reordered(layout: &Layout, parameters: &Parameters, written: &[Written]) -> Option<Vec<(Span, String)>> {
    if !is_moved(written) {
        return Some(written.iter().map(|(span, text, ..)| (*span, text.clone())).collect());
    }
    let (normal, rest): (Vec<&Written>, Vec<&Written>) = written.iter().partition(|it| it.3 == ParamKind::Normal);
    let (required, optional): (Vec<&Written>, Vec<&Written>) = normal.into_iter().partition(|it| !it.2);
    let order: Vec<&Written> = required.into_iter().chain(optional).chain(rest).collect();
    let list = &parameters.list;
    let own = layout.slice(list.span);
    if !own.contains('#') {
        return Some(written.iter().zip(order).map(|(to, from)| (to.0, from.1.clone())).collect());
    }
    // One per line: whole lines change places.
    let lines: Option<Vec<(Span, String)>> = written.iter().map(|it| line_of(layout, list.span, it)).collect();
    let lines = lines?;
    let find = |from: &Written| written.iter().position(|it| it.0 == from.0).and_then(|index| lines.get(index));
    let texts: Option<Vec<String>> = order.into_iter().map(|from| find(from).map(|(_, text)| text.clone())).collect();
    Some(lines.iter().map(|(span, _)| *span).zip(texts?).collect())
}

/// The lines of a parameter, with comments above it and behind it, as they read with its new text.
fn line_of(layout: &Layout, list: Span, written: &Written) -> Option<(Span, String)> {
    let text = &*layout.text;
    let start = text[..written.0.start as usize].rfind('\n').map(|at| at as u32 + 1).filter(|at| *at > list.start)?;
    let end = text[written.0.end as usize..].find('\n').map(|at| at as u32 + written.0.end).filter(|at| *at < list.end)?;
    let behind = layout.slice(Span { start: written.0.end, end }).trim_end();
    let behind = behind.strip_prefix(',').unwrap_or(behind);
    let is_alone = layout.slice(Span { start, end: written.0.start }).trim().is_empty();
    if !is_alone || !(behind.is_empty() || behind.trim_start().starts_with('#')) {
        return None;
    }
    let mut from = start;
    while let Some(above) = text[..from as usize].strip_suffix('\n').map(|it| it.trim_end_matches('\r')) {
        let line = above.rfind('\n').map_or(0, |at| at + 1);
        if (line as u32) <= list.start || !above[line..].trim_start().starts_with('#') {
            break;
        }
        from = line as u32;
    }
    let above = layout.slice(Span { start: from, end: written.0.start });
    Some((Span { start: from, end }, format!("{above}{},{behind}", written.1)))
}

/// Whether a parameter without a default stands behind one that has one.
fn is_moved(written: &[Written]) -> bool {
    let normal: Vec<bool> = written.iter().filter(|it| it.3 == ParamKind::Normal).map(|it| it.2).collect();
    normal.is_sorted().then_some(()).is_none()
}

/// Whether some file calls a function of this name: its parameters may be given by position.
fn is_called(bench: &Bench, facts: &Facts, function: &Function) -> bool {
    let files = (0..bench.paths.len() as u32).map(FileId);
    let call = format!("{}(", function.name);
    let count = |facts: &Facts| facts.text.matches(&call).count();
    let python = files.filter(|file| Language::of_path(bench.path(*file)) == Some(Language::Python));
    let mut others = python.filter(|file| *file != facts.file).filter_map(|file| bench.facts(file));
    count(facts) > 1 || others.any(|facts| count(&facts) > 0)
}

struct Writer<'w> {
    bench: &'w Bench<'w>,
    facts: &'w Facts,
    layout: &'w Layout,
    code: &'w Code,
    at: Place,
}

impl Writer<'_> {
    fn text(&self, expr: ExprId) -> &str {
        self.layout.slice(self.facts.span(self.at.item, Node::Expr(expr)))
    }

    /// A parameter in its new spelling, and whether it has a default.
    fn spelled(&mut self, one: &Marked, imports: &mut Imports) -> (String, bool) {
        let name = one.param.name;
        if let Some(alias) = self.alias(one, imports) {
            return (format!("{name}: {alias}"), false);
        }
        let annotated = imports.need("typing", "Annotated");
        let (call, default) = self.without_default(one);
        let text = format!("{name}: {annotated}[{}, {call}]", self.text(one.annotation));
        match default {
            Some(default) => (format!("{text} = {default}"), true),
            None => (text, false),
        }
    }

    fn is_dependency(&self, one: &Marked) -> bool {
        let Expr::Call(callee, _) = self.code.expr(one.call) else { return false };
        self.bench.is_of(self.facts, self.code, *callee, "fastapi", &["Depends", "Security"])
    }

    /// The call without what it says of the default, and the default.
    fn without_default(&self, one: &Marked) -> (String, Option<String>) {
        let own = self.text(one.call).to_owned();
        let Expr::Call(_, args) = self.code.expr(one.call) else { return (own, None) };
        if self.is_dependency(one) {
            return (own, None);
        }
        let is_default = |kind: ArgKind| match kind {
            ArgKind::Positional => true,
            ArgKind::Keyword(name) => name == "default",
            _ => false,
        };
        let Some(index) = args.iter().position(|arg| is_default(arg.kind)) else { return (own, None) };
        let value = args[index].value;
        let span = self.facts.span(self.at.item, Node::Expr(one.call));
        let splice = self.layout.list(span).and_then(|list| list.remove(self.layout, index));
        let call = splice.and_then(|mut splice| {
            splice.span = Span { start: splice.span.start - span.start, end: splice.span.end - span.start };
            crate::edit::apply(&own, &[splice])
        });
        let default = (*self.code.expr(value) != Expr::Ellipsis).then(|| self.text(value).to_owned());
        (call.unwrap_or(own), default)
    }

    /// What the project calls the same type with the same dependency, if exactly one name does.
    fn alias(&self, one: &Marked, imports: &mut Imports) -> Option<String> {
        let Expr::Call(_, args) = self.code.expr(one.call) else { return None };
        let [arg] = &**args else { return None };
        let dependency = self.bench.meaning(self.facts, self.code, arg.value).filter(|_| self.is_dependency(one))?;
        let wanted = self.bench.meaning(self.facts, self.code, one.annotation);
        let files = (0..self.bench.paths.len() as u32).map(FileId);
        let python = files.filter(|file| Language::of_path(self.bench.path(*file)) == Some(Language::Python));
        let mut found = Vec::new();
        for facts in python.filter_map(|file| self.bench.facts(file)).filter(|it| it.text.contains("Annotated[")) {
            let names = aliases(self.bench, &facts, &dependency, wanted.as_ref(), self.text(one.annotation));
            found.extend(names.into_iter().map(|name| (facts.file, name)));
        }
        let [(file, name)] = &*found else { return None };
        if *file == self.facts.file {
            let own = self.facts.span(self.at.item, self.at.node).start;
            let is_above = self.facts.text[..own as usize].lines().any(|line| line.starts_with(&format!("{name} ")));
            return is_above.then(|| name.clone());
        }
        // A module that imports this one cannot be imported by it.
        let other = self.bench.facts(*file)?;
        let own = self.bench.modules.of_file(self.facts.file);
        let imports_back = statements(&other.surface().block).into_iter().any(|it| match &it.kind {
            StmtKind::ImportFrom { level, module, .. } => self.bench.module(&other, *level, module) == own,
            _ => false,
        });
        let module = module_name(self.bench.modules, self.facts, *file).filter(|_| !imports_back)?;
        Some(imports.need(&module, name))
    }

    /// Takes imports out that only the old spelling used.
    fn drop_unused(&self, marked: &[Marked], spans: &[Span], imports: &mut Imports) {
        let before: Vec<String> = marked.iter().flat_map(|one| self.names_in(one.param)).collect();
        let written: Vec<String> = marked
            .iter()
            .map(|one| {
                let mut scratch = self.bench.imports(self.facts);
                match self.alias(one, &mut scratch) {
                    Some(alias) => alias,
                    None => format!("{} {}", self.text(one.annotation), self.without_default(one).0),
                }
            })
            .collect();
        let is_kept = |name: &str| written.iter().any(|text| crate::facts::words(text).any(|word| word.text == name));
        let mut gone: Vec<&String> = before.iter().filter(|name| !is_kept(name)).collect();
        gone.sort_unstable();
        gone.dedup();
        gone.into_iter().filter(|name| !is_used(self.facts, name, spans)).for_each(|name| imports.drop(name));
    }

    fn names_in(&self, param: &Param) -> Vec<String> {
        let text = self.layout.slice(self.facts.span(self.at.item, Node::Mark(param.mark)));
        crate::facts::words(text).filter(|word| !word.is_attribute).map(|word| word.text.to_owned()).collect()
    }
}

/// Names of a file that stand for a type with a dependency.
fn aliases(bench: &Bench, facts: &Facts, dependency: &Meaning, wanted: Option<&Meaning>, text: &str) -> Vec<String> {
    let code = facts.surface();
    let mut found = Vec::new();
    for (target, value) in code.assignments() {
        let Expr::Subscript(base, index) = code.expr(value) else { continue };
        let (Expr::Name(name), Expr::Tuple(parts)) = (code.expr(target), code.expr(*index)) else { continue };
        let [ty, call] = &**parts else { continue };
        let Expr::Call(callee, args) = code.expr(*call) else { continue };
        let is_annotated = bench.is_of(facts, code, *base, "typing", &["Annotated"])
            || bench.is_of(facts, code, *base, "typing_extensions", &["Annotated"]);
        let is_depends = bench.is_of(facts, code, *callee, "fastapi", &["Depends"]);
        let is_same_call = matches!(&**args, [arg] if bench.meaning(facts, code, arg.value).as_ref() == Some(dependency));
        let span = facts.span(crate::facts::ItemId::default(), Node::Expr(*ty));
        let is_same_type = match bench.meaning(facts, code, *ty) {
            Some(own) => Some(&own) == wanted,
            None => facts.text.get(span.start as usize..span.end as usize) == Some(text),
        };
        if is_annotated && is_depends && is_same_call && is_same_type {
            found.push(name.to_string());
        }
    }
    found
}
