"""What the documents say is so."""

import re
import subprocess

from tests.house.source import ROOT

MAP_LINE = re.compile(r"^([a-z_]+/(?:[a-z_]+/)?) {2,}\S", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)\)")
MAPPED = ("app", "ui", "sync")


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return listed.stdout.splitlines()


def test_the_map_of_rooms_is_true() -> None:
    drawn = set(MAP_LINE.findall(readme()))
    there = {f"{p.split('/')[0]}/" for p in tracked() if "/" in p and p[0] != "."}
    for room in MAPPED:
        there |= {
            f"{room}/{path.name}/"
            for path in (ROOT / room).iterdir()
            if (path / "__init__.py").exists()
        }
    assert drawn == there


def test_every_link_of_the_documents_leads_somewhere() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_word_given_to_make_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)`", readme())) <= targets


def test_nothing_tracked_was_made_by_a_machine() -> None:
    made = re.compile(r"(__pycache__|\.pyc$|\.db$|\.db-wal$|egg-info|\.venv/|^build/)")
    assert [path for path in tracked() if made.search(path)] == []


def test_the_changelog_has_the_version() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert version is not None
    assert f"## {version[1]} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
