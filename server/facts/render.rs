//! How does an expression read? Its source again, from code, in one canonical spelling.

use super::{Arg, ArgKind, BinaryOp, Code, CompareOp, Expr, ExprId, UnaryOp};

/// How deep an expression is spelled out; deeper parts are `…`.
const DEPTH: usize = 12;

/// The source text of an expression, without layout; parts that are nested deep are `…`.
pub fn render(code: &Code, id: ExprId) -> String {
    let mut out = String::new();
    write(code, id, DEPTH, &mut out);
    out
}

fn append(out: &mut String, text: std::fmt::Arguments) {
    // A string takes any text: writing to it does not fail.
    let _ = std::fmt::Write::write_fmt(out, text);
}

fn write(code: &Code, id: ExprId, depth: usize, out: &mut String) {
    if depth == 0 {
        out.push('…');
        return;
    }
    let part = |id: ExprId, out: &mut String| write(code, id, depth - 1, out);
    match code.expr(id) {
        Expr::None => out.push_str("None"),
        Expr::Ellipsis => out.push_str("..."),
        Expr::Bool(value) => out.push_str(if *value { "True" } else { "False" }),
        Expr::Int(value) => out.push_str(&value.to_string()),
        Expr::Float(value) => append(out, format_args!("{value:?}")),
        Expr::Str(text) => append(out, format_args!("{text:?}")),
        Expr::Bytes(text) => append(out, format_args!("b{text:?}")),
        Expr::Name(name) => out.push_str(name),
        Expr::Attribute(base, name) => {
            part(*base, out);
            out.push('.');
            out.push_str(name);
        }
        Expr::Subscript(base, index) => {
            part(*base, out);
            out.push('[');
            match code.expr(*index) {
                Expr::Tuple(items) if !items.is_empty() => join(items, ", ", out, part),
                _ => part(*index, out),
            }
            out.push(']');
        }
        Expr::Call(callee, args) => {
            part(*callee, out);
            out.push('(');
            write_args(code, args, depth - 1, out);
            out.push(')');
        }
        _ => write_compound(code, id, depth, out),
    }
}

fn write_compound(code: &Code, id: ExprId, depth: usize, out: &mut String) {
    let part = |id: ExprId, out: &mut String| write(code, id, depth - 1, out);
    let infix = |left: ExprId, op: &str, right: ExprId, out: &mut String| {
        part(left, out);
        out.push_str(op);
        part(right, out);
    };
    match code.expr(id) {
        Expr::Binary(op, left, right) => infix(*left, &format!(" {} ", binary(*op)), *right, out),
        Expr::And(left, right) => infix(*left, " and ", *right, out),
        Expr::Or(left, right) => infix(*left, " or ", *right, out),
        Expr::Unary(op, value) => {
            out.push_str(unary(*op));
            part(*value, out);
        }
        Expr::Compare(first, rest) => {
            part(*first, out);
            for (op, right) in rest {
                append(out, format_args!(" {} ", compare(*op)));
                part(*right, out);
            }
        }
        Expr::Conditional { test, then, otherwise } => {
            infix(*then, " if ", *test, out);
            out.push_str(" else ");
            part(*otherwise, out);
        }
        Expr::List(items) => enclose("[", items, "]", out, part),
        Expr::Set(items) => enclose("{", items, "}", out, part),
        Expr::Tuple(items) => enclose("(", items, ")", out, part),
        Expr::Spread(value) => {
            out.push('*');
            part(*value, out);
        }
        Expr::Await(value) => {
            out.push_str("await ");
            part(*value, out);
        }
        Expr::Bind(name, value) => {
            append(out, format_args!("{name} := "));
            part(*value, out);
        }
        Expr::Format(_) => out.push_str("f\"…\""),
        Expr::Dict(_) => out.push_str("{…}"),
        Expr::Lambda(_) => out.push_str("lambda …"),
        _ => out.push('…'),
    }
}

fn write_args(code: &Code, args: &[Arg], depth: usize, out: &mut String) {
    for (index, arg) in args.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        match arg.kind {
            ArgKind::Positional => {}
            ArgKind::Keyword(name) => append(out, format_args!("{name}=")),
            ArgKind::Spread => out.push('*'),
            ArgKind::SpreadKeywords => out.push_str("**"),
        }
        write(code, arg.value, depth, out);
    }
}

fn join(items: &[ExprId], separator: &str, out: &mut String, mut part: impl FnMut(ExprId, &mut String)) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        part(*item, out);
    }
}

fn enclose(open: &str, items: &[ExprId], close: &str, out: &mut String, part: impl FnMut(ExprId, &mut String)) {
    out.push_str(open);
    join(items, ", ", out, part);
    out.push_str(close);
}

/// The spelling of an arithmetic or bit operator.
pub(crate) fn binary(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::FloorDiv => "//",
        BinaryOp::Mod => "%",
        BinaryOp::Pow => "**",
        BinaryOp::MatMul => "@",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::Shl => "<<",
        BinaryOp::Shr => ">>",
    }
}

/// The spelling of a unary operator, with the space it needs.
pub(crate) fn unary(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Not => "not ",
        UnaryOp::Negate => "-",
        UnaryOp::Plus => "+",
        UnaryOp::Invert => "~",
    }
}

/// The spelling of a comparison operator.
pub(crate) fn compare(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Eq => "==",
        CompareOp::Ne => "!=",
        CompareOp::Lt => "<",
        CompareOp::Le => "<=",
        CompareOp::Gt => ">",
        CompareOp::Ge => ">=",
        CompareOp::Is => "is",
        CompareOp::IsNot => "is not",
        CompareOp::In => "in",
        CompareOp::NotIn => "not in",
    }
}
