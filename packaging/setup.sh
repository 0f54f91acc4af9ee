#!/usr/bin/env bash
# Brings a machine from a clean clone to a working environment: system packages, .venv, the project.
#
#   packaging/setup.sh run     what the window needs
#   packaging/setup.sh test    that, and what the test suite drives (X server, CUPS, Chromium, …)
#
# Safe to repeat: a stamp of everything it depends on makes the second time cheap. As root or with
# sudo it installs what is missing; without either it says what to ask for, and goes on.
# VENTANILLA_SKIP_SYSTEM=1 leaves the system packages alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
level=${1:-run}
unset PYTHONWARNINGS PYTHONPATH PYTHONHOME # a caller's own say nothing about installing
root=$PWD

say() { printf '%s\n' "$*" >&2; }

# shellcheck source=packaging/system.sh
. packaging/system.sh
# shellcheck source=packaging/environment.sh
. packaging/environment.sh

install_system "$level"
install_environment "$root"
