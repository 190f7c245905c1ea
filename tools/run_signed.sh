#!/usr/bin/env bash
# The demo with electronic signatures asked for: a test authority and a stand-in for NCALayer run beside it. Everything
# of it lies in var/signed, so that `make run` and its data stay as they are.
set -euo pipefail
. "$(dirname "$0")/common.sh"

tools/environment.sh run
"$PY" tools/compile_messages.py
mkdir -p var/static var/signed
port=${PORT:-8000}
authority_port=${AUTHORITY_PORT:-8011}
gateway_port=${GATEWAY_PORT:-8010}
ncalayer_port=${NCALAYER_PORT:-13580}
export TIRKELIM_DEMO=1 TIRKELIM_PUBLIC_URL="${TIRKELIM_PUBLIC_URL:-http://127.0.0.1:$port}"
export TIRKELIM_DATABASE_URL="${TIRKELIM_DATABASE_URL:-sqlite:///var/signed/tirkelim.sqlite3}"
export TIRKELIM_MEDIA_ROOT="${TIRKELIM_MEDIA_ROOT:-var/signed/evidence}"

started=()
trap 'kill "${started[@]}" 2>/dev/null' EXIT
trap 'exit 0' INT TERM
# beside COMMAND...: a program that runs as long as this script does. Further stand-ins are started with it, below.
beside() { "$@" & started+=("$!"); }

"$PY" -m tirkelim.manage migrate --verbosity 0
# What the demo tells of the past was sent without signatures: it is loaded before they are asked for.
TIRKELIM_SIGNATURES=0 "$PY" -m tirkelim.manage demo

beside "$PY" -m tirkelim.standins.authority --folder var/signed/authority --port "$authority_port"
for _ in $(seq 100); do [ -f var/signed/authority/seal.authority ] && break; sleep 0.1; done
"$PY" -m tirkelim.manage demo_keys --authority var/signed/authority --keys var/signed/keys
beside "$PY" -m tirkelim.standins.ncalayer --keys var/signed/keys --authority var/signed/authority \
    --port "$ncalayer_port"

# State systems are asked over HTTP; only the telephone stays the one that the pages of the demo show.
"$PY" -m tirkelim.manage gateway_records var/signed/gateway.json
beside "$PY" -m tirkelim.cli gateway-demo --port "$gateway_port" --scenarios var/signed/gateway.json
export TIRKELIM_GATEWAY_URL="http://127.0.0.1:$gateway_port"
export TIRKELIM_GATEWAY_SMS_URL=off TIRKELIM_GATEWAY_NUMBERS_URL=off

export TIRKELIM_SIGNATURES=1
export TIRKELIM_TRUST_ANCHORS=var/signed/authority/anchors
export TIRKELIM_TSA_URL="http://127.0.0.1:$authority_port/tsa" TIRKELIM_REVOCATION_CACHE=var/signed/revocation
export TIRKELIM_SEAL_KEY=var/signed/authority/seal.p12 TIRKELIM_SEAL_PASSWORD_FILE=var/signed/authority/seal.password
export TIRKELIM_NCALAYER_URL="ws://127.0.0.1:$ncalayer_port/"

# Documents and messages are made beside the web server, reports and imported tables beside both; all end together.
beside "$PY" -m tirkelim.manage work
beside "$PY" -m tirkelim.manage national
say "Serving http://127.0.0.1:$port with signatures  (Ctrl+C stops it)"
say "The window in which keys are chosen: http://127.0.0.1:$ncalayer_port/"
"$VENV/bin/gunicorn" --bind "127.0.0.1:$port" --workers 2 --threads 4 --log-level warning tirkelim.conf.wsgi &
server=$!
started+=("$server")
wait "$server"
