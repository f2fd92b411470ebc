//! What does an expression say? What only borrows, casts or passes on errors stands for what is inside.

use super::block::Tail;
use super::builder::{Lowering, MAX_DEPTH, children};
use super::chain;
use crate::facts::{Arg, ArgKind, BinaryOp, Block, CompareOp, Expr, ExprId, Gap, Name, StmtKind, UnaryOp};
use tree_sitter::Node;

impl<'t> Lowering<'t> {
    /// Lowers an expression, type or path.
    pub(super) fn expr(&mut self, node: Node<'t>) -> ExprId {
        let lowered = self.deeper(MAX_DEPTH, |this| match chain::inner(node) {
            Some(_) => this.chain(node),
            None => this.expr_inner(node),
        });
        lowered.unwrap_or_else(|| self.gap(node, Gap::TooDeep))
    }

    pub(super) fn expr_or_gap(&mut self, found: Option<Node<'t>>, around: Node<'t>) -> ExprId {
        match found {
            Some(node) => self.expr(node),
            None => self.gap(around, Gap::Broken),
        }
    }

    fn expr_inner(&mut self, node: Node<'t>) -> ExprId {
        match node.kind() {
            "identifier"
            | "self"
            | "type_identifier"
            | "primitive_type"
            | "field_identifier"
            | "metavariable"
            | "shorthand_field_identifier" => {
                let name = self.name(node);
                self.push(node, if name.is_empty() { Expr::Gap(Gap::Broken) } else { Expr::Name(name) })
            }
            "crate" | "super" => {
                let name = Name::from(&format!("{}::", self.slice(node)));
                self.push(node, Expr::Name(name))
            }
            "scoped_identifier"
            | "scoped_type_identifier"
            | "generic_type"
            | "generic_function"
            | "generic_type_with_turbofish"
            | "bracketed_type"
            | "qualified_type" => self.path(node),
            "macro_invocation" => self.macro_call(node),
            "closure_expression" => self.closure(node),
            "struct_expression" => self.struct_literal(node),
            "parenthesized_expression"
            | "reference_expression"
            | "type_cast_expression"
            | "const_block"
            | "unsafe_block"
            | "async_block"
            | "try_block"
            | "reference_type"
            | "pointer_type"
            | "dynamic_type"
            | "abstract_type"
            | "bounded_type"
            | "higher_ranked_trait_bound" => self.inside(node),
            "if_expression" | "match_expression" | "block" | "for_expression" | "while_expression"
            | "loop_expression" => self.block_expr(node),
            _ => self.operand(node),
        }
    }

    fn operand(&mut self, node: Node<'t>) -> ExprId {
        match node.kind() {
            "string_literal" | "raw_string_literal" | "char_literal" | "integer_literal" | "float_literal"
            | "boolean_literal" | "negative_literal" => self.literal(node),
            "unary_expression" => self.unary(node),
            "binary_expression" => self.binary(node),
            "tuple_expression" | "tuple_type" => {
                let items = self.exprs(node);
                self.push(node, Expr::Tuple(items))
            }
            "unit_expression" | "unit_type" => self.push(node, Expr::Tuple(Box::default())),
            "array_expression" if node.child_by_field_name("length").is_none() => {
                let items = self.exprs(node);
                self.push(node, Expr::List(items))
            }
            "array_type" => {
                let element = node.child_by_field_name("element");
                let element = self.expr_or_gap(element, node);
                self.push(node, Expr::List(Box::new([element])))
            }
            "index_expression" => self.index(node),
            "return_expression" | "break_expression" | "continue_expression" => self.leaving_expr(node),
            "assignment_expression" | "compound_assignment_expr" => {
                let mut stmts = Vec::new();
                self.expression_statement(node, Tail::Drop, &mut stmts);
                self.push(node, Expr::Block(stmts.into()))
            }
            "ERROR" | "MISSING" => self.gap(node, Gap::Broken),
            _ => self.gap(node, Gap::Unsupported),
        }
    }

    /// What leaves in the middle of an expression.
    fn leaving_expr(&mut self, node: Node<'t>) -> ExprId {
        let kind = self.leaving(node).unwrap_or(StmtKind::Pass);
        let stmt = self.stmt(node, kind);
        self.push(node, Expr::Block(Box::new([stmt])))
    }

    fn first(&mut self, node: Node<'t>) -> ExprId {
        let inner = node.child_by_field_name("value").or_else(|| children(node).into_iter().next());
        self.expr_or_gap(inner, node)
    }

    /// The one part of a node that matters.
    fn inside(&mut self, node: Node<'t>) -> ExprId {
        let field = ["value", "body", "trait", "type"].iter().find_map(|field| node.child_by_field_name(field));
        let ignored = ["mutable_specifier", "lifetime", "use_bounds", "label", "removed_trait_bound"];
        let mut parts = children(node).into_iter().filter(|child| !ignored.contains(&child.kind()));
        let field = if node.kind() == "type_cast_expression" { node.child_by_field_name("value") } else { field };
        self.expr_or_gap(field.or_else(|| parts.next()), node)
    }

    /// The expressions among the children.
    pub(super) fn exprs(&mut self, node: Node<'t>) -> Box<[ExprId]> {
        let parts = children(node).into_iter().filter(|child| child.kind() != "attribute_item");
        parts.collect::<Vec<_>>().into_iter().map(|child| self.expr(child)).collect()
    }

    fn struct_literal(&mut self, node: Node<'t>) -> ExprId {
        let name = node.child_by_field_name("name");
        let callee = self.expr_or_gap(name, node);
        let mut args = Vec::new();
        for field in node.child_by_field_name("body").map(children).unwrap_or_default() {
            match field.kind() {
                "field_initializer" => {
                    let name = self.name_of(field, "field");
                    let value = field.child_by_field_name("value");
                    let value = self.expr_or_gap(value, field);
                    args.push(Arg { kind: ArgKind::Keyword(name), value });
                }
                "shorthand_field_initializer" => {
                    let Some(inner) = children(field).into_iter().next_back() else { continue };
                    let value = self.expr(inner);
                    args.push(Arg { kind: ArgKind::Keyword(self.name(inner)), value });
                }
                _ => {}
            }
        }
        self.push(node, Expr::Call(callee, args.into()))
    }

    pub(super) fn operator(&self, node: Node<'t>) -> &'t str {
        node.child_by_field_name("operator").map(|operator| self.slice(operator)).unwrap_or_default()
    }

    fn unary(&mut self, node: Node<'t>) -> ExprId {
        let value = self.first(node);
        match self.slice(node).as_bytes().first() {
            Some(b'!') => self.push(node, Expr::Unary(UnaryOp::Not, value)),
            Some(b'-') => self.push(node, Expr::Unary(UnaryOp::Negate, value)),
            _ => value,
        }
    }

    fn binary(&mut self, node: Node<'t>) -> ExprId {
        let (left, right) = (node.child_by_field_name("left"), node.child_by_field_name("right"));
        let (left, right) = (self.expr_or_gap(left, node), self.expr_or_gap(right, node));
        let operator = self.operator(node);
        let expr = match operator {
            "&&" => Expr::And(left, right),
            "||" => Expr::Or(left, right),
            _ => match (compare_op(operator), binary_op(operator)) {
                (Some(op), _) => Expr::Compare(left, Box::new([(op, right)])),
                (None, Some(op)) => Expr::Binary(op, left, right),
                (None, None) => Expr::Gap(Gap::Unsupported),
            },
        };
        self.push(node, expr)
    }

    /// The block of a closure: its value is returned.
    pub(super) fn returned(&mut self, node: Node<'t>, mut prelude: Vec<crate::facts::Stmt>) -> Block {
        if node.kind() == "block" {
            prelude.extend(self.body_block(node));
        } else {
            self.expression_statement(node, Tail::Return, &mut prelude);
        }
        prelude.into()
    }
}

pub(super) fn binary_op(operator: &str) -> Option<BinaryOp> {
    Some(match operator {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Sub,
        "*" => BinaryOp::Mul,
        "/" => BinaryOp::FloorDiv,
        "%" => BinaryOp::Mod,
        "&" => BinaryOp::BitAnd,
        "|" => BinaryOp::BitOr,
        "^" => BinaryOp::BitXor,
        "<<" => BinaryOp::Shl,
        ">>" => BinaryOp::Shr,
        _ => return None,
    })
}

fn compare_op(operator: &str) -> Option<CompareOp> {
    Some(match operator {
        "==" => CompareOp::Eq,
        "!=" => CompareOp::Ne,
        "<" => CompareOp::Lt,
        "<=" => CompareOp::Le,
        ">" => CompareOp::Gt,
        ">=" => CompareOp::Ge,
        _ => return None,
    })
}
