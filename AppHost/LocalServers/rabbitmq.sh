#!/usr/bin/env bash
# rabbitmq.sh HOME PORT MANAGEMENT_PORT MAPPER_PORT DISTRIBUTION_PORT: a private RabbitMQ with an Erlang port mapper of
# its own. RABBITMQ_USER and RABBITMQ_PASSWORD are the first user's.
set -euo pipefail
umask 077
home=$1 port=$2 management=$3 mapper=$4 distribution=$5
program=/usr/lib/rabbitmq/bin/rabbitmq-server
[ -x $program ] || { echo "RabbitMQ is not installed: apt-get install rabbitmq-server" >&2; exit 1; }

# Held until the server has ended too: a server that outlived its host is waited for.
mkdir -p "$home"
exec 9>"$home.lock"
flock 9

cd "$home"
cat >rabbitmq.conf <<END
default_user = $RABBITMQ_USER
default_pass = $RABBITMQ_PASSWORD
vm_memory_high_watermark.absolute = 1GB
disk_free_limit.absolute = 200MB
# ms: long work may hold its message for four hours (queues say so themselves, but only to RabbitMQ from 3.12 on)
consumer_timeout = 14400000
log.file = false
log.console = true
log.console.level = warning
management.tcp.ip = 127.0.0.1
management.tcp.port = $management
END
echo '[rabbitmq_management].' >enabled_plugins

# RABBITMQ_ALLOW_INPUT: the start script then replaces itself by the broker, one process to signal.
clean=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME="$home"
  ERL_EPMD_PORT="$mapper" ERL_EPMD_ADDRESS=127.0.0.1
  RABBITMQ_NODENAME=rabbit@localhost RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT="$port" RABBITMQ_DIST_PORT="$distribution"
  RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_ADVANCED_CONFIG_FILE="$home/advanced.config"
  RABBITMQ_ENABLED_PLUGINS_FILE="$home/enabled_plugins" RABBITMQ_MNESIA_BASE="$home/mnesia" RABBITMQ_LOG_BASE="$home/log"
  RABBITMQ_PID_FILE="$home/rabbit.pid" RABBITMQ_GENERATED_CONFIG_DIR="$home/generated" RABBITMQ_SCHEMA_DIR="$home/schema"
  RABBITMQ_FEATURE_FLAGS_FILE="$home/feature_flags"
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-noinput -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}"
  RABBITMQ_CTL_ERL_ARGS="-start_epmd false" RABBITMQ_LOG=-color RABBITMQ_ALLOW_INPUT=1)

# If this script is killed, the kernel ends both. RabbitMQ asks epmd at its start, and would leave one running itself.
"${clean[@]}" setpriv --pdeathsig KILL /usr/bin/epmd &
epmd=$!
trap 'kill -KILL $epmd 2>/dev/null || true' EXIT
trap 'kill -TERM $server 2>/dev/null || true' TERM INT
"${clean[@]}" setpriv --pdeathsig TERM $program &
server=$!
while kill -0 $server 2>/dev/null; do wait $server || true; done
wait $server
