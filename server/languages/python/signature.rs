//! Which parameters does a function take? Parameter lists of functions and lambdas.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{ExprId, Name, Param, ParamKind};

impl Lowering<'_> {
    /// The parameters in order; the bare `*` and `/` only change the kinds of what stands around them.
    pub(super) fn parameters(&mut self) -> Box<[Param]> {
        let mut params: Vec<Param> = Vec::new();
        let mut kind_now = ParamKind::Normal;
        self.children(|this, kind| match kind {
            Kind::KeywordSeparator => kind_now = ParamKind::KeywordOnly,
            Kind::PositionalSeparator => params.iter_mut().for_each(make_positional),
            kind => {
                let Some(param) = this.parameter(kind, kind_now) else { return };
                if param.kind == ParamKind::VarArgs {
                    kind_now = ParamKind::KeywordOnly;
                }
                params.push(param);
            }
        });
        params.into_boxed_slice()
    }

    fn parameter(&mut self, node: Kind, kind: ParamKind) -> Option<Param> {
        let is_simple = node == Kind::Identifier;
        let is_known =
            matches!(node, Kind::TypedParameter | Kind::DefaultParameter | Kind::TypedDefaultParameter | Kind::Tuple);
        let starred = starred(node);
        if !is_simple && !is_known && starred.is_none() {
            return None;
        }
        let mark = self.mark();
        if is_simple {
            return Some(Param { name: self.name(), kind, annotation: None, default: None, mark });
        }
        if let Some(starred) = starred {
            return Some(Param { name: self.starred_name(), kind: starred, annotation: None, default: None, mark });
        }
        let parts = self.parameter_parts(kind);
        Some(Param { name: parts.name, kind: parts.kind, annotation: parts.annotation, default: parts.default, mark })
    }

    fn parameter_parts(&mut self, kind: ParamKind) -> Parts {
        let mut parts = Parts { name: Name::default(), kind, annotation: None, default: None };
        let mut has_name = false;
        self.children(|this, node| {
            if let (false, Some(starred)) = (has_name, starred(node)) {
                (parts.name, parts.kind, has_name) = (this.starred_name(), starred, true);
            } else if !has_name && matches!(node, Kind::Identifier | Kind::Tuple) {
                (parts.name, has_name) = (this.name(), true);
            } else if node == Kind::Type {
                parts.annotation = Some(this.expr());
            } else if has_name && node.is_expr() {
                parts.default = Some(this.expr());
            }
        });
        parts
    }

    /// The name after the stars.
    fn starred_name(&mut self) -> Name {
        Name::from(self.slice().trim_start_matches('*').trim())
    }
}

/// What a parameter list entry is made of.
struct Parts {
    name: Name,
    kind: ParamKind,
    annotation: Option<ExprId>,
    default: Option<ExprId>,
}

fn starred(node: Kind) -> Option<ParamKind> {
    match node {
        Kind::ListSplat => Some(ParamKind::VarArgs),
        Kind::DictionarySplatPattern => Some(ParamKind::VarKeywords),
        _ => None,
    }
}

fn make_positional(param: &mut Param) {
    if param.kind == ParamKind::Normal {
        param.kind = ParamKind::PositionalOnly;
    }
}
