"""One pass at a time for a home, whatever the number of windows and commands (`sync.md` 1.8).

A lock of the operating system on `sync.lock`: it dies with its process, so nothing has to be
cleaned up after a crash, and the file's being there means nothing.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, 0, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def single_flight(path: Path) -> Iterator[bool]:
    """Holds the lock while inside; gives False, at once, when someone else holds it.

    Excludes threads of one process as well as processes. Closing the file releases it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _take(handle)
    finally:
        os.close(handle)
