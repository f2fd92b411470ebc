//! What does a handler answer? The model of which it returns an instance, or the one that is made for what it returns.

use crate::actions::names::statements;
use crate::actions::{Action, ActionKind, Bench, Cursor, Meaning, Offer, Refusal, Settings};
use crate::edit::{Change, Draft, Safety, module_name};
use crate::facts::{ArgKind, Code, Expr, ExprId, Facts, Function, Name, Node, StmtKind};
use crate::syntax::Language;
use crate::text::{FileId, Span};

/// Declares what a handler answers.
pub static ADD_RESPONSE_MODEL: Action = Action {
    name: "add-response-model",
    summary: "declare the model that a handler answers with",
    kind: ActionKind::Rewrite,
    languages: &[Language::Python],
    mends: &[],
    settings: &[],
    page: include_str!("add_response_model.md"),
    offer,
    make,
};

/// What is to be declared.
struct Answer {
    file: FileId,
    model: Name,
    /// Whether instances of it are returned: then the function says so itself.
    is_returned: bool,
    is_list: bool,
}

fn offer(bench: &Bench, cursor: &Cursor) -> Vec<Offer> {
    let Some(answer) = answer(bench, cursor) else { return Vec::new() };
    let what = if answer.is_list { format!("list[{}]", answer.model) } else { answer.model.to_string() };
    vec![Offer::new(format!("Answer `{what}` (other fields are left out)"))]
}

fn make(bench: &Bench, cursor: &Cursor, _: &Settings) -> Result<Change, Refusal> {
    let answer = answer(bench, cursor).ok_or_else(|| Refusal::new("what the handler answers is not known"))?;
    let (at, function, endpoint) = cursor.endpoint().ok_or_else(|| Refusal::new("this is no handler"))?;
    let (facts, mut draft) = (&cursor.facts, Draft::default());
    let mut imports = bench.imports(facts);
    let local = if answer.file == cursor.file {
        answer.model.to_string()
    } else {
        let module = module_name(bench.modules, facts, answer.file);
        let module = module.ok_or_else(|| Refusal::new(format!("`{}` cannot be imported here", answer.model)))?;
        imports.need(&module, &answer.model)
    };
    let what = if answer.is_list { format!("list[{local}]") } else { local };
    if answer.is_returned {
        let unread = || Refusal::new("the signature cannot be read");
        let layout = bench.layout(cursor.file).ok_or_else(unread)?;
        let list = layout.list(facts.span(at.item, Node::Mark(function.def))).ok_or_else(unread)?;
        draft.insert(cursor.file, list.span.end, format!(" -> {what}"));
    } else {
        bench.add_argument(&mut draft, endpoint.route, &format!("response_model={what}"))?;
    }
    draft.add(cursor.file, imports.splices());
    draft.finish(format!("Answer `{what}`"), Safety::Unsafe).ok_or_else(Refusal::overlap)
}

fn answer(bench: &Bench, cursor: &Cursor) -> Option<Answer> {
    let (at, function, endpoint) = cursor.endpoint()?;
    let says_none = bench.argument(endpoint.route, None, "response_model").is_some();
    if endpoint.framework != "fastapi" || endpoint.output.is_some() || function.returns.is_some() || says_none {
        return None;
    }
    let (facts, code) = (&cursor.facts, cursor.facts.item(function.item));
    let returned = returned(code);
    if returned.is_empty() || code.is_generator || facts.span(at.item, Node::Mark(function.def)) == Span::default() {
        return None;
    }
    let made: Vec<Option<(FileId, Name, bool)>> =
        returned.iter().map(|value| instance(bench, facts, code, *value)).collect();
    if let [Some(first), rest @ ..] = &*made
        && rest.iter().all(|other| other.as_ref() == Some(first))
    {
        return Some(Answer { file: first.0, model: first.1, is_returned: true, is_list: first.2 });
    }
    let keys: Option<Vec<Vec<String>>> = returned.iter().map(|value| keys(code, *value)).collect();
    let (file, model) = named_for(bench, function, &keys?)?;
    // A model that stands below the handler is not there yet when its decorator runs.
    let own = facts.surface().classes.iter().find(|class| class.name == model && file == cursor.file);
    let start = |mark| facts.span(crate::facts::ItemId::default(), Node::Mark(mark)).start;
    let is_above = own.is_none_or(|class| start(class.mark) < facts.span(at.item, at.node).start);
    is_above.then_some(Answer { file, model, is_returned: false, is_list: false })
}

/// What a body returns; nothing if a part of it returns nothing.
fn returned(code: &Code) -> Vec<ExprId> {
    let found: Vec<Option<ExprId>> = statements(&code.block)
        .into_iter()
        .filter_map(|it| if let StmtKind::Return(value) = it.kind { Some(value) } else { None })
        .collect();
    found.into_iter().collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// What a name was given, if once.
fn followed(code: &Code, value: ExprId) -> ExprId {
    let Expr::Name(name) = code.expr(value) else { return value };
    let given: Vec<ExprId> = code
        .assignments()
        .into_iter()
        .filter(|(target, _)| matches!(code.expr(*target), Expr::Name(known) if known == name))
        .map(|(_, value)| value)
        .collect();
    if let [one] = *given { one } else { value }
}

/// The model of which a value is an instance, or a list of instances.
fn instance(bench: &Bench, facts: &Facts, code: &Code, value: ExprId) -> Option<(FileId, Name, bool)> {
    const MAKERS: [&str; 4] = ["model_validate", "from_orm", "parse_obj", "model_construct"];
    let value = followed(code, value);
    if let Expr::List(items) = code.expr(value)
        && let [one] = &**items
    {
        return instance(bench, facts, code, *one).map(|(file, name, _)| (file, name, true));
    }
    if let Expr::Comprehension(made) = code.expr(value) {
        return match made.kind {
            crate::facts::ComprehensionKind::List => {
                instance(bench, facts, code, made.element).map(|(file, name, _)| (file, name, true))
            }
            _ => None,
        };
    }
    let Expr::Call(callee, _) = code.expr(value) else { return None };
    let class = match code.expr(*callee) {
        Expr::Attribute(base, method) if MAKERS.contains(&method.as_str()) => *base,
        _ => *callee,
    };
    let Some(Meaning::Own(file, name)) = bench.meaning(facts, code, class) else { return None };
    let other = bench.facts(file)?;
    let class = other.surface().classes.iter().find(|class| class.name == name)?;
    crate::actions::schemas::is_model(bench, &other, class).then_some((file, name, false))
}

/// The keys of a dictionary that is written out.
fn keys(code: &Code, value: ExprId) -> Option<Vec<String>> {
    let Expr::Dict(pairs) = code.expr(followed(code, value)) else { return None };
    let key = |key: Option<ExprId>| match code.expr(key?) {
        Expr::Str(text) => Some(text.to_string()),
        _ => None,
    };
    pairs.iter().map(|(name, _)| key(*name)).collect()
}

/// The one model that is called for what a handler answers, as `UserPublic` for `read_user`, and finds all it needs.
fn named_for(bench: &Bench, function: &Function, keys: &[Vec<String>]) -> Option<(FileId, Name)> {
    const ROLES: [&str; 5] = ["Public", "Response", "Read", "Out", "Schema"];
    let subject: String = function.name.split('_').skip(1).map(capital).collect();
    if subject.is_empty() {
        return None;
    }
    let wanted: Vec<String> = ROLES.iter().map(|role| format!("{subject}{role}")).collect();
    let files = (0..bench.paths.len() as u32).map(FileId);
    let mut found = Vec::new();
    for facts in files.filter(|file| Language::of_path(bench.path(*file)) == Some(Language::Python)) {
        let Some(facts) = bench.facts(facts).filter(|facts| facts.text.contains(&subject)) else { continue };
        for class in facts.surface().classes.iter().filter(|class| wanted.iter().any(|it| class.name == *it)) {
            let needed = needed(facts.item(class.item));
            let is_model = crate::actions::schemas::is_model(bench, &facts, class);
            let has_all = keys.iter().all(|keys| needed.iter().all(|name| keys.contains(name)));
            if is_model && !needed.is_empty() && has_all {
                found.push((facts.file, class.name));
            }
        }
    }
    if let [one] = *found { Some(one) } else { None }
}

fn needed(code: &Code) -> Vec<String> {
    let field = |statement: &crate::facts::Stmt| match &statement.kind {
        StmtKind::Annotate { target, value, .. } => {
            let is_given = value.is_some_and(|value| match code.expr(value) {
                Expr::Call(_, args) => args.iter().any(|arg| match arg.kind {
                    ArgKind::Positional => *code.expr(arg.value) != Expr::Ellipsis,
                    ArgKind::Keyword(name) => name == "default" || name == "default_factory",
                    _ => true,
                }),
                other => *other != Expr::Ellipsis,
            });
            match code.expr(*target) {
                Expr::Name(name) if !is_given => Some(name.to_string()),
                _ => None,
            }
        }
        _ => None,
    };
    code.block.iter().filter_map(field).collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
