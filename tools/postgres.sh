# A PostgreSQL 15 of one's own on loopback; sourced by the scripts beside it, after common.sh.
# It trusts whoever reaches it on this machine: for trying and testing, not for an office (docs/operate.md).
PG_BIN=${PG_BIN:-/usr/lib/postgresql/15/bin}

# PostgreSQL refuses to run as root: its own user takes over there.
as_owner() { if [ "$(id -u)" -eq 0 ]; then (cd "$pg_home" && runuser -u postgres -- "$@"); else "$@"; fi; }

# postgres_home FOLDER: where the cluster is; the folder is made when it is not there.
postgres_home() {
    [ -x "$PG_BIN/initdb" ] || die "PostgreSQL 15 was not found in $PG_BIN."
    pg_home=$1
    mkdir -p "$pg_home"
    if [ "$(id -u)" -eq 0 ]; then chown postgres: "$pg_home"; fi
}

# --lc-* C.UTF-8 exists on every Debian; the Kazakh and Russian collations come with ICU.
postgres_init() {
    as_owner "$PG_BIN/initdb" -D "$pg_home/data" -U tirkelim --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$pg_home/initdb.log" 2>&1 \
        || { cat "$pg_home/initdb.log" >&2; exit 1; }
}

# postgres_start OPTION...: starts it at a free port, which $pg_port names afterwards.
postgres_start() {
    # A port may be taken between looking and starting: try again with another.
    local options="$*"
    for _ in 1 2 3 4 5; do
        pg_port=$("$PY" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
        as_owner "$PG_BIN/pg_ctl" -D "$pg_home/data" -l "$pg_home/data/server.log" -w \
            -o "-h 127.0.0.1 -p $pg_port -k $pg_home $options" start >/dev/null && return
    done
    cat "$pg_home/data/server.log" >&2
    die "PostgreSQL did not start."
}

# postgres_stop MODE: immediate (nothing is kept) or fast (everything is).
postgres_stop() {
    [ -f "$pg_home/data/postmaster.pid" ] && as_owner "$PG_BIN/pg_ctl" -D "$pg_home/data" -m "$1" -w stop >/dev/null || true
}

postgres_url() { echo "postgresql://tirkelim@127.0.0.1:$pg_port/tirkelim"; }
