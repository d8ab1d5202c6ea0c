#!/usr/bin/env bash
# Renew the hash-pinned locks. They name no host: whoever installs chooses the index.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() { .venv/bin/uv pip compile --generate-hashes --universal --python-version 3.11 --no-header --no-annotate --upgrade -q "$@"; }
lock requirements/uv.in -o requirements/uv.txt
lock requirements/build.in -o requirements/build.txt
lock pyproject.toml --extra site -o requirements/site.txt
lock pyproject.toml --extra site --group dev -c requirements/site.txt -o requirements/dev.txt
