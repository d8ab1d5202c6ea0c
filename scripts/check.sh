#!/usr/bin/env bash
# Style, types, directions of imports, messages, locks: everything that needs no running program.
set -euo pipefail
cd "$(dirname "$0")/.."
run() { printf '%-12s' "$1"; shift; "$@" && true; }
export DJANGO_SETTINGS_MODULE=fangcun.config.settings_test
run ruff .venv/bin/ruff check .
run format .venv/bin/ruff format --check .
run mypy .venv/bin/mypy
run imports .venv/bin/lint-imports
run migrations .venv/bin/fangcun makemigrations --check --dry-run
run messages .venv/bin/python scripts/messages.py check
