"""Proves what the pages of rules claim of Rust: compiles and runs their examples.

    rules.py TARGET            every example in Rust of every page
    rules.py TARGET NAME...    only these rules

What each `bad` example does stands in proofs.py; `good` examples and `fixed` texts must compile and start. All become
programs of one workspace, a copy of this folder in TARGET. Exits 1 if something does not hold, or has no proof.
"""

import collections
import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PAGES = pathlib.Path(os.environ.get("PAGES", HERE.parents[2] / "server" / "rules"))


@dataclasses.dataclass
class Program:
    """An example as a program."""

    name: str
    kind: str
    package: str
    files: dict
    errors: set = dataclasses.field(default_factory=set)
    said: str = ""
    binary: pathlib.Path = None


def programs(page):
    """The examples in Rust of a page, in the order in which they stand. Files that are named come before the one that is not."""
    kind, files, found = None, {}, collections.defaultdict(list)
    text = page.read_text()
    for match in re.finditer(r"^## (Bad|Good)$|^```(\w+)(?: (\S+))?\n(.*?)^```$", text, re.M | re.S):
        heading, language, named, body = match.groups()
        if heading:
            kind = heading.lower()
        elif language not in ("rust", "toml") or kind is None:
            continue
        elif named == "fixed":
            before = found[kind][-1]
            fixed = program(page, "fixed", len(found["fixed"]), {**before.files, "src/main.rs": body})
            found["fixed"].append(dataclasses.replace(fixed, package=before.package))
        elif named and not named.startswith(("tests/", "test_")):
            files[named] = body
        else:
            files.setdefault("src/main.rs", body) if named else files.__setitem__("src/main.rs", body)
            found[kind].append(program(page, kind, len(found[kind]), files))
            files = {}
    return [one for kind in found.values() for one in kind]


def program(page, kind, at, files):
    files = dict(files)
    manifest = files.pop("Cargo.toml", "")
    package = "axum7" if re.search(r'^axum = .*"0\.7', manifest, re.M) else "current"
    return Program(f"{page.stem}_{kind}_{at + 1}", kind, package, files)


def telling(text):
    """Handlers that give nothing give their names; what is bound to a port is bound to any that is free."""
    text = re.sub(r"^(async fn (\w+)\(\)) \{\}$", r"""\1 -> &'static str { "\2" }""", text, flags=re.M)
    empty = r"(^async fn (\w+)\([^)]*\) -> HttpResponse \{\n    HttpResponse::Ok\(\))\.finish\(\)"
    text = re.sub(empty, r'\1.body("\2")', text, flags=re.M)
    return re.sub(r'("(?:127\.0\.0\.1|0\.0\.0\.0))(:|", )\d+', r"\1\g<2>0", text)


def served(text):
    """A `main` that only makes an application is made to serve it."""
    text = telling(text)
    made = re.search(r"^fn main\(\) \{\n(.*?let (?:mut )?(_?app)\b.*?)^\}$", text, re.M | re.S)
    if not made or "axum" not in text:
        return text
    serve = (
        '    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();\n'
        f"    axum::serve(listener, {made[2]}).await.unwrap();\n"
    )
    return text[: made.start()] + "#[tokio::main]\nasync fn main() {\n" + made[1] + serve + "}\n" + text[made.end() :]


def write(work, all_programs):
    """Writes the workspace with the examples; what did not change is left alone, so that it is not compiled anew."""
    shutil.copytree(HERE, work, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    wanted = {}
    for one in all_programs:
        folder = work / "pages" / one.package / "src" / "bin" / one.name
        for path, text in one.files.items():
            path = path.removeprefix("src/")
            wanted[folder / path] = served(text) if path == "main.rs" else text
    for known in (work / "pages").glob("*/src/bin/*"):
        if not any(path.is_relative_to(known) for path in wanted):
            shutil.rmtree(known)
    for path, text in wanted.items():
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)


def build(work, target, all_programs):
    """Compiles all programs; notes errors and where they are."""
    by_name = {one.name: one for one in all_programs}
    command = ["cargo", "build", "--locked", "--keep-going", "--bins", "--message-format=json", "--quiet"]
    packages = [argument for package in ("current", "axum7") for argument in ("-p", f"pages-{package}")]
    environment = {**os.environ, "CARGO_TARGET_DIR": str(target)}
    ran = subprocess.run(command + packages, cwd=work, env=environment, capture_output=True, text=True)
    for line in ran.stdout.splitlines():
        message = json.loads(line) if line.startswith("{") else {}
        one = by_name.get(message.get("target", {}).get("name"))
        if one is None:
            continue
        if message["reason"] == "compiler-artifact" and message.get("executable"):
            one.binary = pathlib.Path(message["executable"])
        inner = message.get("message") or {}
        if inner.get("level") == "error":
            one.errors.add((inner.get("code") or {}).get("code", ""))
            one.said += inner.get("rendered", "")
    if not any(one.binary for one in all_programs):
        raise SystemExit(f"nothing was built: {ran.stderr[-2000:]}")


def verdict(one, proof):
    """Whether the proof of a program holds, and what was seen."""
    from kinds import does_not_compile, starts

    refuses = proof is not None and proof.__qualname__.startswith(does_not_compile.__name__)
    if one.binary is None and not refuses:
        return False, f"does not compile: {one.said[:1500]}"
    return (proof or starts)(one)


def main():
    sys.path.insert(0, str(HERE))
    from proofs import PROOFS

    target, *only = sys.argv[1:]
    target = pathlib.Path(target).resolve()
    pages = [page for page in sorted(PAGES.glob("*/*.md")) if not only or page.stem.replace("_", "-") in only]
    all_programs = [one for page in pages for one in programs(page)]
    if not all_programs:
        print("no page has an example in Rust")
        return 0
    write(target / "work", all_programs)
    build(target / "work", target, all_programs)
    failed, counts = 0, collections.Counter()
    for one in all_programs:
        rule, _, at = one.name.rsplit("_", 2)
        rule, at = rule.replace("_", "-"), int(at) - 1
        proofs = PROOFS.get(rule, [])
        if one.kind == "bad" and at >= len(proofs):
            holds, seen = False, "has no proof in proofs.py"
        elif one.kind == "bad" and proofs[at] is None:
            continue
        else:
            holds, seen = verdict(one, proofs[at] if one.kind == "bad" else None)
        counts[one.kind] += holds
        if not holds:
            failed += 1
            print(f"{rule}, {one.kind} example {at + 1}: {seen}")
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    print(f"examples in Rust that do what their pages say: {told}; {failed} do not")
    return 1 if failed else 0


sys.exit(main())
