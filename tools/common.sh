# Shared by the scripts beside it; sourced, not run.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
VENV=.venv
PY=$VENV/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '\n== %s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# apt_install PACKAGE...: installs Debian packages, as root only; otherwise says what is missing.
apt_install() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        die "Missing system packages: $*. Install them (apt-get install $*) and try again."
    fi
    say "Installing system packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq || true  # a foreign source that does not answer is no reason to stop; a missing package is
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
