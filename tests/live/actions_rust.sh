#!/usr/bin/env bash
# Makes actions on services in Rust and runs the tests of what these do afterwards.
# Lines of a crate's do.txt: MODULE: ACTION BEFORE "TEXT" [--set NAME=VALUE ...]; MODULE begins as a copy of BEFORE, and the
# action is made where its TEXT stands first. Built into target/live/rust. WAYLINE names another binary than the debug build.
set -euo pipefail
cd "$(dirname "$0")/../.."
wayline=${WAYLINE:-}
if [ -z "$wayline" ]; then cargo build --locked --quiet; wayline=$PWD/target/debug/wayline; fi
target=$PWD/target/live/rust
export CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_TEST_DEBUG=0 CARGO_INCREMENTAL=0

work=$PWD/target/live/actions-rust
rm -rf "$work"
mkdir -p "$work"
cp -R tests/live/actions/rust/. "$work"
for crate in "$work"/*/; do
  [ -f "$crate/do.txt" ] || continue
  sed 's/: [^ ]* / /' "$crate/do.txt" | while read -r module before _; do cp "$crate/src/$before.rs" "$crate/src/$module.rs"; done
  while IFS= read -r line; do
    module=${line%%:*}
    eval "words=(${line#*: })"
    file=src/$module.rs
    number=$(grep -n -m1 -F -- "${words[2]}" "$crate/$file" | cut -d: -f1)
    column=$(grep -m1 -F -- "${words[2]}" "$crate/$file" | awk -v text="${words[2]}" '{print index($0, text) + length(text)}')
    "$wayline" action "${words[0]}" "$file:$number:$column" "${words[@]:3}" --root "$crate" --write
  done <"$crate/do.txt"
done
(cd "$work" && CARGO_TARGET_DIR=$target cargo test --locked --quiet --workspace)
