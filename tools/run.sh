#!/usr/bin/env bash
# From a fresh clone to a running system with demo data; a second call only starts it.
set -euo pipefail
. "$(dirname "$0")/common.sh"

tools/environment.sh run
"$PY" tools/compile_messages.py
mkdir -p var
port=${PORT:-8000}

manage() { "$PY" -m tirkelim.manage "$@"; }
manage migrate --verbosity 0
# Loads the demo region into an empty database only, and prints the sign-ins every time.
manage demo
say "Serving http://127.0.0.1:$port  (Ctrl+C stops it)"
exec "$PY" -m tirkelim.manage runserver --noreload "127.0.0.1:$port"
