#!/usr/bin/env bash
# All tests, the browser's included. Words after the script's name go to pytest.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/system.sh
exec .venv/bin/python -m pytest -n 2 --dist loadgroup "$@"
