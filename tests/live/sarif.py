"""Proves that `wayline check --output-format sarif` is valid SARIF 2.1.0: the official JSON schema decides.

    sarif.py WAYLINE         with this binary

The bad examples of all pages, one workspace each, and one without anything wrong are checked. The schema is taken from the
crate `serde-sarif`, which cargo fetches, because the licence of its authors does not allow to keep it here. Exits 1 if a log
is not valid.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

ROOT = pathlib.Path(__file__).parents[2]
MANIFEST = """[package]
name = "schema"
version = "0.0.0"
edition = "2024"
publish = false
[workspace]
[dependencies]
serde-sarif = { version = "=0.8.0", default-features = false }
"""


def schema():
    folder = ROOT / "target" / "live" / "sarif"
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "src" / "lib.rs").touch()
    (folder / "Cargo.toml").write_text(MANIFEST)
    command = ["cargo", "metadata", "--quiet", "--format-version", "1", "--manifest-path", folder / "Cargo.toml"]
    packages = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["packages"]
    crate = next(package for package in packages if package["name"] == "serde-sarif")
    return json.loads((pathlib.Path(crate["manifest_path"]).parent / "src" / "schema.json").read_text())


def examples():
    """Name and files of each bad example, and of what is out of the ordinary."""
    for page in sorted((ROOT / "server" / "rules").glob("*/*.md")):
        section = page.read_text().split("## Bad")[1].split("## Good")[0]
        for fence in section.split("```")[1::2]:
            info, _, text = fence.partition("\n")
            if info == "python":
                yield page.stem, {"ä b/main.py": text, "requirements.txt": "fastapi==0.165.0\n"}
    app = "from fastapi import FastAPI\napp = FastAPI()\n"
    yield "nothing is wrong", {"main.py": app + "@app.get('/')\ndef read(): ...\n"}
    yield "something is not resolved", {"main.py": app + "@app.get('/')\ndef read(): ...\napp.get(open('x').read())(read)\n"}
    yield "nothing is there", {"main.py": ""}


def log_of(wayline, files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        command = [wayline, "check", "--output-format", "sarif", folder]
        return json.loads(subprocess.run(command, capture_output=True).stdout)


def main(wayline):
    kind = jsonschema.Draft7Validator
    validator = kind(schema(), format_checker=kind.FORMAT_CHECKER)
    wrong, checked, found, fixed = [], 0, 0, 0
    for name, files in examples():
        log = log_of(wayline, files)
        wrong += [f"{name}: {error.json_path}: {error.message}" for error in validator.iter_errors(log)]
        results = [result for run in log["runs"] for result in run["results"]]
        checked, found = checked + 1, found + len(results)
        fixed += sum("fixes" in result for result in results)
    log["runs"][0]["results"] = [{"message": 1}]
    if validator.is_valid(log):
        wrong.append("the validator accepts what is no SARIF")
    print(f"sarif: {checked} logs with {found} results, {fixed} of them with fixes; {len(wrong)} not valid")
    print("\n".join(wrong))
    return bool(wrong) or not fixed


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
