"""A private CUPS on a socket of its own: a good queue, one that fails, one without paper."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct keep "Unknown" "keep"'; exit 0; }
case "$DEVICE_URI" in
 keep:/fail*) exit 4;;
 keep:/empty*) echo "STATE: +media-empty-error" >&2; trap 'exit 0' TERM; sleep 60 & wait; exit 0;;
esac
cat "${6:--}" > "${DEVICE_URI#keep:}/$1.part" && mv "${DEVICE_URI#keep:}/$1.part" "${DEVICE_URI#keep:}/$1.pdf"
"""
_CUPSD = """Listen {root}/sock
LogLevel warn
MaxLogSize 0
Browsing Off
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles No
ErrorPolicy stop-printer
WebInterface No
<Location />
 Order allow,deny
 Allow all
</Location>
<Policy default>
 JobPrivateAccess all
 JobPrivateValues none
 <Limit All>
  Order deny,allow
  Allow all
 </Limit>
</Policy>
"""
_FILES = """ServerRoot {root}
ServerBin {root}/bin
RequestRoot {root}/spool
TempDir {root}/spool/tmp
CacheDir {root}/cache
StateDir {root}/run
ErrorLog {root}/error_log
AccessLog {root}/access_log
PageLog {root}/page_log
DataDir /usr/share/cups
SystemGroup root
{account}
"""
_QUEUE = """<{word} {name}>
DeviceURI {uri}
State {state}
Accepting {accepting}
Shared No
ErrorPolicy stop-printer
</{printer}>
"""
PATIENCE = 20.0


def _account() -> str:
    """CUPS gives up root for its helpers; an ordinary user stays who they are."""
    name = "lp" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    return f"User {name}"


def _lay_out(root: Path) -> Path:
    out = root / "out"
    for folder in ("bin/backend", "spool/tmp", "cache", "run", "out"):
        (root / folder).mkdir(parents=True)
    for part in ("filter", "daemon", "notifier", "monitor"):
        (root / "bin" / part).symlink_to(Path("/usr/lib/cups") / part)
    backend = root / "bin/backend/keep"
    backend.write_text(_BACKEND)
    backend.chmod(0o700)
    (root / "cupsd.conf").write_text(_CUPSD.format(root=root))
    (root / "cups-files.conf").write_text(_FILES.format(root=root, account=_account()))
    queues = [
        ("DefaultPrinter", "good", f"keep:{out}", "Idle", "Yes"),
        ("Printer", "fail", "keep:/fail", "Idle", "Yes"),
        ("Printer", "empty", "keep:/empty", "Idle", "Yes"),
        ("Printer", "closed", f"keep:{out}", "Idle", "No"),
    ]
    (root / "printers.conf").write_text(
        "".join(
            _QUEUE.format(
                word=word, printer=word, name=name, uri=uri, state=state, accepting=accepting
            )
            for word, name, uri, state, accepting in queues
        )
    )
    return out


@contextmanager
def private_cups() -> Iterator[tuple[str, Path]]:
    """`(CUPS_SERVER, folder)`: the folder receives what the queue `good` prints."""
    root = Path(tempfile.mkdtemp(prefix="cups", dir="/tmp"))
    root.chmod(0o755)
    out = _lay_out(root)
    daemon = subprocess.Popen(
        ["/usr/sbin/cupsd", "-c", root / "cupsd.conf", "-s", root / "cups-files.conf", "-f"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for_answers(root, daemon)
        yield str(root / "sock"), out
    finally:
        daemon.terminate()
        daemon.wait(PATIENCE)
        shutil.rmtree(root, ignore_errors=True)


def _wait_for_answers(root: Path, daemon: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    environment = {**os.environ, "CUPS_SERVER": str(root / "sock"), "LC_ALL": "C"}
    while time.monotonic() < deadline and daemon.poll() is None:
        answer = subprocess.run(
            ["lpstat", "-r"], env=environment, capture_output=True, check=False, timeout=PATIENCE
        )
        if b"is running" in answer.stdout:
            return
    raise AssertionError((root / "error_log").read_text())
