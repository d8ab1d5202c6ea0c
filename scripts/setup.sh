#!/usr/bin/env bash
# Set up the environment in .venv and the browser libraries; quick when nothing has changed.
# Usage: scripts/setup.sh site|dev
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-site}

say() { printf '%s\n' "$*"; }
need() { say "$1"; exit 1; }

command -v python3 >/dev/null || need "需要 Python 3.11 以上 · Python 3.11 or later is needed (python3)"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  need "需要 Python 3.11 以上 · Python 3.11 or later is needed, this is $(python3 --version)"
command -v npm >/dev/null ||
  need "需要 Node.js 20 以上和 npm，用来取得地图与图表库 · Node.js 20 or later with npm is needed for the map and chart libraries"

stamp() { cat requirements/build.txt "requirements/$1.txt" pyproject.toml | sha256sum; }

if [ ! -x .venv/bin/python ]; then
  say "建立环境 · making the environment .venv …"
  python3 -m venv .venv || need "无法建立虚拟环境，请安装 python3-venv · cannot make an environment, please install python3-venv"
fi
# A development environment holds everything that the site needs.
if [ "$(cat .venv/.ready-dev 2>/dev/null)" != "$(stamp dev)" ] &&
   [ "$(cat ".venv/.ready-$kind" 2>/dev/null)" != "$(stamp "$kind")" ]; then
  say "安装软件包 · installing packages ($kind) …"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
  .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/build.txt
  .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "requirements/$kind.txt"
  .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
  stamp "$kind" > ".venv/.ready-$kind"
fi

front=$(cat frontend/package-lock.json frontend/build.mjs | sha256sum)
if [ "$(cat frontend/dist/.ready 2>/dev/null)" != "$front" ]; then
  say "取得地图与图表库 · fetching the map and chart libraries …"
  (cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null && npm run --silent build)
  printf '%s\n' "$front" > frontend/dist/.ready
fi

.venv/bin/python scripts/messages.py compile
