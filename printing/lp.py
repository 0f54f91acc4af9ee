"""The system's printer through CUPS' own commands; no library, no shell, always a time limit."""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.ports import PrintOutcome, PrintState

ANSWER_SECONDS = 10.0
_NOT_FOUND = 127
_COMPLAINTS = {
    "does not exist": "printer_missing",
    "Invalid destination": "printer_missing",
    "default destination": "printer_none",
    "not accepting": "printer_stopped",
    "not running": "printer_silent",
    "Unable to connect": "printer_silent",
}
_ALERTS = {
    "media-empty": "printer_paper_out",
    "media-needed": "printer_paper_out",
    "media-jam": "printer_jam",
    "cover-open": "printer_door_open",
    "door-open": "printer_door_open",
    "toner-empty": "printer_no_ink",
    "marker-supply-empty": "printer_no_ink",
    "offline": "printer_offline",
    "connecting-to-device": "printer_offline",
}
"""IPP printer-state-reasons (RFC 8011, 5.4.12) that a person can do something about."""


class _Silent(Exception):
    """The command did not answer in time: nobody knows what it did."""


@dataclass(frozen=True, slots=True)
class _Said:
    code: int
    out: str
    complaint: str


class SystemPrinter:
    """A CUPS queue; the default one when `queue` is empty.

    `FAILED` promises that no paper will come of that job, so that trying again cannot print
    twice: a job held by a stopped printer is cancelled first. While CUPS itself waits (paper out,
    cable loose) the job stays `SENT`, with the trouble in `code`. CUPS does not tell a finished
    job from one that somebody cancelled in its own window: both are `PRINTED`.
    """

    def __init__(
        self, queue: str = "", *, seconds: float = ANSWER_SECONDS, tools: Path | None = None
    ) -> None:
        self._queue = queue
        self._seconds = seconds
        self._tools = tools

    def submit(self, document: bytes, title: str) -> PrintOutcome:
        """Queue one PDF, one-sided on letter paper. `title` is what the system's list shows."""
        try:
            return self._send(document, title)
        except _Silent:
            return PrintOutcome(PrintState.DOUBTFUL, "printer_silent")

    def poll(self, handle: str) -> PrintOutcome:
        """What became of a job. A question that gets no answer changes nothing."""
        try:
            return self._look(handle)
        except _Silent:
            return PrintOutcome(PrintState.SENT, "printer_silent", handle)

    def _send(self, document: bytes, title: str) -> PrintOutcome:
        where = ["-d", self._queue] if self._queue else []
        options = ["-o", "media=Letter", "-o", "sides=one-sided", "-t", title, "--", "-"]
        said = self._run("lp", [*where, *options], document)
        if said.code:
            return PrintOutcome(PrintState.FAILED, self._why(said, "printer_refused"))
        return PrintOutcome(PrintState.SENT, handle=_handle(said.out))

    def _look(self, handle: str) -> PrintOutcome:
        queue = handle.rpartition("-")[0]
        waiting = self._run("lpstat", ["-W", "not-completed", "-o", queue])
        if waiting.code:
            # a queue that is gone took its jobs along; of any other silence nothing is known
            code = self._why(waiting, "printer_silent")
            gone = PrintState.FAILED if code == "printer_missing" else PrintState.SENT
            return PrintOutcome(gone, code, handle)
        if handle in _handles(waiting.out):
            return self._waiting(queue, handle)
        done = self._run("lpstat", ["-W", "completed", "-o", queue])
        if handle in _handles(done.out):
            return PrintOutcome(PrintState.PRINTED, handle=handle)
        return PrintOutcome(PrintState.DOUBTFUL, "printer_doubtful", handle)

    def _waiting(self, queue: str, handle: str) -> PrintOutcome:
        said = self._run("lpstat", ["-l", "-p", queue])
        head = said.out.partition("\n")[0]
        if " disabled " in f"{head} ":
            return self._give_up(handle)
        alerts = next((line for line in said.out.splitlines() if "Alerts:" in line), "")
        code = next((code for alert, code in _ALERTS.items() if alert in alerts), "")
        return PrintOutcome(PrintState.SENT, code, handle)

    def _give_up(self, handle: str) -> PrintOutcome:
        """Take a job out of a stopped queue; only then is it sure that nothing will come."""
        if self._run("cancel", [handle]).code:
            return PrintOutcome(PrintState.DOUBTFUL, "printer_doubtful", handle)
        return PrintOutcome(PrintState.FAILED, "printer_stopped", handle)

    def _why(self, said: _Said, otherwise: str) -> str:
        """The code of a complaint. Without a daemon, lp says that every printer is missing."""
        if said.code == _NOT_FOUND:
            return "printer_command_missing"
        code = next((c for text, c in _COMPLAINTS.items() if text in said.complaint), otherwise)
        if code == "printer_missing" and "is running" not in self._run("lpstat", ["-r"]).out:
            return "printer_silent"
        return code

    def _run(self, command: str, arguments: Sequence[str], given: bytes = b"") -> _Said:
        """Run a CUPS command in plain English (its answers are parsed). Raises `_Silent`."""
        name = str(self._tools / command) if self._tools else command
        try:
            done = subprocess.run(  # noqa: S603 - an argument list, never a shell
                ["env", "LC_ALL=C", name, *arguments],  # noqa: S607 - wherever the system has it
                input=given,
                capture_output=True,
                timeout=self._seconds,
                check=False,
            )
        except FileNotFoundError:
            return _Said(_NOT_FOUND, "", "")
        except subprocess.TimeoutExpired as late:
            raise _Silent from late
        out, complaint = (part.decode(errors="replace") for part in (done.stdout, done.stderr))
        return _Said(done.returncode, out, complaint)


def _handle(out: str) -> str:
    """«request id is good-1 (1 file(s))» → «good-1»."""
    words = out.split()
    return words[words.index("is") + 1] if "is" in words[:-1] else ""


def _handles(listing: str) -> frozenset[str]:
    return frozenset(_first_words(listing))


def _first_words(listing: str) -> Iterator[str]:
    for line in listing.splitlines():
        if line and not line[0].isspace():
            yield line.split(maxsplit=1)[0]
