#!/usr/bin/env bash
# Proves what the pages of rules claim, and compares wayline with the running FastAPI, in every version of versions.txt: run.sh [options of compare.py, such as --only TEXT]
# Environments are made once under target/live/. WAYLINE names another binary than the debug build, PYTHON another interpreter.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-$(command -v python3.11 || command -v python3)}
wayline=${WAYLINE:-}
if [ -z "$wayline" ]; then cargo build --locked --quiet; wayline=target/debug/wayline; fi
options=()
while read -r version; do
  venv=target/live/fastapi-$version
  wants="fastapi==$version $(sha256sum <tests/live/requirements.txt)"
  if [ "$(cat "$venv/made" 2>/dev/null)" != "$wants" ]; then
    "$python" -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "fastapi==$version" -r tests/live/requirements.txt
    echo "$wants" >"$venv/made"
  fi
  options+=(--python "$version=$venv/bin/python")
  "$venv/bin/python" -W ignore tests/live/rules.py
done <tests/live/versions.txt
exec "$python" tests/live/compare.py --wayline "$wayline" "${options[@]}" "$@"
