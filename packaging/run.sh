#!/usr/bin/env bash
# Runs the program (default: `ventanilla demo`), on the display there is or on one of its own.
# Ends with the program's own exit status; a SIGTERM reaches the program first.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
"$here/setup.sh" run
if [ "$#" = 0 ]; then set -- demo; fi
program="$here/../.venv/bin/ventanilla"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || ! command -v Xvfb >/dev/null; then
    exec "$program" "$@"
fi

# No display: an invisible one, which tells its number on a pipe once it can be used.
exec {number}< <(exec Xvfb -displayfd 1 -screen 0 1366x768x24 -nolisten tcp 2>/dev/null)
server=$!
read -r -u "$number" display
trap 'kill "$server" 2>/dev/null || true' EXIT
child='' asked=''
trap 'asked=yes; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true' TERM INT HUP
DISPLAY=":$display" "$program" "$@" &
child=$!
if [ -n "$asked" ]; then kill -TERM "$child" 2>/dev/null || true; fi
status=0
wait "$child" || status=$?
while kill -0 "$child" 2>/dev/null; do # a signal interrupted the wait: the program is closing
    status=0
    wait "$child" || status=$?
done
exit "$status"
