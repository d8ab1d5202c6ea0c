#!/usr/bin/env bash
# What the tests need from the system: a browser. Installs Debian's chromium where that is possible.
set -euo pipefail
command -v chromium >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "安装浏览器 chromium · installing the browser chromium …"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
  echo "浏览器测试需要 chromium，请先安装 · the browser tests need chromium, please install it (Debian: apt install chromium)"
  exit 1
fi
