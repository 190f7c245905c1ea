#!/usr/bin/env bash
# From a fresh clone to a running system with demo data; a second call only starts it.
set -euo pipefail
. "$(dirname "$0")/common.sh"

tools/environment.sh run
"$PY" tools/compile_messages.py
mkdir -p var/static
port=${PORT:-8000}
export TIRKELIM_DEMO=1 TIRKELIM_PUBLIC_URL="${TIRKELIM_PUBLIC_URL:-http://127.0.0.1:$port}"

"$PY" -m tirkelim.manage migrate --verbosity 0
# Loads the demo region into an empty database only; prints the sign-ins every time.
"$PY" -m tirkelim.manage demo

# Documents and messages are made beside the web server, reports and imported tables beside both; all end together.
"$PY" -m tirkelim.manage work &
worker=$!
"$PY" -m tirkelim.manage national &
national=$!
trap 'kill "$worker" "$national" 2>/dev/null' EXIT
trap 'exit 0' INT TERM
say "Serving http://127.0.0.1:$port  (Ctrl+C stops it)"
"$VENV/bin/gunicorn" --bind "127.0.0.1:$port" --workers 2 --threads 4 --log-level warning tirkelim.conf.wsgi &
server=$!
trap 'kill "$worker" "$national" "$server" 2>/dev/null' EXIT
wait "$server"
