//! What does a definition say? Functions, lambdas and classes, with their decorators.

use super::builder::Lowering;
use super::kinds::Kind;
use super::outline::LeftOut;
use crate::facts::{
    Arg, Block, Class, ClassId, Expr, ExprId, Function, FunctionId, ItemId, MarkId, Name, Param, Stmt, StmtKind,
};
use crate::text::Span;

/// What a definition is made of, as far as it has been read.
#[derive(Default)]
struct Parts {
    is_async: bool,
    name: Option<(Name, MarkId)>,
    params: Box<[Param]>,
    returns: Option<ExprId>,
    bases: Box<[Arg]>,
    body: Option<ItemId>,
    /// What could not be read before the body.
    torn: Option<Span>,
}

impl Lowering<'_> {
    /// A definition with its decorators.
    pub(super) fn decorated(&mut self) -> StmtKind {
        let whole = self.span();
        let height = self.operands.len();
        let mut definition = StmtKind::Broken;
        self.children(|this, kind| match kind {
            Kind::Decorator => {
                let decorator = this.first_expr();
                this.operands.push(decorator);
            }
            Kind::Function => {
                let decorators = this.take_operands(height);
                definition = this.function(whole, decorators);
            }
            Kind::Class => {
                let decorators = this.take_operands(height);
                definition = this.class(whole, decorators);
            }
            // What it was may have been what the decorators before it belong to.
            Kind::Error => {
                this.operands.truncate(height);
                this.salvage();
            }
            _ => {}
        });
        self.operands.truncate(height);
        definition
    }

    /// The function at the cursor; `whole` covers its decorators too.
    pub(super) fn function(&mut self, whole: Span, decorators: Box<[ExprId]>) -> StmtKind {
        let (mark, def) = (self.mark_at(whole), self.mark());
        let mut parts = Parts::default();
        self.children(|this, kind| match kind {
            Kind::Async => parts.is_async = true,
            Kind::Identifier if parts.name.is_none() => parts.name = Some((this.name(), this.mark())),
            Kind::Parameters => parts.params = this.parameters(),
            Kind::Type => parts.returns = Some(this.expr()),
            Kind::Block => parts.body = Some(this.body(parts.torn)),
            Kind::Error => {
                parts.torn = Some(this.span());
                this.salvage();
            }
            _ => {}
        });
        let (name, name_mark) = parts.name.unwrap_or((Name::default(), def));
        let item = parts.body.unwrap_or_else(|| self.missing_body(parts.torn));
        let Parts { is_async, params, returns, .. } = parts;
        let generics = Box::default();
        let function = Function { name, item, params, returns, decorators, generics, is_async, mark, def, name_mark };
        StmtKind::Function(self.push_function(function))
    }

    fn push_function(&mut self, function: Function) -> FunctionId {
        self.item.code.functions.push(function);
        FunctionId(self.item.code.functions.len() as u32 - 1)
    }

    /// Lowers a definition's block as an item of its own, unless it is left for later. What could not be read before it is
    /// a broken statement of it.
    fn body(&mut self, torn: Option<Span>) -> ItemId {
        if let Some(LeftOut::Body(body)) = self.left_out() {
            return ItemId { body, nested: 0 };
        }
        self.item(|this| {
            let block = this.documented_code();
            match torn {
                Some(torn) => this.broken(torn).into_iter().chain(block).collect(),
                None => block,
            }
        })
    }

    /// The body of a definition whose block the parser did not find.
    fn missing_body(&mut self, torn: Option<Span>) -> ItemId {
        self.item(|this| torn.map_or_else(Block::default, |torn| this.broken(torn)))
    }

    pub(super) fn broken(&mut self, span: Span) -> Block {
        Box::new([Stmt { mark: self.mark_at(span), kind: StmtKind::Broken }])
    }

    /// `lambda params: value` is a function that returns the value.
    pub(super) fn lambda(&mut self) -> ExprId {
        let mark = self.mark();
        let mut params = Box::default();
        let mut body = None;
        self.children(|this, kind| match kind {
            Kind::Parameters => params = this.parameters(),
            kind if kind.is_expr() => body = Some(this.item(Self::returned)),
            _ => {}
        });
        let item = body.unwrap_or_else(|| self.item(|_| Block::default()));
        let function = Function::unnamed("<lambda>", item, params, mark);
        let id = self.push_function(function);
        self.push(Expr::Lambda(id))
    }

    /// The block of a lambda: its expression, returned.
    fn returned(&mut self) -> Block {
        let mark = self.mark();
        let value = self.expr();
        Box::new([Stmt { mark, kind: StmtKind::Return(Some(value)) }])
    }

    /// The class at the cursor; `whole` covers its decorators too.
    pub(super) fn class(&mut self, whole: Span, decorators: Box<[ExprId]>) -> StmtKind {
        let mark = self.mark_at(whole);
        let mut parts = Parts::default();
        self.children(|this, kind| match kind {
            Kind::Identifier if parts.name.is_none() => parts.name = Some((this.name(), this.mark())),
            Kind::Arguments => parts.bases = this.arguments(),
            Kind::Block => parts.body = Some(this.body(None)),
            Kind::Error => this.salvage(),
            _ => {}
        });
        let (name, name_mark) = parts.name.unwrap_or((Name::default(), mark));
        let item = parts.body.unwrap_or_else(|| self.missing_body(None));
        let class = Class { name, item, bases: parts.bases, decorators, mark, name_mark };
        self.item.code.classes.push(class);
        StmtKind::Class(ClassId(self.item.code.classes.len() as u32 - 1))
    }
}
