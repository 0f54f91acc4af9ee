"""A printer whose paper is a folder of PDF files: demo homes, tests and «a archivo»."""

import os
import re
from pathlib import Path

from app.base.ports import PrintOutcome, PrintState

_UNSAFE = re.compile(r"[^\w.-]+")


class FolderPrinter:
    """Writes each document durably as `TITLE.pdf`; the handle is the file's name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def submit(self, document: bytes, title: str) -> PrintOutcome:
        """The file is complete and on disk when this returns `PRINTED`, or it is not there."""
        name = f"{_UNSAFE.sub('_', title)}.pdf"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _write_durably(self.folder / name, document)
        except OSError:
            return PrintOutcome(PrintState.FAILED, "print_folder_unwritable")
        return PrintOutcome(PrintState.PRINTED, handle=name)

    def poll(self, handle: str) -> PrintOutcome:
        if (self.folder / handle).is_file():
            return PrintOutcome(PrintState.PRINTED, handle=handle)
        return PrintOutcome(PrintState.DOUBTFUL, "printer_doubtful", handle)


def _write_durably(target: Path, data: bytes) -> None:
    """Temporary name, fsync, rename, fsync of the folder: never half a page under its name."""
    half = target.with_suffix(".part")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
