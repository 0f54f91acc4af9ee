"""A printer in memory that keeps the contract of `tests/printing/test_printers.py`."""

from app.base.ports import PrintOutcome, PrintState


class FakePrinter:
    """Prints at once, or fails with `trouble` until that is set to nothing."""

    def __init__(self, trouble: str = "") -> None:
        self.trouble = trouble
        self.pages: list[tuple[bytes, str]] = []

    def submit(self, document: bytes, title: str) -> PrintOutcome:
        if self.trouble:
            return PrintOutcome(PrintState.FAILED, self.trouble)
        self.pages.append((document, title))
        return PrintOutcome(PrintState.PRINTED, handle=f"fake-{len(self.pages)}")

    def poll(self, handle: str) -> PrintOutcome:
        known = {f"fake-{n + 1}" for n in range(len(self.pages))}
        if handle in known:
            return PrintOutcome(PrintState.PRINTED, handle=handle)
        return PrintOutcome(PrintState.DOUBTFUL, "printer_doubtful", handle)
