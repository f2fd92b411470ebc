#!/usr/bin/env bash
# Proves what is claimed of frameworks in Rust: rust.sh [NAME...], names of rules whose pages are proved; all without
#   routes   fixtures compile, ask themselves for every route they list, and are compared with what wayline says
#   rules    examples of pages of rules compile, or do not, and do what tests/live/rust/proofs.py says
#   projects every crate below tests/projects is built and its tests run
# Everything is built without debug information into target/live/rust. WAYLINE names another binary than the debug build.
set -euo pipefail
cd "$(dirname "$0")/../.."
wayline=${WAYLINE:-}
if [ -z "$wayline" ]; then cargo build --locked --quiet; wayline=target/debug/wayline; fi
target=$PWD/target/live/rust
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0 CARGO_INCREMENTAL=0

if [ $# -eq 0 ]; then
  (cd tests/live/rust && CARGO_TARGET_DIR=$target cargo build --locked --quiet --workspace)
  python3 tests/live/rust/routes.py "$wayline" "$target"
fi
python3 tests/live/rust/rules.py "$target" "$@"
if [ $# -eq 0 ]; then
  while IFS= read -r manifest; do
    grep -q '^\[package\]' "$manifest" || continue
    grep -q 'does not compile' "$manifest" && continue
    echo "== $manifest"
    CARGO_TARGET_DIR=$target cargo test --locked --quiet --manifest-path "$manifest"
  done < <(find tests/projects -name Cargo.toml -not -path '*/target/*' | sort)
fi
