#!/usr/bin/env bash
# Installs what Voxmark needs beside the .NET SDK and Node.js: build/prerequisites.sh [--tests]
# Looks before it acts: where everything is there already, nothing is installed and no network is used.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

packages=(postgresql-15 rabbitmq-server libopenjp2-7)
packages+=(libgtk-3-0 libharfbuzz0b libfreetype6 libdrm2 libatomic1) # OpenCV is linked with a window system
packages+=(g++ cmake libopenjp2-7-dev) # for the JPEG 2000 decoder
for_tests=(chromium dcmtk fonts-noto-cjk iproute2 libreoffice-calc python3-pydicom python3-numpy python3-openpyxl python3-onnx)
node_projects=(WebUi/app)

fail() {
  echo "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# What dotnet and npm come from is for the user to choose.
require_sdks() {
  local tool
  for tool in dotnet node npm; do
    command -v "$tool" >/dev/null || fail "Voxmark needs $tool, which is not on the PATH (.NET SDK 10 and Node.js)."
  done
}

install_packages() {
  command -v dpkg-query >/dev/null || fail "Not a Debian machine: install what corresponds to these packages: $*"
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null ||
    fail "Packages are missing, and only root can install them: apt-get install --no-install-recommends ${missing[*]}"
  echo "Installing ${missing[*]} …"
  as_root env DEBIAN_FRONTEND=noninteractive \
    bash -euo pipefail -c "$(declare -f install_quietly); install_quietly \"\$@\"" install "${missing[@]}" ||
    fail "The packages could not be installed: ${missing[*]}"
}

# Voxmark starts servers of its own: the packages' own ones are neither made nor started, now or at the next boot.
install_quietly() {
  policy=/usr/sbin/policy-rc.d drop_in=/etc/postgresql-common/createcluster.d/voxmark.conf made_policy=no
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    made_policy=yes
  fi
  mkdir -p "${drop_in%/*}"
  echo 'create_main_cluster = false' >"$drop_in"
  trap '[ "$made_policy" = no ] || rm -f "$policy"; rm -f "$drop_in"' EXIT
  apt=(apt-get -qq -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0)
  "${apt[@]}" install -y --no-install-recommends "$@" >/dev/null 2>&1 ||
    { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "$@" >/dev/null; }
  if [ -d /run/systemd/system ] && [[ " $* " == *" rabbitmq-server "* ]]; then
    systemctl disable --quiet rabbitmq-server epmd.socket 2>/dev/null || true
  fi
}

# What each folder's package-lock.json says, unless it is there already.
install_node_modules() {
  local folder
  for folder in "$@"; do
    [ -f "$folder/package-lock.json" ] || continue
    [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && continue
    echo "Fetching the npm packages of $folder …"
    (cd "$folder" && npm ci --no-audit --no-fund --loglevel=error >/dev/null) || fail "npm ci failed in $folder."
    touch "$folder/node_modules/.package-lock.json"
  done
}

require_sdks
if [ "${1:-}" = --tests ]; then
  packages+=("${for_tests[@]}")
  node_projects+=(tests/System.Tests)
fi
install_packages "${packages[@]}"
install_node_modules "${node_projects[@]}"
