#!/usr/bin/env bash
# Do time and memory grow linearly? growth.sh DIR [RUNS]: `wayline routes` on 1, 4 and 16 copies of a project, side by side.
# The × column is CPU time against one copy: about 4 and 16 if growth is linear; fails above 16 × 1.25.
set -euo pipefail
dir=$(realpath "${1:?usage: growth.sh DIR [RUNS]}") runs=${2:-3}
cd "$(dirname "$0")/../.."
cargo build --locked --release --quiet
copies=$(mktemp -d)
trap 'rm -rf "$copies"' EXIT
commands=()
for n in 1 4 16; do
  for i in $(seq "$n"); do mkdir -p "$copies/$n" && cp -r "$dir" "$copies/$n/copy$i"; done
  commands+=("$n copies='target/release/wayline' routes '$copies/$n'")
done
python3 tests/bench/measure.py --runs "$runs" --max-ratio 20 "${commands[@]}"
