#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own, and takes it away again whatever happens.
# The command finds it in TIRKELIM_DATABASE_URL.  Usage: tools/with_postgres.sh COMMAND [ARGUMENT...]
# FSYNC=on keeps writes safe on disk (for benchmarks); tests do without.
set -euo pipefail
. "$(dirname "$0")/common.sh"

bin=${PG_BIN:-/usr/lib/postgresql/15/bin}
[ -x "$bin/initdb" ] || die "PostgreSQL 15 was not found in $bin."
home=$(mktemp -d "${TMPDIR:-/tmp}/tirkelim-postgres.XXXXXX")

# PostgreSQL refuses to run as root: its own user takes over there.
as_owner() { if [ "$(id -u)" -eq 0 ]; then (cd "$home" && runuser -u postgres -- "$@"); else "$@"; fi; }
if [ "$(id -u)" -eq 0 ]; then chown postgres: "$home"; fi

stop() {
    [ -f "$home/data/postmaster.pid" ] && as_owner "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null || true
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT TERM HUP

fsync=${FSYNC:-off}
# --lc-* C.UTF-8 exists on every Debian; the Kazakh and Russian collations come with ICU.
as_owner "$bin/initdb" -D "$home/data" -U tirkelim --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$home/initdb.log" 2>&1 \
    || { cat "$home/initdb.log" >&2; exit 1; }
# A port may be taken between looking and starting: try again with another.
for _ in 1 2 3 4 5; do
    port=$("$PY" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/data/server.log" -w -o "-h 127.0.0.1 -p $port -k $home \
        -c fsync=$fsync -c synchronous_commit=$fsync -c full_page_writes=$fsync -c shared_buffers=256MB" start >/dev/null && break
    port=
done
[ -n "$port" ] || { cat "$home/data/server.log" >&2; die "PostgreSQL did not start."; }
as_owner "$bin/createdb" -h 127.0.0.1 -p "$port" -U tirkelim tirkelim

TIRKELIM_DATABASE_URL="postgresql://tirkelim@127.0.0.1:$port/tirkelim" "$@"
