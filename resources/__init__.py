"""Everything the program ships that is not code, behind one loader."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Where a shipped file or folder is, such as `path("catalog")`; it may not exist."""
    return _ROOT.joinpath(*parts)
