#!/usr/bin/env bash
# Measures Voxmark's budgets: starts a system of its own, prints one table, each figure beside its limit of the same run.
set -euo pipefail
cd "$(dirname "$0")"

# Started in the background, a script inherits an ignored Ctrl+C, and so would the system that is measured and then interrupted.
[[ -v SIGNALS_RESET ]] || exec env --default-signal=INT,QUIT SIGNALS_RESET=1 ./bench.sh "$@"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

usage() {
  cat <<'END'
./bench.sh [--list] [NAME…]

  NAME…   only these rows; without a name, all
  --list  names them

Orthanc and nginx, which some rows are compared with, are used where they are installed: apt install orthanc nginx-light
Set VOXMARK_TEST_URL, VOXMARK_ADMIN_PASSWORD and VOXMARK_ADMIN_TOKEN to measure a system that runs already.
END
}

case "${1:-}" in
  -h | --help) usage; exit ;;
esac

build/prerequisites.sh --tests >&2
for project in AppHost tests/Benchmarks; do
  dotnet build "$project" -c Release -v quiet -nologo -tl:off >&2
done
exec dotnet artifacts/bin/Benchmarks/release/Benchmarks.dll "$@"
