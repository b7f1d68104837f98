#!/usr/bin/env bash
# The whole truth: installs what is missing, builds with warnings as errors, runs every test.
# The last line is "N passed, M failed[, K skipped]"; the exit code says whether M is 0 and everything built.
set -uo pipefail
cd "$(dirname "$0")"

# Started in the background, a script inherits an ignored Ctrl+C, and so would the system that the tests interrupt.
[[ -v SIGNALS_RESET ]] || exec env --default-signal=INT,QUIT SIGNALS_RESET=1 ./test.sh "$@"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

results="$PWD/artifacts/test-results"
rm -rf "$results" && mkdir -p "$results"
broken=0
step() { printf '\n== %s\n' "$1"; shift; "$@" || { printf '== FAILED: %s\n' "$*"; broken=1; return 1; }; }

run_tests() { # PROJECT
  local name; name=$(basename "$1" .csproj)
  step "$name" dotnet test "$1" -c Release --no-build -nologo -v quiet \
    --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results"
}

in_one_piece() { # COMMAND…: what it says, when it has ended
  local said code
  said=$("$@" 2>&1); code=$?
  printf '%s\n' "$said"
  return $code
}

count() { # passed failed skipped, over every .NET and TypeScript result file
  node - "$results" <<'JS'
const { readdirSync, readFileSync } = require('node:fs');
const folder = process.argv[2];
let passed = 0, failed = 0, skipped = 0;
for (const file of readdirSync(folder)) {
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  if (file.endsWith('.trx')) {
    for (const [, outcome] of text.matchAll(/<UnitTestResult [^>]*?outcome="(\w+)"/g)) {
      if (outcome === 'Passed') passed++;
      else if (outcome === 'NotExecuted') skipped++;
      else failed++;
    }
  } else if (file.endsWith('.vitest.json')) {
    const report = JSON.parse(text);
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    skipped += report.numPendingTests;
  }
}
console.log(passed, failed, skipped);
JS
}

main() {
  # A browser with Korean letters, and the other spreadsheet that users have.
  step "Prerequisites" ./build/prerequisites.sh --tests || return
  step "Build" dotnet build Voxmark.slnx -c Release -v quiet -nologo || return
  step "App: types" npm --prefix WebUi/app run --silent check
  step "App: lint" npm --prefix WebUi/app run --silent lint
  step "App: no circles" npm --prefix WebUi/app run --silent circles
  step "App: tests" npm --prefix WebUi/app exec -- vitest run --root WebUi/app \
    --reporter=default --reporter=json --outputFile.json="$results/app.vitest.json"
  # Two projects at a time, for their tests wait as much as they compute; the one that starts the whole system by itself.
  local project running=0
  for project in $(printf '%s\n' {compat,tests}/*/*.Tests.csproj | grep -v System.Tests); do
    if (( running == 2 )); then wait -n || broken=1; running=1; fi
    in_one_piece run_tests "$project" &
    running=$((running + 1))
  done
  for (( ; running > 0; running-- )); do wait -n || broken=1; done
  run_tests tests/System.Tests/System.Tests.csproj
}

main
read -r passed failed skipped < <(count)
# What did not build, or a run that died before it could report, is a failure even when no test says so.
if (( broken && failed == 0 )) || (( passed == 0 )); then failed=$((failed + 1)); fi
line="$passed passed, $failed failed"
(( skipped > 0 )) && line+=", $skipped skipped"
printf '\n%s\n' "$line"
exit $(( failed > 0 ))
