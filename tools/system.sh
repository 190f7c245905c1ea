#!/usr/bin/env bash
# The Debian packages that the tests need beside Python; only what is missing is installed.
set -euo pipefail
. "$(dirname "$0")/common.sh"

missing=()
[ -x "${PG_BIN:-/usr/lib/postgresql/15/bin}/initdb" ] || missing+=(postgresql-15)
[ -x /usr/bin/chromium-headless-shell ] || [ -x /usr/bin/chromium ] || missing+=(chromium-headless-shell)
command -v xgettext >/dev/null || missing+=(gettext)
command -v pdfsig >/dev/null || missing+=(poppler-utils)  # verifies the seal of documents independently of us
[ -f /usr/lib/softhsm/libsofthsm2.so ] && command -v softhsm2-util >/dev/null || missing+=(softhsm2)
command -v openssl >/dev/null || missing+=(openssl)
[ "${#missing[@]}" -eq 0 ] || apt_install "${missing[@]}"
