//! Which tokens does the pattern of a macro take, and what do its variables stand for?

use super::rules::{Binding, Bindings, Part, variables};
use super::tokens::{Kind, Tree};

/// How many trees a pattern takes; `None` if it does not match.
pub(super) fn matched(pattern: &[Part], input: &[Tree], bindings: &mut Bindings, depth: usize) -> Option<usize> {
    let depth = depth.checked_sub(1)?;
    let mut at = 0;
    for (index, part) in pattern.iter().enumerate() {
        match part {
            Part::Token(wanted) => {
                if !matches!(input.get(at), Some(Tree::Token(text, _)) if text == wanted) {
                    return None;
                }
                at += 1;
            }
            Part::Group(open, inner) => {
                let Some(Tree::Group(found, trees)) = input.get(at) else { return None };
                if found != open || matched(inner, trees, bindings, depth)? != trees.len() {
                    return None;
                }
                at += 1;
            }
            Part::Variable(name, kind) => {
                let taken = fragment(kind, &input[at.min(input.len())..])?;
                bindings.insert(name.clone(), Binding::One(input[at..at + taken].to_vec()));
                at += taken;
            }
            Part::Repeat(inner, separator, operator) => {
                at += repeated(
                    inner,
                    separator.as_deref(),
                    *operator,
                    &input[at..],
                    bindings,
                    depth,
                    &pattern[index + 1..],
                )?;
            }
        }
    }
    Some(at)
}

fn repeated(
    inner: &[Part],
    separator: Option<&str>,
    operator: char,
    input: &[Tree],
    bindings: &mut Bindings,
    depth: usize,
    after: &[Part],
) -> Option<usize> {
    let mut names = Vec::new();
    variables(inner, &mut names);
    for name in &names {
        bindings.insert(name.clone(), Binding::Many(Vec::new()));
    }
    let (mut at, mut turns) = (0, 0);
    while at < input.len() {
        // A token that what follows begins with ends a repetition without separator.
        let ends =
            matches!((after.first(), &input[at]), (Some(Part::Token(wanted)), Tree::Token(text, _)) if wanted == text);
        if separator.is_none() && ends && !matches!(inner.first(), Some(Part::Token(_))) {
            break;
        }
        let mut start = at;
        if turns > 0
            && let Some(separator) = separator
        {
            if !matches!(&input[at], Tree::Token(text, _) if text == separator) {
                break;
            }
            start += 1;
        }
        let mut own = Bindings::default();
        let Some(taken) = matched(inner, &input[start..], &mut own, depth) else { break };
        if taken == 0 {
            break;
        }
        for name in &names {
            if let (Some(Binding::Many(all)), Some(one)) = (bindings.get_mut(name), own.remove(name)) {
                all.push(one);
            }
        }
        at = start + taken;
        turns += 1;
        if operator == '?' {
            break;
        }
    }
    (operator != '+' || turns > 0).then_some(at)
}

/// How many trees a fragment takes; what may follow an expression or type ends it.
fn fragment(kind: &str, input: &[Tree]) -> Option<usize> {
    let until = |ends: &[&str], groups: bool| {
        let mut angles = 0_i32;
        let stop = |tree: &Tree| match tree {
            Tree::Token(text, _) => ends.contains(&text.as_str()),
            Tree::Group('{', _) => groups,
            Tree::Group(..) => false,
        };
        let mut count = 0;
        for tree in input {
            if groups {
                match tree {
                    Tree::Token(text, _) if text == "<" => angles += 1,
                    Tree::Token(text, _) if text == ">" && angles > 0 => angles -= 1,
                    _ => {}
                }
            }
            if angles == 0 && stop(tree) && !(matches!(tree, Tree::Token(text, _) if text == ">") && groups) {
                break;
            }
            count += 1;
        }
        (count > 0).then_some(count)
    };
    match (kind, input.first()) {
        ("vis", first) => {
            let is_public = matches!(first, Some(Tree::Token(text, _)) if text == "pub");
            let is_limited = is_public && matches!(input.get(1), Some(Tree::Group('(', _)));
            Some(usize::from(is_public) + usize::from(is_limited))
        }
        (_, None) => None,
        ("expr" | "expr_2021" | "stmt", _) => until(&[",", ";", "=>"], false),
        ("ty" | "path" | "meta", _) => until(&[",", ";", "=>", "=", "|", ":", "as", "where", ">"], true),
        ("pat" | "pat_param", _) => until(&[",", "=>", "=", "if", "in"], false),
        ("ident", Some(Tree::Token(_, Kind::Word))) | ("lifetime", Some(Tree::Token(_, Kind::Lifetime))) => Some(1),
        ("literal", Some(Tree::Token(text, Kind::Word))) if text == "true" || text == "false" => Some(1),
        ("literal", Some(Tree::Token(_, Kind::Literal))) => Some(1),
        ("literal", Some(Tree::Token(sign, _))) if sign == "-" => Some(2),
        ("block", Some(Tree::Group('{', _))) | ("tt", _) => Some(1),
        ("item", _) => {
            let ends = |tree: &Tree| {
                matches!(tree, Tree::Group('{', _)) || matches!(tree, Tree::Token(text, _) if text == ";")
            };
            input.iter().position(ends).map(|at| at + 1)
        }
        _ => None,
    }
}
