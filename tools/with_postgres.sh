#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, and takes it away again whatever happens.
# The command finds it in TIRKELIM_DATABASE_URL.  Usage: tools/with_postgres.sh COMMAND [ARGUMENT...]
# FSYNC=on keeps writes safe on disk (for benchmarks); tests do without.
set -euo pipefail
. "$(dirname "$0")/common.sh"
. tools/postgres.sh

postgres_home "$(mktemp -d "${TMPDIR:-/tmp}/tirkelim-postgres.XXXXXX")"
stop() {
    postgres_stop immediate
    rm -rf "$pg_home"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

fsync=${FSYNC:-off}
postgres_init
postgres_start -c fsync="$fsync" -c synchronous_commit="$fsync" -c full_page_writes="$fsync" -c shared_buffers="${SHARED_BUFFERS:-256MB}"
as_owner "$PG_BIN/createdb" -h 127.0.0.1 -p "$pg_port" -U tirkelim tirkelim

TIRKELIM_DATABASE_URL=$(postgres_url) "$@"
