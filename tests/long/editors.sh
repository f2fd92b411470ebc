#!/usr/bin/env bash
# The server in real editors: editors.sh [neovim | vscode]; both without an argument. See tests/editors/README.md.
set -euo pipefail
cd "$(dirname "$0")/../editors"
for editor in ${1:-neovim vscode}; do ./"$editor.sh"; done
