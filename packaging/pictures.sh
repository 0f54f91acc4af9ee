#!/usr/bin/env bash
# Takes every picture under docs/pictures again: screens, papers and web pages of an invented day.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
QT_QPA_PLATFORM=offscreen exec .venv/bin/python packaging/pictures.py "${1:-docs/pictures}"
