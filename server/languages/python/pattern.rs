//! What does the pattern of a `case` say? Values, choices, names and parts.

use super::builder::Lowering;
use super::kinds::Kind;
use crate::facts::{BinaryOp, Expr, ExprId, Name, Pattern, UnaryOp};

impl Lowering<'_> {
    /// The pattern in the node at the cursor; several choices are one pattern.
    pub(super) fn pattern(&mut self) -> Pattern {
        self.deeper(Self::pattern_here).unwrap_or(Pattern::Other)
    }

    fn pattern_here(&mut self) -> Pattern {
        let mut choices = Choices::default();
        self.children(|this, kind| this.choice(kind, &mut choices));
        choices.pattern()
    }

    /// Adds what a child of a pattern says: a choice, or a sign of the one that follows.
    fn choice(&mut self, kind: Kind, choices: &mut Choices) {
        match kind {
            Kind::Binary(BinaryOp::BitOr) | Kind::Other => {}
            Kind::Binary(BinaryOp::Sub) => choices.is_negative = true,
            Kind::Comma | Kind::Error => choices.is_torn = true,
            kind => {
                let pattern = self.simple_pattern(kind, choices.is_negative);
                choices.patterns.push(pattern);
                choices.is_negative = false;
            }
        }
    }

    fn simple_pattern(&mut self, kind: Kind, is_negative: bool) -> Pattern {
        match kind {
            Kind::Underscore => Pattern::Wildcard,
            Kind::DottedName if !self.slice().contains('.') => self.capture(),
            Kind::Integer | Kind::Float if is_negative => {
                let value = self.expr();
                Pattern::Value(self.negated(value))
            }
            Kind::UnionPattern | Kind::CasePattern => self.pattern(),
            Kind::Tuple => self.deeper(|this| this.sequence(false)).unwrap_or(Pattern::Other),
            Kind::List => self.deeper(|this| this.sequence(true)).unwrap_or(Pattern::Other),
            Kind::AsPattern => self.pattern_as_name(),
            Kind::SplatPattern => self.splat_pattern(),
            Kind::DictPattern => self.dict_pattern(),
            Kind::ClassPattern => self.deeper(Self::class_pattern).unwrap_or(Pattern::Other),
            kind if kind.is_expr() => Pattern::Value(self.expr()),
            _ => Pattern::Other,
        }
    }

    /// `(a, b)` or `[a, b]`; one pattern in parentheses is that pattern.
    fn sequence(&mut self, is_list: bool) -> Pattern {
        let (mut patterns, mut comma) = (Vec::new(), is_list);
        self.children(|this, kind| match kind {
            Kind::CasePattern => patterns.push(this.pattern()),
            Kind::Comma => comma = true,
            _ => {}
        });
        one_or_sequence(patterns, comma)
    }

    fn pattern_as_name(&mut self) -> Pattern {
        let (mut inner, mut name) = (None, None);
        self.children(|this, kind| match kind {
            Kind::CasePattern if inner.is_none() => inner = Some(this.pattern()),
            Kind::Identifier => name = Some(this.slice().into()),
            _ => {}
        });
        match (inner, name) {
            (Some(inner), Some(name)) => Pattern::As(Box::new(inner), name),
            _ => Pattern::Other,
        }
    }

    fn splat_pattern(&mut self) -> Pattern {
        let mut name = None;
        self.children(|this, kind| {
            if kind == Kind::Identifier && this.slice() != "_" {
                name = Some(this.slice().into());
            }
        });
        Pattern::Rest(name)
    }

    fn dict_pattern(&mut self) -> Pattern {
        let (mut key, mut entries, mut is_known) = (None, Vec::new(), true);
        self.children(|this, kind| match kind {
            Kind::CasePattern => match key.take() {
                Some(key) => entries.push((key, this.pattern())),
                None => is_known = false,
            },
            Kind::SplatPattern => {}
            kind if kind.is_expr() => key = Some(this.expr()),
            _ => {}
        });
        if is_known { Pattern::Mapping(entries.into_boxed_slice()) } else { Pattern::Other }
    }

    /// Positional patterns of a class depend on its `__match_args__`, so with one nothing is known.
    fn class_pattern(&mut self) -> Pattern {
        let (mut class, mut attrs, mut is_known) = (None, Vec::new(), true);
        self.children(|this, kind| match kind {
            Kind::DottedName if class.is_none() => class = Some(this.expr()),
            Kind::CasePattern => match this.keyword_pattern() {
                Some(attr) => attrs.push(attr),
                None => is_known = false,
            },
            _ => {}
        });
        match class {
            Some(class) if is_known => Pattern::Class(class, attrs.into_boxed_slice()),
            _ => Pattern::Other,
        }
    }

    /// The `name=pattern` in the case pattern at the cursor, if it is one. The grammar reads `name=(pattern as other)`
    /// as `(name=pattern) as other` where the parentheses are left out.
    fn keyword_pattern(&mut self) -> Option<(Name, Pattern)> {
        let mut found = None;
        self.children(|this, kind| match kind {
            Kind::KeywordPattern => found = this.name_and_pattern(),
            Kind::AsPattern => found = this.deeper(Self::keyword_pattern_as_name).flatten(),
            _ => {}
        });
        found
    }

    fn name_and_pattern(&mut self) -> Option<(Name, Pattern)> {
        let (mut name, mut choices) = (None, Choices::default());
        self.children(|this, kind| match kind {
            Kind::Identifier if name.is_none() => name = Some(this.name()),
            Kind::Equals => {}
            kind => this.choice(kind, &mut choices),
        });
        name.map(|name| (name, choices.pattern()))
    }

    fn keyword_pattern_as_name(&mut self) -> Option<(Name, Pattern)> {
        let (mut inner, mut alias) = (None, None);
        self.children(|this, kind| match kind {
            Kind::CasePattern if inner.is_none() => inner = this.keyword_pattern(),
            Kind::Identifier => alias = Some(this.name()),
            _ => {}
        });
        let ((name, inner), alias) = inner.zip(alias)?;
        Some((name, Pattern::As(Box::new(inner), alias)))
    }

    fn capture(&mut self) -> Pattern {
        match self.slice() {
            "_" => Pattern::Wildcard,
            name => Pattern::Capture(name.into()),
        }
    }

    fn negated(&mut self, value: ExprId) -> ExprId {
        self.push(Expr::Unary(UnaryOp::Negate, value))
    }
}

/// The choices of one pattern, `a | b`, as far as they are read.
#[derive(Default)]
struct Choices {
    patterns: Vec<Pattern>,
    /// Whether a minus stands before the number that follows.
    is_negative: bool,
    /// Whether there is something that belongs to no choice.
    is_torn: bool,
}

impl Choices {
    fn pattern(mut self) -> Pattern {
        match self.patterns.len() {
            _ if self.is_torn => Pattern::Other,
            0 => Pattern::Other,
            1 => self.patterns.remove(0),
            _ => Pattern::AnyOf(self.patterns.into_boxed_slice()),
        }
    }
}

/// Several patterns, or one and a comma, are a sequence.
pub(super) fn one_or_sequence(mut patterns: Vec<Pattern>, comma: bool) -> Pattern {
    match patterns.len() {
        0 if !comma => Pattern::Other,
        1 if !comma => patterns.remove(0),
        _ => Pattern::Sequence(patterns.into_boxed_slice()),
    }
}
