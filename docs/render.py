#!/usr/bin/env python3
"""Fills the output shown in the documentation with the program's own: docs/render.py [--check]

A section `<!-- output: ARGS -->` … `<!-- /output -->` gets what `wayline ARGS` prints, as a fenced block.
A section `<!-- picture: FILE ARGS -->` … `<!-- /picture -->` gets FILE, an SVG of what a terminal shows.
With --check nothing is written, and the exit code says whether all is in place. WAYLINE names the binary; the default is
the release build of the README's first command.
"""

import html
import os
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
PAGES = ["README.md", "docs/output.md"]
SECTION = re.compile(r"(<!-- (output|picture): (.*?) -->\n).*?(<!-- /\2 -->)", re.S)

# One cell of the terminal, in pixels.
WIDTH, HEIGHT, MARGIN = 8.4, 19, 18
COLOURS = {31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea"}
INK, PAPER, DIM = "#e6edf3", "#0d1117", "0.62"
SGR = re.compile(r"\x1b\[([0-9;]*)m")


def printed(args, colours):
    """What the program prints; it must have resolved something, and a check may have found something."""
    binary = os.environ.get("WAYLINE", TOP / "target/release/wayline")
    env = {**os.environ, "CLICOLOR_FORCE": "1"} if colours else {**os.environ, "NO_COLOR": "1"}
    try:
        run = subprocess.run([binary, *args.split()], cwd=TOP, env=env, capture_output=True, encoding="utf-8")
    except FileNotFoundError:
        sys.exit(f"docs/render.py: no {binary}; run `cargo build --release --locked` or set WAYLINE")
    if run.returncode not in ((0, 1) if args.startswith("check ") else (0,)):
        sys.exit(f"docs/render.py: `wayline {args}` ended with {run.returncode}: {run.stderr.strip()}")
    return run.stdout


def runs(line):
    """The styled runs of a line: (style codes, text)."""
    codes, at = set(), 0
    for match in SGR.finditer(line):
        if match.start() > at:
            yield frozenset(codes), line[at : match.start()]
        for code in (int(code or 0) for code in match[1].split(";")):
            codes = set() if code == 0 else codes | {code}
        at = match.end()
    if at < len(line):
        yield frozenset(codes), line[at:]


def svg(title, text):
    """A terminal with the text; each cell has its own place and length, whatever font there is."""
    lines = [f"\x1b[1m$ {title}\x1b[0m", "", *text.rstrip("\n").split("\n")]
    columns = max(len(SGR.sub("", line)) for line in lines)
    width, height = columns * WIDTH + 2 * MARGIN, len(lines) * HEIGHT + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img">',
        f"<title>{html.escape(title)}</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>',
        f'<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="14" fill="{INK}">',
    ]
    for row, line in enumerate(lines):
        column = 0
        for codes, run in runs(line):
            for word in re.finditer(r"\S+(?: \S+)*", run):
                out.append(cell(codes, word[0], MARGIN + (column + word.start()) * WIDTH, MARGIN + (row + 0.75) * HEIGHT))
            column += len(run)
    return "\n".join([*out, "</g>", "</svg>", ""])


def cell(codes, text, x, y):
    fill = next((f' fill="{COLOURS[code]}"' for code in codes if code in COLOURS), "")
    weight = ' font-weight="bold"' if 1 in codes else ""
    faint = f' opacity="{DIM}"' if 2 in codes else ""
    place = f'x="{x:.1f}" y="{y:.1f}" textLength="{len(text) * WIDTH:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text xml:space="preserve" {place}{fill}{weight}{faint}>{html.escape(text)}</text>'


def rendered():
    """The text each file should have, by its path."""
    files = {}

    def fill(match, page):
        opening, kind, args, closing = match.groups()
        if kind == "output":
            # A star would make emphasis of what a shell must have quoted.
            shown = " ".join(f"'{arg}'" if "*" in arg else arg for arg in args.split())
            return f"{opening}```text\n$ wayline {shown}\n{printed(args, False)}```\n{closing}"
        picture, args = args.split(" ", 1)
        files[TOP / picture] = svg(f"wayline {args}", printed(args, True))
        link = os.path.relpath(TOP / picture, page.parent).replace(os.sep, "/")
        return f"{opening}![What `wayline {args}` prints]({link})\n{closing}"

    for page in (TOP / name for name in PAGES):
        files[page] = SECTION.sub(lambda match: fill(match, page), page.read_text(encoding="utf-8"))
    return files


def main():
    files = rendered()
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    names = ", ".join(str(path.relative_to(TOP)) for path in stale)
    if "--check" in sys.argv[1:]:
        sys.exit(f"docs/render.py: not what the program prints: {names}; run docs/render.py" if stale else 0)
    for path in stale:
        path.write_text(files[path], encoding="utf-8")
    print(f"wrote {names}" if stale else "all is in place")


main()
