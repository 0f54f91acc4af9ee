"""Run as a program: says «painted» once a window is. With a home: ours; without: an empty one."""

import sys


def ours(home: str) -> int:
    """The real command line, told to say when it has painted."""
    import ui.main
    from app.cli.run import run

    start = ui.main.run

    def told(open_desk, **others) -> int:
        return start(open_desk, painted=say, **others)

    ui.main.run = told
    return run(["--home", home])


def empty() -> int:
    """The least that Qt needs to show a window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event) -> None:
            super().paintEvent(event)
            say()

    app = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1366, 768)
    window.show()
    return app.exec()


def say() -> None:
    sys.stdout.write("painted\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(ours(sys.argv[1]) if len(sys.argv) > 1 else empty())
