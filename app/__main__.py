"""The program: `ventanilla`, also `python -m app`."""

import sys


def main(argv: list[str] | None = None) -> int:
    """Runs one command, or opens the window when none is named; gives the exit code."""
    from app.cli.run import run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
