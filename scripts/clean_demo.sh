#!/usr/bin/env bash
# Forget the embedded server's data. Refuses while the site is running.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${FANGCUN_VAR_DIR:-var}/postgres
if [ -f "$data/postmaster.pid" ] && kill -0 "$(head -1 "$data/postmaster.pid")" 2>/dev/null; then
  echo "请先停止网站（Ctrl-C）· please stop the site first (Ctrl-C)"
  exit 1
fi
rm -rf "$data"
echo "演示数据已清空，make run 会重新建立 · the demo data is gone, make run makes it anew"
