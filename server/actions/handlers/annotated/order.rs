//! In which order do parameters stand once some lost their default? Those without one first, with their comments.

use crate::edit::{Layout, Parameters};
use crate::facts::ParamKind;
use crate::text::Span;

/// A parameter: where it stands, its new text, whether it has a default, how it is passed.
pub(super) type Written = (Span, String, bool, ParamKind);

/// Parameters that lost their default stand before the first one with a default. The elements of the list keep their
/// places; what fills them changes, with the comments behind them.
pub(super) fn reordered(layout: &Layout, parameters: &Parameters, written: &[Written]) -> Option<Vec<(Span, String)>> {
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
    let end =
        text[written.0.end as usize..].find('\n').map(|at| at as u32 + written.0.end).filter(|at| *at < list.end)?;
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
pub(super) fn is_moved(written: &[Written]) -> bool {
    let normal: Vec<bool> = written.iter().filter(|it| it.3 == ParamKind::Normal).map(|it| it.2).collect();
    normal.is_sorted().then_some(()).is_none()
}
