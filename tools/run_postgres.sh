#!/usr/bin/env bash
# The same as run.sh on PostgreSQL: a cluster of this checkout's own, kept from one start to the next.
# The one thing that differs is TIRKELIM_DATABASE_URL.
set -euo pipefail
. "$(dirname "$0")/common.sh"
. tools/postgres.sh

[ -x "$PG_BIN/initdb" ] || apt_install postgresql-15
tools/environment.sh run
# The user postgres cannot look into root's folders: there the cluster lies beside Debian's own.
here=$(pwd -P | sha256sum | cut -c 1-12)
if [ "$(id -u)" -eq 0 ]; then home=/var/lib/postgresql/tirkelim-$here; else home=$PWD/var/postgres; fi
postgres_home "${TIRKELIM_POSTGRES_HOME:-$home}"
[ -f "$pg_home/data/PG_VERSION" ] || postgres_init
trap 'postgres_stop fast' EXIT
trap 'exit 0' INT TERM
postgres_start -c shared_buffers=256MB
as_owner "$PG_BIN/createdb" -h 127.0.0.1 -p "$pg_port" -U tirkelim tirkelim 2>/dev/null || true  # there since the last start
TIRKELIM_DATABASE_URL=$(postgres_url)
export TIRKELIM_DATABASE_URL
say "PostgreSQL: $TIRKELIM_DATABASE_URL (kept in $pg_home)"
tools/run.sh &
site=$!
trap 'kill "$site" 2>/dev/null && wait "$site"; postgres_stop fast' EXIT
wait "$site"
