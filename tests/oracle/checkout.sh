#!/usr/bin/env bash
# Lays out a dev project of the oracle: checkout.sh NAME GIT_DIR OUT
# NAME: a file of truth/python; GIT_DIR: a local repository (bare is fine) of its public source; OUT: an empty folder.
# Writes the files a static tool reads, one by one, because snapshots may lack large blobs (git archive and worktrees then fail).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd); name=$1 git_dir=$2 out=$3
rev=$(python3 - "$here" "$name" <<'PY'
import json, sys
here, name = sys.argv[1:]
print(json.load(open(f"{here}/truth/python/{name}.json"))["meta"]["source"].split("@")[1])
PY
)
scope=.; [ "$name" = fastapi_docs ] && scope=docs_src
mkdir -p "$out"
git --git-dir="$git_dir" ls-tree -r --name-only "$rev" -- $scope | grep -E '\.(py|rs|toml|lock|env|txt|cfg|json|ya?ml|example)$' | grep -v -E '(^|/)(node_modules|frontend)/' |
while read -r file; do mkdir -p "$out/$(dirname "$file")"; git --git-dir="$git_dir" show "$rev:$file" > "$out/$file" 2>/dev/null || rm -f "$out/$file"; done
echo "$(find "$out" -name '*.py' -o -name '*.rs' | wc -l) source files at $rev"
