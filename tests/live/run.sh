#!/usr/bin/env bash
# Proves that SARIF is valid and what the pages of rules claim, and compares wayline with the running FastAPI, in every version of versions.txt: run.sh [options of compare.py, such as --only TEXT]
# Environments are made once under target/live/. WAYLINE names another binary than the debug build, PYTHON another interpreter.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-$(command -v python3.11 || command -v python3)}
wayline=${WAYLINE:-}
if [ -z "$wayline" ]; then cargo build --locked --quiet; wayline=target/debug/wayline; fi

# Makes an environment, unless it is there: environment FOLDER WHAT-IT-IS PACKAGES...
environment() {
  local venv=$1 wants=$2
  shift 2
  [ "$(cat "$venv/made" 2>/dev/null)" != "$wants" ] || return 0
  "$python" -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$@"
  echo "$wants" >"$venv/made"
}

sarif="jsonschema[format-nongpl]==4.26.0"
environment target/live/sarif-schema "$sarif" "$sarif"
target/live/sarif-schema/bin/python tests/live/sarif.py "$wayline"

options=()
while read -r version; do
  venv=target/live/fastapi-$version
  wants="fastapi==$version $(sha256sum <tests/live/requirements.txt)"
  environment "$venv" "$wants" "fastapi==$version" -r tests/live/requirements.txt
  options+=(--python "$version=$venv/bin/python")
  "$venv/bin/python" -W ignore tests/live/rules.py
done <tests/live/versions.txt
exec "$python" tests/live/compare.py --wayline "$wayline" "${options[@]}" "$@"
