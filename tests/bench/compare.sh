#!/usr/bin/env bash
# Sets `wayline routes` against the floor on a folder: compare.sh DIR [RUNS]
# Prints CPU seconds, wall seconds and peak memory as medians; fails above 1.5 × the floor's CPU time or 120 MB.
set -euo pipefail
dir=$(realpath "${1:?usage: compare.sh DIR [RUNS]}") runs=${2:-5}
cd "$(dirname "$0")/../.."
cargo build --locked --release --quiet
floor=$(cargo bench --locked --bench floor --no-run --message-format=json 2>/dev/null |
  python3 -c 'import json, sys; print(*(m["executable"] for m in map(json.loads, sys.stdin) if m.get("executable") and m["target"]["name"] == "floor"))')
"$floor" "$dir"
exec python3 tests/bench/measure.py --runs "$runs" --max-ratio 1.5 --max-mb 120 \
  "floor='$floor' '$dir'" "wayline routes='target/release/wayline' routes '$dir'"
