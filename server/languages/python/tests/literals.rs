//! What do literals lower to?

use super::shown;
use insta::assert_snapshot;

#[test]
fn numbers() {
    let text = "1_000\n0xFF\n0o17\n0b1_0\n1.5e3\n1_0.5\n10000000000000000000000\n1j\n2.5J";
    assert_snapshot!(shown(text), @r#"
    1000
    255
    15
    2
    1500.0
    10.5
    <Unsupported>
    <Unsupported>
    <Unsupported>
    "#);
}

#[test]
fn escapes_are_resolved() {
    let text = r#"x = 'a\n\t\\\'\"\x41\101\u00e9\U0001F600\q\0'
'one \
two'
r'a\n\''
'\N{BULLET}'
'\ud800'
'\xZZ'
b'\x41\xff\u0041\501'
rb'\x41'
u'x'"#;
    assert_snapshot!(shown(text), @r#"
    x = "a\n\t\\'\"AAé😀\\q\0"
    "one two"
    "a\\n\\'"
    <Unsupported>
    "�"
    "\\xZZ"
    b"Aÿ\\u0041A"
    b"\\x41"
    "x"
    "#);
}

#[test]
fn line_endings_in_strings_are_line_feeds() {
    assert_eq!(shown("x = '''a\r\nb'''"), shown("x = '''a\nb'''"));
}

#[test]
fn adjacent_literals_are_joined() {
    let text = "('a' \"b\"\n  r'\\c')\n'a' b'b'\nb'a' b'b'\n'''x''' ''";
    assert_snapshot!(shown(text), @r#"
    "ab\\c"
    <Broken>
    b"ab"
    "x"
    "#);
}

#[test]
fn interpolated_strings_are_parts() {
    let text = r#"f"a{b}c"
f"{a}{b.c(d)!s}"
f"{{x}} {y}\n"
f"{a!r} {b:>10} {c=} {d:{w}}"
'pre' f'{x}' 'post'
f'plain {{}}'
rf'\d{x}'
t'{x}'
f'{x!s:>3}'
f"{", ".join(x)}"
f'{a, b}'
f'{"nested"}'
f'''\
{a}'''"#;
    assert_snapshot!(shown(text), @r#"
    f["a", b, "c"]
    f[a, b.c(d)]
    f["{x} ", y, "\n"]
    f[<Unsupported>, " ", "{:>10}".format(b), " ", <Unsupported>, " ", <Unsupported>]
    f["pre", x, "post"]
    "plain {}"
    f["\\d", x]
    f[x]
    f["{:>3}".format(x)]
    f[", ".join(x)]
    f[tuple(a, b)]
    f["nested"]
    f[a]
    "#);
}

#[test]
fn the_reserved_character_does_not_pass() {
    assert_snapshot!(shown("x = 'a\u{FDD0}b'\n'\\ufdd0'\nf'\u{FDD0}{x}'\nr'\u{FDD0}'"), @r#"
    x = "a�b"
    "�"
    f["�", x]
    "�"
    "#);
}
