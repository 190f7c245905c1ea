#!/usr/bin/env bash
# Rewrites the locked requirements from the three .in files. Pass --upgrade to take newer versions.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
    .venv/bin/uv pip compile --quiet --generate-hashes --no-header --no-annotate \
        --no-emit-index-url --no-emit-find-links --python-version 3.11 "$@"
}

lock "$@" tools/installer.in --output-file tools/installer.txt
lock "$@" requirements.in --output-file requirements.txt
lock "$@" requirements-dev.in --constraint requirements.txt --output-file requirements-dev.txt

# A lock says what is installed, never from which machine: a host in it would bind everyone to it.
if grep -nE '://|--(extra-)?index-url|--find-links' tools/installer.txt requirements.txt requirements-dev.txt; then
    echo "A host name got into the locked requirements." >&2
    exit 1
fi
