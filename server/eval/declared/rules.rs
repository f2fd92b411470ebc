//! What does a call of a macro by example expand to? The first rule that matches, with what its variables stand for.

use super::matcher::matched;
use super::tokens::{Kind, Tree, trees, write};
use rustc_hash::FxHashMap;

/// A part of a pattern or of what it expands to.
#[derive(Clone, Debug)]
pub(super) enum Part {
    Token(String),
    Group(char, Vec<Part>),
    /// A variable; in a pattern with what it takes.
    Variable(String, String),
    /// `$( … ) separator operator`.
    Repeat(Vec<Part>, Option<String>, char),
}

/// What a variable stands for.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    One(Vec<Tree>),
    Many(Vec<Binding>),
}

pub(super) type Bindings = FxHashMap<String, Binding>;

/// The longest text a macro may expand to.
const LONGEST: usize = 1 << 18;

/// What a call expands to, given the text of the definition; `$crate` becomes a name that the machine knows.
pub(super) fn expand(definition: &str, input: &str, own_crate: &str) -> Option<String> {
    let body = definition.get(definition.find('!')? + 1..)?;
    let mut parts = trees(body).into_iter().filter_map(|tree| match tree {
        Tree::Group(_, inner) => Some(inner),
        Tree::Token(..) => None,
    });
    let rules = parts.next()?;
    let input = trees(input);
    let mut rest = rules.as_slice();
    while let [Tree::Group(_, pattern), Tree::Token(arrow, _), Tree::Group(_, template), after @ ..] = rest {
        if arrow == "=>" {
            let mut bindings = Bindings::default();
            let pattern = parse(pattern, true);
            if let Some(at) = matched(&pattern, &input, &mut bindings, 60)
                && at == input.len()
            {
                let mut out = String::new();
                transcribe(&parse(template, false), &bindings, own_crate, &mut out)?;
                return Some(out);
            }
        }
        rest = match after {
            [Tree::Token(semicolon, _), more @ ..] if semicolon == ";" => more,
            more => more,
        };
    }
    None
}

fn parse(trees: &[Tree], is_pattern: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < trees.len() {
        match &trees[at..] {
            [Tree::Token(dollar, _), Tree::Group('(', inner), ..] if dollar == "$" => {
                let inner = parse(inner, is_pattern);
                let (separator, operator, taken) = repetition(&trees[at + 2..]);
                parts.push(Part::Repeat(inner, separator, operator));
                at += 2 + taken;
            }
            [
                Tree::Token(dollar, _),
                Tree::Token(name, Kind::Word),
                Tree::Token(colon, _),
                Tree::Token(kind, _),
                ..,
            ] if dollar == "$" && colon == ":" && is_pattern => {
                parts.push(Part::Variable(name.clone(), kind.clone()));
                at += 4;
            }
            [Tree::Token(dollar, _), Tree::Token(name, Kind::Word), ..] if dollar == "$" => {
                parts.push(Part::Variable(name.clone(), String::new()));
                at += 2;
            }
            [Tree::Token(text, _), ..] => {
                parts.push(Part::Token(text.clone()));
                at += 1;
            }
            [Tree::Group(open, inner), ..] => {
                parts.push(Part::Group(*open, parse(inner, is_pattern)));
                at += 1;
            }
            [] => break,
        }
    }
    parts
}

/// Separator and operator after `$( … )`, and how many trees they are.
fn repetition(after: &[Tree]) -> (Option<String>, char, usize) {
    let operator = |tree: Option<&Tree>| match tree {
        Some(Tree::Token(text, _)) if matches!(text.as_str(), "*" | "+" | "?") => text.chars().next(),
        _ => None,
    };
    if let Some(found) = operator(after.first()) {
        return (None, found, 1);
    }
    match (after.first(), operator(after.get(1))) {
        (Some(Tree::Token(separator, _)), Some(found)) => (Some(separator.clone()), found, 2),
        _ => (None, '*', 0),
    }
}

/// The variables of some parts.
pub(super) fn variables(parts: &[Part], names: &mut Vec<String>) {
    for part in parts {
        match part {
            Part::Variable(name, _) => names.push(name.clone()),
            Part::Group(_, inner) | Part::Repeat(inner, ..) => variables(inner, names),
            Part::Token(_) => {}
        }
    }
}

fn transcribe(parts: &[Part], bindings: &Bindings, own_crate: &str, out: &mut String) -> Option<()> {
    for part in parts {
        if out.len() > LONGEST {
            return None;
        }
        match part {
            Part::Token(text) => {
                out.push_str(text);
                out.push(' ');
            }
            Part::Group(open, inner) => {
                out.push(*open);
                transcribe(inner, bindings, own_crate, out)?;
                out.push(if *open == '(' {
                    ')'
                } else if *open == '[' {
                    ']'
                } else {
                    '}'
                });
                out.push(' ');
            }
            Part::Variable(name, _) if name == "crate" => {
                out.push_str(own_crate);
                out.push(' ');
            }
            Part::Variable(name, _) => match bindings.get(name) {
                Some(Binding::One(trees)) => write(trees, out),
                Some(Binding::Many(_)) => return None,
                // A variable of a macro that this one defines.
                None => {
                    out.push('$');
                    out.push_str(name);
                    out.push(' ');
                }
            },
            Part::Repeat(inner, separator, _) => {
                transcribe_repeat(inner, separator.as_deref(), bindings, own_crate, out)?;
            }
        }
    }
    Some(())
}

fn transcribe_repeat(
    inner: &[Part],
    separator: Option<&str>,
    bindings: &Bindings,
    own_crate: &str,
    out: &mut String,
) -> Option<()> {
    let mut names = Vec::new();
    variables(inner, &mut names);
    let bound = names.iter().filter_map(|name| Some((name, bindings.get(name)?)));
    let lists: Vec<(&String, &[Binding])> = bound
        .filter_map(|(name, bound)| if let Binding::Many(all) = bound { Some((name, all.as_slice())) } else { None })
        .collect();
    let turns = lists.iter().map(|(_, all)| all.len()).max().unwrap_or(0);
    // What repeats outside of here is not copied for each turn.
    let once = |(name, _): &(&String, &Binding)| names.contains(*name) && lists.iter().all(|(many, _)| many != name);
    let mut own: Bindings = bindings.iter().filter(once).map(|(name, bound)| (name.clone(), bound.clone())).collect();
    for turn in 0..turns {
        for (name, all) in &lists {
            own.insert((*name).clone(), all.get(turn)?.clone());
        }
        if turn > 0
            && let Some(separator) = separator
        {
            out.push_str(separator);
            out.push(' ');
        }
        transcribe(inner, &own, own_crate, out)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::expand;

    fn expanded(rules: &str, input: &str) -> String {
        expand(&format!("macro_rules! m {{ {rules} }}"), input, "own")
            .unwrap_or_else(|| "-".into())
            .trim_end()
            .to_owned()
    }

    #[test]
    fn the_first_rule_that_matches_holds() {
        assert_eq!(expanded("(a) => { 1 }; ($x:expr) => { f($x) };", "a"), "1");
        assert_eq!(expanded("(a) => { 1 }; ($x:expr) => { f($x) };", "b + 1"), "f (b + 1 )");
        assert_eq!(expanded("(a) => { 1 }", "b"), "-");
    }

    #[test]
    fn repetitions_take_separators_and_trailing_commas() {
        let rules = "($r:expr $(, $p:literal => $h:path)* $(,)?) => { $r $(.route($p, get($h)))* };";
        assert_eq!(
            expanded(rules, r#"app, "/a" => x::a, "/b" => b,"#),
            r#"app . route ("/a" , get (x :: a ) ) . route ("/b" , get (b ) )"#
        );
    }

    #[test]
    fn nested_repetitions_follow_their_variables() {
        let rules = "($($n:ident [ $($v:tt),* ]);*) => { $( $n($($v),*) )* };";
        assert_eq!(expanded(rules, "a [1, 2]; b []"), "a (1 , 2 ) b ()");
    }
}
