#!/usr/bin/env bash
# Starts Voxmark: installs what is missing, builds, and runs every service until Ctrl+C.
set -euo pipefail

usage() {
  cat <<'END'
./run.sh [--port 8080] [--data .data] [--dimse-port 11112] [--demo] [--dashboard] [--containers] [--no-build]

  --port        where the browser finds Voxmark
  --data        folder for everything that must outlive a restart
  --dimse-port  where modalities send images to (DICOM C-STORE)
  --demo        add demo studies that Voxmark draws itself; those that are there already are left alone
  --dashboard   Aspire's dashboard: every program's state, logs, traces and metrics, at the address that is printed
  --containers  PostgreSQL and RabbitMQ in containers (Docker or Podman), with their data in volumes of theirs
  --no-build    start what was built before (Release), without looking for changes

VOXMARK_ADMIN_PASSWORD  password of the first administrator (user admin); made and printed at the first start otherwise
VOXMARK_ADMIN_TOKEN     an API token for that user
VOXMARK_MODELS          folder of model bundles, in place of models/
END
}

port=8080 data= dimse_port=11112 demo=false dashboard=false containers=false build=yes
while [ $# -gt 0 ]; do
  case "$1" in
    --port | --data | --dimse-port)
      [ $# -ge 2 ] || { echo "$1 needs a value." >&2; exit 2; }
      option=${1#--}
      printf -v "${option//-/_}" %s "$2"
      shift 2 ;;
    --demo | --dashboard | --containers) printf -v "${1#--}" true; shift ;;
    --no-build) build=no; shift ;;
    -h | --help) usage; exit ;;
    *) echo "Unknown option: $1" >&2; usage >&2; exit 2 ;;
  esac
done

# A relative folder is meant from where the command was given; the default lies in the repository.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=$(realpath -m -- "${data:-$root/.data}")
models=$(realpath -m -- "${VOXMARK_MODELS:-$root/models}")
cd "$root"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

host=artifacts/bin/AppHost/release/AppHost.dll
programs=({AppHost,DemoStudies,Gateway,InferenceService,IngestService,LabelingService,QuantService,WebUi}/release)
stamp=artifacts/.built-for-run

# changed: whether a source is newer than the last build.
changed() {
  [ -f "$host" ] && [ -f "$stamp" ] || return 0
  [ -n "$(find . -mindepth 1 \( -name .git -o -name artifacts -o -name node_modules -o -name wwwroot -o -path ./.data -o -path ./tests \) -prune \
    -o -type f -newer "$stamp" -print -quit)" ]
}

# What was built, by its files' names, sizes and times.
fingerprint() {
  find "${programs[@]/#/artifacts/bin/}" WebUi/wwwroot build/compile-ahead.sh -type f -printf '%p %s %T@\n' | sort | sha256sum | cut -c1-16
}

# take_copy: what runs is a copy, for a build or test beside it replaces files at any time. Copies that nobody runs go.
take_copy() {
  mkdir -p artifacts/run
  exec {gate}>artifacts/run/.lock
  flock "$gate"
  copy=artifacts/run/$(fingerprint)
  if [ ! -d "$copy" ]; then
    rm -rf artifacts/run/new
    mkdir artifacts/run/new
    (cd artifacts/bin && cp -a --parents "${programs[@]}" ../run/new)
    cp -a WebUi/wwwroot artifacts/run/new
    build/compile-ahead.sh artifacts/run/new
    mv artifacts/run/new "$copy"
  fi
  exec {running}<"$copy"
  flock --shared "$running" # until we and all that we start have ended
  local other
  for other in artifacts/run/*/; do
    if [ "$other" != "$copy/" ]; then flock --nonblock "$other" rm -rf "$other" || true; fi
  done
  exec {gate}>&-
}

if [ "$build" = yes ]; then
  build/prerequisites.sh
  if changed; then
    echo "Building …"
    mkdir -p artifacts
    touch "$stamp.new"
    dotnet build AppHost -c Release -v quiet -nologo -tl:off >artifacts/build.log || { cat artifacts/build.log >&2; exit 1; }
    mv "$stamp.new" "$stamp"
  fi
elif [ ! -f "$host" ]; then
  echo "$host does not exist: start once without --no-build." >&2
  exit 1
fi

# Passwords go by environment, which only this user can read; a command line everyone can.
if [ -n "${VOXMARK_ADMIN_PASSWORD:-}" ]; then export Parameters__admin_password=$VOXMARK_ADMIN_PASSWORD; fi
if [ -n "${VOXMARK_ADMIN_TOKEN:-}" ]; then export Parameters__admin_token=$VOXMARK_ADMIN_TOKEN; fi
if [ -n "${VOXMARK_MODELS:-}" ]; then export Parameters__model_bundles=$models; fi
unset VOXMARK_ADMIN_PASSWORD VOXMARK_ADMIN_TOKEN VOXMARK_MODELS

take_copy
export VOXMARK_DATA="$data" # tells whose processes they are

exec dotnet "$copy/AppHost/release/AppHost.dll" --Data="$data" --Port="$port" --DimsePort="$dimse_port" \
  --Demo="$demo" --Dashboard="$dashboard" --Containers="$containers" --WebFiles="$root/$copy/wwwroot"
