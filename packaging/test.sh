#!/usr/bin/env bash
# Everything that must hold, in the order in which it fails fastest.
#
#   packaging/test.sh              what every change must pass (under ten minutes)
#   packaging/test.sh proof        the same and the long way: every seed, every killing moment
#   packaging/test.sh lint         only what needs no running program
#   packaging/test.sh bench        the benchmarks; writes build/bench.json
#   packaging/test.sh test ARGS…   the first, with further words for pytest
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
what=${1:-test}
shift || true
packaging/setup.sh test
export PATH="$PWD/.venv/bin:$PATH"
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
# What a developer has in their own session must not decide what a test sees.
unset VENTANILLA_HOME VENTANILLA_USER VENTANILLA_PASSWORD VENTANILLA_PASSPHRASE VENTANILLA_NOW
unset VENTANILLA_LANG VENTANILLA_CENTRAL_URL

lint() {
    ruff check -q
    ruff format --check -q
    mypy --no-error-summary
    lint-imports
}

case $what in
lint) lint ;;
bench) exec python -m pytest tests/bench -m bench -p no:randomly -q -s \
    -o faulthandler_timeout=3600 "$@" </dev/null ;;
proof)
    lint
    exec python -m pytest -n 2 -m "not bench" -o faulthandler_timeout=3600 "$@" </dev/null
    ;;
test)
    lint
    exec python -m pytest -n 2 "$@" </dev/null
    ;;
*)
    echo "usage: packaging/test.sh [test|proof|lint|bench]" >&2
    exit 2
    ;;
esac
