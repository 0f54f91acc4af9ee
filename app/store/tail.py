"""The tail: every event the central does not hold yet, beside the database (`sync.md` 1.4).

It is written after the commit and before anybody is shown a folio, so a database that was
restored, cloned or cut off from its WAL is seen to be older than what the desk has promised.
Whoever writes holds the lock of the file and brings forward what is missing, so the file is
contiguous also with several processes.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.base.database import NotSaved
from app.base.files import write_whole
from app.domain.journal import BadEvent, Chained
from app.store import frames

SMALL = 2**20  # bytes that are decrypted whole at every start, in a few milliseconds
Missing = Callable[[int], Sequence[Chained]]
_sync = getattr(os, "fdatasync", os.fsync)
_BINARY = getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Position:
    """The last readable frame: its token, number and event hash; `whole` when nothing before it
    is damaged.
    """

    token: bytes
    seq: int
    hash: bytes
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything readable of a tail. `damaged` counts stretches that were not, a torn last frame
    (`torn`) apart: that one is an event nobody was told about.
    """

    events: tuple[Chained, ...]
    torn: bool
    damaged: int


class TailFile:
    """The open tail of one home. Not for two threads at once; other processes may have it too."""

    def __init__(self, path: Path, key: bytes, token: bytes) -> None:
        self._path = path
        self._cipher = AESGCM(key)
        self._token = token
        self._handle = -1
        self._inode = -1
        self._end = 0
        self._last = -1

    def close(self) -> None:
        """Lets go of the file; the next `append` opens it again."""
        if self._handle >= 0:
            os.close(self._handle)
        self._handle, self._inode = -1, -1

    def append(self, events: Sequence[Chained], head: int, missing: Missing) -> None:
        """Writes what the file lacks and returns when it is on the disk. Hold the file's lock.

        `events` are the newest and `head` the journal's last seq; `missing(after)` gives every
        event from `after + 1` on and is asked only when another process, or a crash, left a gap.
        Raises `NotSaved("tail_not_written")`: the caller must not show what it stored.
        """
        try:
            self._catch_up()
            if self._last >= head:
                return
            new = [e for e in events if e.event.seq > self._last]
            if not new or new[0].event.seq != self._last + 1:
                new = list(missing(self._last))
            if new:
                self._write(new)
        except OSError as error:
            self._give_up()
            raise NotSaved("tail_not_written") from error

    def start_again(self, seq: int, digest: bytes, events: Sequence[Chained]) -> None:
        """Replaces the file by one that begins after `seq`: temporary name, fsync, rename, fsync
        of the folder. Hold the file's lock. Raises `NotSaved("tail_not_written")`.
        """
        parts = [frames.base(self._cipher, self._token, seq, digest)]
        parts += (frames.of_event(self._cipher, self._token, e) for e in events)
        self.close()
        try:
            write_whole(self._path, b"".join(parts), private=True)
        except OSError as error:
            raise NotSaved("tail_not_written") from error

    def _catch_up(self) -> None:
        """Looks at what others appended since; a frame cut short by a crash is cut away."""
        if self._path.stat().st_ino != self._inode:
            self.close()
            self._handle = os.open(self._path, os.O_RDWR | _BINARY)
            self._inode = os.fstat(self._handle).st_ino
            self._end, self._last = 0, -1
        size = os.fstat(self._handle).st_size
        if size == self._end:
            return
        if size < self._end:  # somebody put an older one in its place
            self._end, self._last = 0, -1
        os.lseek(self._handle, self._end, os.SEEK_SET)
        found = tuple(frames.scan(_read_exactly(self._handle, size - self._end)))
        if found:
            self._last, self._end = found[-1].seq, self._end + found[-1].end
        if self._end != size:
            os.ftruncate(self._handle, self._end)

    def _write(self, events: Sequence[Chained]) -> None:
        data = b"".join(frames.of_event(self._cipher, self._token, e) for e in events)
        os.lseek(self._handle, self._end, os.SEEK_SET)
        left = memoryview(data)
        while left:
            left = left[os.write(self._handle, left) :]
        _sync(self._handle)
        self._end += len(data)
        self._last = events[-1].event.seq

    def _give_up(self) -> None:
        """After a failed write: whatever half a frame there is goes, so that a retry is clean."""
        with suppress(OSError):
            if self._handle >= 0:
                os.ftruncate(self._handle, self._end)
        with suppress(OSError):
            self.close()


def _read_exactly(handle: int, size: int) -> bytes:
    parts = []
    while size > 0 and (part := os.read(handle, size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def last_position(path: Path, key: bytes) -> Position | None:
    """The last frame that opens; None when the file is missing or empty.

    Where none opens, the last one still counts with an empty hash: somebody wrote it. In a large
    file only frames at the end are opened, so that no start waits; `read` opens every one.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    cipher = AESGCM(key)
    found, whole = _every_frame(data)
    last = Position(found[-1].token, found[-1].seq, b"", whole=False) if found else None
    for frame in found if len(data) < SMALL else found[-2:]:
        digest = frames.digest(cipher, data, frame)
        if digest is not None:
            last = Position(frame.token, frame.seq, digest, whole)
        elif frame is not found[-1]:
            whole = False
    return replace(last, whole=whole) if last and last.hash else last


def read(path: Path, key: bytes) -> Reading:
    """Every event that can still be read, in order: what salvage hands to a new enrolment."""
    data = path.read_bytes()
    cipher = AESGCM(key)
    events: list[Chained] = []
    bad: list[int] = []
    found, whole = _every_frame(data)
    for frame in found:
        if frames.digest(cipher, data, frame) is None:
            bad.append(frame.end)
            continue
        with suppress(BadEvent):
            if (chained := frames.event(cipher, data, frame)) is not None:
                events.append(chained)
    end = found[-1].end if found else 0
    torn = end != len(data) or end in bad
    return Reading(tuple(events), torn, len(bad) - (end in bad) + (not whole))


def _every_frame(data: bytes) -> tuple[list[frames.Frame], bool]:
    """The frames of a file, also after a damaged stretch; and whether there was no such stretch
    (a torn end is none).
    """
    found = list(frames.scan(data))
    whole = True
    end = found[-1].end if found else 0
    while (start := frames.resume(data, end)) >= 0:
        more = list(frames.scan(data, start))
        if more:
            whole = False
            found += more
        end = more[-1].end if more else start
    return found, whole
