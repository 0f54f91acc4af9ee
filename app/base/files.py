"""Writing a small file whole: after a power cut the old one is there or the new one, never half."""

import os
from contextlib import suppress
from pathlib import Path

_OWNER_ONLY = 0o600
_EVERYONE = 0o644


def write_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Temporary name, fsync, rename, fsync of the folder. `private`: only its owner may read it.

    Raises `OSError` when the disk will not keep it; then the old file stands.
    """
    draft = path.with_name(f"{path.name}.new")
    mode = _OWNER_ONLY if private else _EVERYONE
    with suppress(FileNotFoundError):  # left by a power cut, perhaps with other rights
        draft.unlink()
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename last. Windows keeps it without being asked, and cannot be asked."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
