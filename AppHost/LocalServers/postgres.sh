#!/usr/bin/env bash
# postgres.sh HOME PORT: a private PostgreSQL, made at the first start; POSTGRES_PASSWORD is the superuser's.
# It is asked to end by SIGTERM, which PostgreSQL takes as "wait until every session has ended": here it becomes SIGINT.
set -euo pipefail
umask 077
home=$1 port=$2 cluster=$1/data
wanted=$(cat "$cluster/PG_VERSION" 2>/dev/null || true)
bin=$(find /usr/lib/postgresql -path "*/${wanted:-*}/bin/postgres" 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "PostgreSQL ${wanted:-15} is not installed: apt-get install postgresql-${wanted:-15}" >&2; exit 1; }
bin=${bin%/*}

# PostgreSQL refuses root and runs as the package's account then. Where that may not pass a folder above the data
# (/root/…), it keeps the capability to. If this script is killed, the kernel ends the server.
as=(setpriv --pdeathsig QUIT)
if [ "$(id -u)" = 0 ]; then
  caps=-all
  path=$home
  while path=$(dirname "$path"); do
    [ $((0$(stat -c %a "$path" 2>/dev/null || echo 755) & 1)) = 1 ] || caps=-all,+dac_read_search
    [ "$path" != / ] || break
  done
  as+=(--reuid=postgres --regid=postgres --init-groups "--inh-caps=$caps" "--ambient-caps=$caps")
fi

# Held until the server has ended too: a server that outlived its host is waited for.
mkdir -p "$home"
exec 9>"$home.lock"
flock 9

if [ ! -d "$cluster" ]; then
  rm -rf "$cluster.new"
  printf '%s\n' "$POSTGRES_PASSWORD" >"$home/password"
  [ "$(id -u)" != 0 ] || chown -R postgres:postgres "$home"
  (cd "$home" && "${as[@]}" "$bin/initdb" -D "$cluster.new" -U postgres --auth=scram-sha-256 --pwfile="$home/password" \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums --no-instructions)
  rm "$home/password"
  mv "$cluster.new" "$cluster"
fi
unset POSTGRES_PASSWORD
[ "$(id -u)" != 0 ] || chown -R postgres:postgres "$home"

cd "$home"
trap 'kill -INT $server 2>/dev/null || true' TERM INT
env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME="$home" "${as[@]}" "$bin/postgres" -D "$cluster" -p "$port" \
  -c listen_addresses=localhost -c unix_socket_directories= -c max_connections=200 -c shared_buffers=128MB &
server=$!
while kill -0 $server 2>/dev/null; do wait $server || true; done
wait $server
