#!/usr/bin/env bash
# Runs every benchmark in bench/, one after the other, beside a PostgreSQL that writes safely to disk.
set -euo pipefail
. "$(dirname "$0")/common.sh"
tools/system.sh
shopt -s nullglob
for file in bench/*.py; do
    case $(basename "$file") in _*) continue ;; esac
    say "$file"
    FSYNC=on tools/with_postgres.sh "$PWD/$PY" "$file"
done
