//! How do facts read? As Python-like text with every grouping spelled out, for snapshots.

use crate::facts::render::{binary, compare, unary};
use crate::facts::{
    Arg, ArgKind, Block, Class, Code, Comprehension, ComprehensionKind, Expr, ExprId, Facts, Function, FunctionId,
    Param, ParamKind,
};
use std::fmt::Write;

/// The whole file, each function's body below its signature.
pub(super) fn print(facts: &Facts) -> String {
    let mut printer = Printer { facts, out: String::new(), indent: 0 };
    printer.block(facts.surface(), &facts.surface().block);
    printer.out
}

pub(super) struct Printer<'f> {
    pub(super) facts: &'f Facts,
    pub(super) out: String,
    pub(super) indent: usize,
}

impl Printer<'_> {
    pub(super) fn line(&mut self, line: &str) {
        let _ = writeln!(self.out, "{:width$}{line}", "", width = 4 * self.indent);
    }

    pub(super) fn nested(&mut self, code: &Code, block: &Block) {
        self.indent += 1;
        self.block(code, block);
        self.indent -= 1;
    }

    pub(super) fn block(&mut self, code: &Code, block: &Block) {
        block.iter().for_each(|stmt| self.stmt(code, &stmt.kind));
    }

    pub(super) fn function(&mut self, code: &Code, function: &Function) {
        for decorator in &function.decorators {
            self.line(&format!("@{}", self.expr(code, *decorator)));
        }
        let body = self.facts.item(function.item).clone();
        let is_async = if function.is_async { "async " } else { "" };
        let is_generator = if body.is_generator { " # generator" } else { "" };
        let returns = function.returns.map_or(String::new(), |returns| format!(" -> {}", self.expr(code, returns)));
        let params = self.params(code, &function.params);
        self.line(&format!("{is_async}def {}({params}){returns}:{is_generator}", function.name));
        self.indent += 1;
        if let Some(doc) = &body.doc {
            self.line(&format!("doc {doc:?}"));
        }
        self.block(&body, &body.block);
        self.indent -= 1;
    }

    pub(super) fn class(&mut self, code: &Code, class: &Class) {
        for decorator in &class.decorators {
            self.line(&format!("@{}", self.expr(code, *decorator)));
        }
        self.line(&format!("class {}({}):", class.name, self.args(code, &class.bases)));
        self.indent += 1;
        let body = self.facts.item(class.item).clone();
        if let Some(doc) = &body.doc {
            self.line(&format!("doc {doc:?}"));
        }
        self.block(&body, &body.block);
        self.indent -= 1;
    }

    fn params(&self, code: &Code, params: &[Param]) -> String {
        let print = |param: &Param| {
            let kind = match param.kind {
                ParamKind::PositionalOnly => "positional ",
                ParamKind::Normal => "",
                ParamKind::VarArgs => "*",
                ParamKind::KeywordOnly => "keyword ",
                ParamKind::VarKeywords => "**",
            };
            let annotation = param.annotation.map_or(String::new(), |id| format!(": {}", self.expr(code, id)));
            let default = param.default.map_or(String::new(), |id| format!(" = {}", self.expr(code, id)));
            format!("{kind}{}{annotation}{default}", param.name)
        };
        params.iter().map(print).collect::<Vec<_>>().join(", ")
    }

    fn args(&self, code: &Code, args: &[Arg]) -> String {
        let print = |arg: &Arg| {
            let value = self.expr(code, arg.value);
            match arg.kind {
                ArgKind::Positional => value,
                ArgKind::Keyword(name) => format!("{name}={value}"),
                ArgKind::Spread => format!("*{value}"),
                ArgKind::SpreadKeywords => format!("**{value}"),
            }
        };
        args.iter().map(print).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn list(&self, code: &Code, ids: &[ExprId]) -> String {
        ids.iter().map(|id| self.expr(code, *id)).collect::<Vec<_>>().join(", ")
    }

    fn optional(&self, code: &Code, id: Option<ExprId>) -> String {
        id.map_or(String::new(), |id| self.expr(code, id))
    }

    pub(super) fn expr(&self, code: &Code, id: ExprId) -> String {
        let at = |id: ExprId| self.expr(code, id);
        match code.expr(id) {
            Expr::Gap(gap) => format!("<{gap:?}>"),
            Expr::None => "None".into(),
            Expr::Ellipsis => "...".into(),
            Expr::Bool(value) => if *value { "True" } else { "False" }.into(),
            Expr::Int(value) => value.to_string(),
            Expr::Float(value) => format!("{value:?}"),
            Expr::Str(text) => format!("{text:?}"),
            Expr::Bytes(text) => format!("b{text:?}"),
            Expr::Name(name) => name.to_string(),
            Expr::Attribute(value, name) => format!("{}.{name}", at(*value)),
            Expr::Subscript(value, index) => format!("{}[{}]", at(*value), at(*index)),
            Expr::Slice(parts) => parts.map(|part| self.optional(code, part)).join(":"),
            Expr::Call(callee, args) => format!("{}({})", at(*callee), self.args(code, args)),
            Expr::Format(parts) => format!("f[{}]", self.list(code, parts)),
            Expr::Binary(op, left, right) => format!("({} {} {})", at(*left), binary(*op), at(*right)),
            Expr::Unary(op, value) => format!("({}{})", unary(*op), at(*value)),
            Expr::And(left, right) => format!("({} and {})", at(*left), at(*right)),
            Expr::Or(left, right) => format!("({} or {})", at(*left), at(*right)),
            Expr::Compare(first, rest) => {
                let rest: Vec<_> = rest.iter().map(|(op, id)| format!(" {} {}", compare(*op), at(*id))).collect();
                format!("({}{})", at(*first), rest.concat())
            }
            Expr::Conditional { test, then, otherwise } => {
                format!("({} if {} else {})", at(*then), at(*test), at(*otherwise))
            }
            Expr::List(ids) => format!("[{}]", self.list(code, ids)),
            Expr::Tuple(ids) => format!("tuple({})", self.list(code, ids)),
            Expr::Set(ids) => format!("set({})", self.list(code, ids)),
            Expr::Dict(entries) => self.dict(code, entries),
            Expr::Spread(value) => format!("*{}", at(*value)),
            Expr::Comprehension(of) => self.comprehension(code, of),
            Expr::Lambda(id) => self.lambda(code, *id),
            Expr::Bind(name, value) => format!("({name} := {})", at(*value)),
            Expr::Await(value) => format!("(await {})", at(*value)),
            Expr::Yield(value) => format!("(yield {})", self.optional(code, *value)),
            Expr::YieldFrom(value) => format!("(yield from {})", at(*value)),
            Expr::Block(_) | Expr::Macro(_) => "<not of Python>".into(),
        }
    }

    fn dict(&self, code: &Code, entries: &[(Option<ExprId>, ExprId)]) -> String {
        let print = |(key, value): &(Option<ExprId>, ExprId)| match key {
            Some(key) => format!("{}: {}", self.expr(code, *key), self.expr(code, *value)),
            None => format!("**{}", self.expr(code, *value)),
        };
        format!("{{{}}}", entries.iter().map(print).collect::<Vec<_>>().join(", "))
    }

    fn comprehension(&self, code: &Code, of: &Comprehension) -> String {
        let name = match of.kind {
            ComprehensionKind::List => "list",
            ComprehensionKind::Set => "set",
            ComprehensionKind::Dict => "dict",
            ComprehensionKind::Generator => "generator",
        };
        let value = of.value.map_or(String::new(), |value| format!(": {}", self.expr(code, value)));
        let mut out = format!("{name}<{}{value}", self.expr(code, of.element));
        for clause in &of.clauses {
            let (target, iterable) = (self.expr(code, clause.target), self.expr(code, clause.iterable));
            let _ = write!(out, " for {target} in {iterable}");
            for condition in &clause.conditions {
                let _ = write!(out, " if {}", self.expr(code, *condition));
            }
        }
        out + ">"
    }

    fn lambda(&self, code: &Code, id: FunctionId) -> String {
        let function = &code.functions[id.0 as usize];
        let body = self.facts.item(function.item);
        let mut printer = Printer { facts: self.facts, out: String::new(), indent: 0 };
        printer.block(body, &body.block);
        format!("(lambda {}: {})", self.params(code, &function.params), printer.out.trim_end())
    }
}
