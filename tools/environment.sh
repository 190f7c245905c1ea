#!/usr/bin/env bash
# Makes .venv and installs the locked requirements into it.  Usage: tools/environment.sh run|dev
# A stamp with the digest of what was asked for makes a second call free.
set -euo pipefail
. "$(dirname "$0")/common.sh"

kind=${1:?run or dev}
case $kind in
    run) lock=requirements.txt ;;
    dev) lock=requirements-dev.txt ;;
    *) die "Unknown set: $kind" ;;
esac

find_python() {
    local candidate
    for candidate in "${PYTHON:-}" python3.11 python3; do
        [ -n "$candidate" ] && command -v "$candidate" >/dev/null || continue
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        command -v "$candidate"
        return
    done
}

make_venv() {
    local python
    python=$(find_python)
    if [ -z "$python" ]; then
        apt_install python3 python3-venv
        python=$(find_python)
    fi
    [ -n "$python" ] || die "Python 3.11 or newer was not found."
    "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install python3-venv
    say "Making $VENV"
    "$python" -m venv --clear "$VENV"
}

# install_locked FILE: exactly the hashed versions; the fast installer first, the plain one if that does not work here.
install_locked() {
    if [ -x "$VENV/bin/uv" ] && "$VENV/bin/uv" pip install --quiet --python "$PY" --require-hashes -r "$1"; then
        return
    fi
    "$PY" -m pip install --quiet --require-hashes -r "$1"
}

"$PY" -c 'import pip' 2>/dev/null || make_venv
digest=$(cat requirements.txt requirements-dev.txt tools/installer.txt pyproject.toml | sha256sum | cut -d' ' -f1)
# The development set holds the running set, so its stamp serves both.
for stamp in "$VENV/.installed-dev" "$VENV/.installed-$kind"; do
    [ "$(cat "$stamp" 2>/dev/null)" = "$digest $PWD" ] && exit 0
done

say "Installing $lock"
"$PY" -m pip install --quiet --require-hashes -r tools/installer.txt
install_locked "$lock"
"$PY" -m pip install --quiet --no-deps --no-build-isolation -e .
echo "$digest $PWD" > "$VENV/.installed-$kind"
