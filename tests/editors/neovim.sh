#!/usr/bin/env bash
# Works with the server in Neovim: neovim.sh [walk | FOLDER FILES...]
# walk: in a copy of the bundled shop's service in Rust, does what somebody does there (walk.lua). FOLDER: makes 200 mixed edits of the files at typing speed, and
# compares what the server answers and tells in between with what a server says that is started on the same texts. Without arguments all of it, in the shop.
# Needs Neovim 0.10 or newer: `nvim`, or what NVIM names (a command; blanks part its words). Where there is none, a tree of Debian trixie is made once in
# EDITORS/trixie (default target/editors; needs debootstrap and root, 3 min) and run through its own loader.
# WAYLINE names another binary than the release build; EDITS, SEED and PAUSE (ms, at most) say what is typed; SEEN is a folder for the texts of a wrong answer.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
editors=${EDITORS:-target/editors}
wayline=${WAYLINE:-target/release/wayline}
if [ -z "${WAYLINE:-}" ]; then cargo build --release --locked --quiet; fi
wayline=$(cd "$(dirname "$wayline")" && pwd)/$(basename "$wayline")

read -ra nvim <<<"${NVIM:-nvim}"
if [ -z "${NVIM:-}" ] && ! nvim --headless --clean -c 'lua if vim.fn.has("nvim-0.10") == 0 then vim.cmd("cq") end' -c qa 2>/dev/null; then
  tree=$editors/trixie
  if [ ! -x "$tree/usr/bin/nvim" ]; then
    mkdir -p "$editors"
    mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | grep -v '^ *#' | grep -oE 'https?://[^ ]+' | grep -v security | head -1 || true)
    debootstrap --variant=minbase --include=neovim trixie "$tree" "${mirror:-http://deb.debian.org/debian}" >"$editors/debootstrap.log" 2>&1 || { tail -5 "$editors/debootstrap.log"; exit 1; }
  fi
  tree=$(cd "$tree" && pwd)
  export VIMRUNTIME=$tree/usr/share/nvim/runtime
  loader=$(echo "$tree"/lib64/ld-linux-*.so.*)
  libraries=$(echo "$tree"/usr/lib/*-linux-gnu)
  nvim=("$loader" --library-path "$libraries" --argv0 nvim "$tree/usr/bin/nvim")
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export WORKSPACE=$folder/workspace SERVER="$wayline lsp"
drive() { "${nvim[@]}" --headless --clean -n -l "$here/$1.lua"; }
edit() {
  rm -rf "$WORKSPACE"
  cp -r "$1" "$WORKSPACE"
  shift
  FILES="$*" drive neovim
}
walk() {
  cp -r tests/projects/shop "$WORKSPACE"
  drive walk
}
if [ "${1:-}" = walk ]; then
  walk
elif [ $# -gt 1 ]; then
  edit "$@"
else
  walk
  edit tests/projects/shop src/shop/main.py src/shop/admin/users.py src/shop/api/__init__.py src/shop/api/auth.py
  edit tests/projects/shop payments/src/lib.rs payments/src/routes/mod.rs payments/src/routes/payments.rs payments/tests/api.rs
fi
