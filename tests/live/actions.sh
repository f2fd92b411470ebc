#!/usr/bin/env bash
# Proves that code which actions wrote does what it should, on the running frameworks: actions.sh [options of actions/run.py, such as --only TEXT]
# The environment is made once under target/live/. WAYLINE names another binary than the debug build, PYTHON another interpreter.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-$(command -v python3.11 || command -v python3)}
wayline=${WAYLINE:-}
if [ -z "$wayline" ]; then cargo build --locked --quiet; wayline=target/debug/wayline; fi
venv=target/live/actions
wants=$(sha256sum <tests/live/actions/requirements.txt)
if [ "$(cat "$venv/made" 2>/dev/null)" != "$wants" ]; then
  "$python" -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r tests/live/actions/requirements.txt
  echo "$wants" >"$venv/made"
fi
exec "$venv/bin/python" tests/live/actions/run.py --wayline "$wayline" "$@"
