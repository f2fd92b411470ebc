"""Does code that an action wrote do what it should? Makes each action of each case on a copy, and runs the case's tests.

A case is a folder of tests/live/actions/python/: `before/` is a package, `do.txt` has lines
`RESULT: ACTION FILE:LINE [--set NAME=VALUE ...]`, and `test_behaviour.py` gets the folder of all results, and of
`before`, as WAYLINE_CASES. Lines of one RESULT are made one after the other.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CASES = Path(__file__).parent / "python"


def make(wayline: str, case: Path, folder: Path) -> list[str]:
    """Makes all results of a case in a folder. Gives what went wrong."""
    shutil.copytree(case / "before", folder / "before")
    wrong = []
    for line in (case / "do.txt").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        result, _, action = line.partition(":")
        root = folder / result.strip()
        if not root.exists():
            shutil.copytree(case / "before", root)
        words = action.split()
        done = subprocess.run(
            [wayline, "action", *words[:2], "--root", str(root), *words[2:], "--write"],
            capture_output=True,
            text=True,
            cwd=root,
        )
        if done.returncode != 0:
            wrong.append(f"{line}\n{done.stdout}{done.stderr}")
    return wrong


def passes(wayline: str, case: Path, keep: Path | None) -> bool:
    with tempfile.TemporaryDirectory() as made:
        folder = keep / case.name if keep else Path(made)
        if keep:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        wrong = make(wayline, case, folder)
        tests = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "pytest", "-q", "-p", "no:cacheprovider", str(case / "test_behaviour.py")],
            env={**os.environ, "WAYLINE_CASES": str(folder), "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
        )
        is_well = not wrong and tests.returncode == 0
        print(f"{'ok    ' if is_well else 'FAILED'} {case.name}: {(tests.stdout.strip().splitlines() or [''])[-1]}")
        if not is_well:
            print("\n".join([*wrong, tests.stdout, tests.stderr]))
        return is_well


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wayline", required=True)
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--keep", type=Path, help="where to leave the results")
    options = parser.parse_args()
    cases = sorted(path for path in CASES.iterdir() if (path / "do.txt").exists() and options.only in path.name)
    results = [passes(str(Path(options.wayline).resolve()), case, options.keep) for case in cases]
    print(f"{sum(results)} of {len(results)} cases passed")
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
