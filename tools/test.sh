#!/usr/bin/env bash
# Everything that must hold before a change is merged. All steps run even when one fails, so that one round shows
# everything there is to mend; the last lines repeat what each test run said.
set -euo pipefail
. "$(dirname "$0")/common.sh"

tools/environment.sh dev
tools/system.sh
export PATH="$PWD/$VENV/bin:$PATH"
unset TIRKELIM_DATABASE_URL
# Eight processes of these steps load the same thousand files: where each compiles them anew, that takes minutes.
unset PYTHONDONTWRITEBYTECODE
logs=$(mktemp -d "${TMPDIR:-/tmp}/tirkelim-test.XXXXXX")
trap 'rm -rf "$logs"' EXIT
failed=()

# step NAME COMMAND...: runs it and remembers whether it failed.
step() {
    local name=$1
    shift
    say "$name"
    "$@" || failed+=("$name")
}

# tests NAME COMMAND...: a pytest run whose closing line is kept for the end.
tests() { step "$1" run_and_keep "$@"; }
run_and_keep() {
    local name=$1 status=0
    shift
    "$@" 2>&1 | tee "$logs/last" || status=$?
    printf '%s\n%s\n' "$name:" "$(grep -E '^(=+ )?.*[0-9]+ (passed|failed|error|skipped|deselected).* in [0-9.]+' "$logs/last" | tail -n 1)" >> "$logs/closing"
    return $status
}

# All that looks at files only. It uses one core, so it runs beside the first tests; what it says is shown after them.
look() {
    failed=()
    step "Style" ruff check --quiet
    step "Format" ruff format --check --quiet
    step "Types" mypy
    step "Layers" lint-imports
    step "Translations" python tools/check_translations.py
    step "Collected texts" python tools/messages.py --check
    step "Generated pages" python tools/generated.py --check
    step "Calendar" python tools/make_calendar.py --check
    printf '%s\n' "${failed[@]}" > "$logs/looked"
}

step "Compile texts" python tools/compile_messages.py
look > "$logs/look" 2>&1 &
looking=$!

tests "Tests on SQLite" pytest -n 2 --dist worksteal -m "not e2e and not postgresql"
wait "$looking" || failed+=("Looking at files")
cat "$logs/look"
mapfile -t -O "${#failed[@]}" failed < <(grep . "$logs/looked")
# The law opens no connection (the layers and tests/test_house.py hold it), so one database is enough for its tests.
tests "Tests on PostgreSQL" tools/with_postgres.sh pytest -n 2 --dist worksteal -m "not e2e" --ignore tests/law --ignore tests/tools
tests "Browser tests" pytest -n 2 --dist worksteal -m e2e tests/e2e

echo
if [ "${#failed[@]}" -gt 0 ]; then
    printf 'Failed: %s\n' "${failed[@]}"
fi
cat "$logs/closing"
[ "${#failed[@]}" -eq 0 ]
