#!/usr/bin/env bash
# build/compile-ahead.sh FOLDER: compiles what services run from their start on ahead of it (ReadyToRun), in a copy of what was
# built. Kept by content in artifacts/ahead, so that a change costs its own files. What computes on pixels stays as it is: the
# running compiler makes better loops, for this processor and across libraries, and makes them at the first call.
set -euo pipefail
copy=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ahead=(Contracts Gateway ServiceDefaults WebUi MassTransit MassTransit.Abstractions MassTransit.RabbitMqTransport
  Microsoft.AspNetCore.Authentication.JwtBearer Microsoft.AspNetCore.Identity.EntityFrameworkCore Microsoft.AspNetCore.OpenApi
  Microsoft.EntityFrameworkCore Microsoft.EntityFrameworkCore.Abstractions Microsoft.EntityFrameworkCore.Relational
  Microsoft.IdentityModel.{Abstractions,JsonWebTokens,Logging,Protocols,Protocols.OpenIdConnect,Tokens} Npgsql
  Npgsql.EntityFrameworkCore.PostgreSQL OpenTelemetry OpenTelemetry.Api OpenTelemetry.Api.ProviderBuilderExtensions
  OpenTelemetry.Exporter.OpenTelemetryProtocol RabbitMQ.Client System.IdentityModel.Tokens.Jwt Yarp.ReverseProxy)

# AppHost restores it; without it what runs is compiled as it runs.
compiler=$(ls -d "${NUGET_PACKAGES:-$HOME/.nuget/packages}"/microsoft.netcore.app.crossgen2.linux-x64/*/tools/crossgen2 2>/dev/null | sort -V | tail -1)
[ -n "$compiler" ] && [ "$(uname -m)" = x86_64 ] || exit 0
mapfile -t frameworks < <(dotnet --list-runtimes | sed -nE 's#^Microsoft\.(NETCore|AspNetCore)\.App (10\.[^ ]+) \[(.*)\]#\3/\2#p' | sort -V)

compile() { # HASH FILE
  local references=() framework
  for framework in "${frameworks[@]}"; do references+=(-r "$framework/*.dll"); done
  "$compiler" "$2" -o "artifacts/ahead/$1.$$" "${references[@]}" -r "$(dirname "$2")/*.dll" --targetos linux --targetarch x64 -O >/dev/null &&
    mv "artifacts/ahead/$1.$$" "artifacts/ahead/$1"
}

mkdir -p artifacts/ahead
find artifacts/ahead -type f -mtime +30 -delete
mapfile -t files < <(for name in "${ahead[@]}"; do ls "$copy"/*/release/"$name.dll" 2>/dev/null || true; done)
declare -A wanted=()
while read -r hash file; do
  [ -f "artifacts/ahead/$hash" ] || wanted[$hash]=$file
done < <(sha256sum "${files[@]}")

for hash in "${!wanted[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
  compile "$hash" "${wanted[$hash]}" &
done
wait

while read -r hash file; do
  [ -f "artifacts/ahead/$hash" ] || continue # it runs as it was built
  touch "artifacts/ahead/$hash"
  cp "artifacts/ahead/$hash" "$file.ahead"
  mv "$file.ahead" "$file"
done < <(sha256sum "${files[@]}")
