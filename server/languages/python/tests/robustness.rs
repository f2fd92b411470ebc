//! Does lowering stand whatever it is given?

use super::{facts, shown};
use crate::facts::{Code, Expr, Gap, StmtKind};

const SAMPLE: &str = r#"
from fastapi import APIRouter, Depends
router = APIRouter(prefix=f"/v{VERSION}", tags=['é', "x\n"])
@router.get("/{id}", response_model=list[Item] | None)
async def read(id: int, /, *, q: Annotated[str, Query(alias="@")] = 'a' "b", **kw) -> dict[str, int]:
    """Reads."""
    try:
        with (open(x) as f, y):
            return {k: v for k, v in f if not k} or (yield)
    except (A, B) as e:
        match e:
            case A(x=1) | None if e: raise X from e
    finally:
        x[1:2, ...] += lambda *a, b=1: (a := b) if a < b <= 3 else -a ** 2
class C[T](B, metaclass=M):
    a: int = 0x1F; b = c, *d = 1.5e3, ...
    if a: pass
    elif b: del c
    else: assert f'{a!r:>{b}}{{}}'
"#;

#[test]
fn a_text_cut_anywhere_still_lowers() {
    for end in (0..=SAMPLE.len()).filter(|end| SAMPLE.is_char_boundary(*end)) {
        let facts = facts(&SAMPLE[..end]);
        assert!(facts.items().all(|item| facts.item(item).exprs.len() == facts.expr_spans(item).len()));
    }
}

#[test]
fn a_text_without_any_one_character_still_lowers() {
    for (at, letter) in SAMPLE.char_indices() {
        facts(&[&SAMPLE[..at], &SAMPLE[at + letter.len_utf8()..]].concat());
    }
}

#[test]
fn layout_and_comments_do_not_change_code() {
    let compact =
        "import a\n@b.c\ndef f(x, y=1):\n  if x: return (1 + 2) * g(x, z=[1, 2])\n  return y or some_other_value\n";
    let airy = "# top\nimport   a # why\n\n@b . c  # d\n# e\ndef f( x,\n  # p\n  y = 1 ) :\n    # q\n    if x:\n        return ( 1\n             + # s\n             2 ) * \\\n g( x, # r\n z = [ 1, 2, ], )\n\n    return y or some_other_value";
    assert_eq!(facts(compact), facts(airy));
    assert_ne!(facts(compact), facts(&compact.replace("y=1", "y=2")));
}

#[test]
fn a_well_formed_file_has_nothing_broken() {
    assert_eq!(facts(SAMPLE).broken().collect::<Vec<_>>(), []);
}

#[test]
fn a_byte_order_mark_is_no_code() {
    assert_eq!(shown("\u{FEFF}import a\n"), "import a\n");
    assert_eq!(facts("\u{FEFF}import a\n").broken().collect::<Vec<_>>(), []);
}

#[test]
fn bounded_nesting_ends_in_a_gap() {
    for (open, close) in [("(", ")"), ("[", "]"), ("f(", ")"), ("{1: ", "}"), ("-", ""), ("not ", ""), ("lambda: ", "")]
    {
        let facts = facts(&format!("x = {}y{}\nz = 1\n", open.repeat(10_000), close.repeat(10_000)));
        assert!(facts.items().any(|item| facts.item(item).exprs.iter().any(is_too_deep)));
        assert!(matches!(facts.surface().block.last().map(|stmt| &stmt.kind), Some(StmtKind::Assign(..))));
    }
}

fn is_too_deep(expr: &Expr) -> bool {
    *expr == Expr::Gap(Gap::TooDeep)
}

#[test]
fn deeply_nested_blocks_do_not_overflow_the_stack() {
    facts(&nested("def f():", 5_000));
    for header in ["class C:", "if x:", "with a:", "try:", "for x in y:", "match x:\n case y:"] {
        facts(&nested(header, 500));
    }
}

fn nested(header: &str, depth: usize) -> String {
    (0..depth).flat_map(|depth| [" ".repeat(depth), header.into(), "\n".into()]).collect()
}

#[test]
fn long_chains_are_lowered_whole() {
    let sum = facts(&format!("x = 0{}", " + 1".repeat(20_000)));
    assert_eq!(count(sum.surface(), |expr| matches!(expr, Expr::Binary(..))), 20_000);
    let calls = facts(&format!("a{}", ".b(c)".repeat(10_000)));
    assert_eq!(count(calls.surface(), |expr| matches!(expr, Expr::Call(..))), 10_000);
    let and = facts(&format!("a{}", " and a".repeat(10_000)));
    assert_eq!(count(and.surface(), |expr| matches!(expr, Expr::And(..))), 10_000);
    let assigned = facts(&format!("{}1", "a = ".repeat(10_000)));
    assert!(matches!(&assigned.surface().block[0].kind, StmtKind::Assign(targets, _) if targets.len() == 10_000));
    let elif = facts(&format!("if a: b\n{}", "elif c: d\n".repeat(10_000)));
    assert!(matches!(&elif.surface().block[0].kind, StmtKind::If(tests, _) if tests.len() == 10_001));
}

fn count(code: &Code, is_counted: impl Fn(&Expr) -> bool) -> usize {
    code.exprs.iter().filter(|expr| is_counted(expr)).count()
}
