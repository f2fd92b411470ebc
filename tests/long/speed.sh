#!/usr/bin/env bash
# Time and memory against the floor, and growth with the size: speed.sh [DIR]
# DIR keeps the corpus of public packages (some hundred megabytes from PyPI), target/long by default.
set -euo pipefail
cd "$(dirname "$0")/../.."
dir=${1:-target/long}
[ -d "$dir/py" ] || tests/bench/corpus.sh "$dir"
tests/bench/compare.sh "$dir/py"
tests/bench/growth.sh tests/projects/shop
