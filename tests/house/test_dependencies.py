"""What the project leans on: locked, explained, and free of a plain-text key store."""

import importlib.metadata
import re
import tomllib

from packaging.requirements import Requirement

from tests.house.source import ROOT

PLAIN_TEXT_KEY_STORES = {"keyrings-alt", "keyrings-cryptfile"}
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.M)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> dict:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]


def lock() -> str:
    return (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_has_every_dependency_within_its_bounds() -> None:
    pins: dict[str, list[str]] = {}
    for name, version in PIN.findall(lock()):
        pins.setdefault(canonical(name), []).append(version)
    asked = project()["dependencies"] + project()["optional-dependencies"]["dev"]
    for requirement in map(Requirement, asked):
        versions = pins.get(canonical(requirement.name), [])
        assert any(requirement.specifier.contains(v) for v in versions), str(requirement)


def test_every_locked_package_carries_its_hashes() -> None:
    for entry in re.split(r"\n(?=[a-z])", lock().split("\n", 2)[2]):
        assert "--hash=sha256:" in entry, entry


def test_the_lock_names_no_registry_and_no_machine() -> None:
    assert re.search(r"https?://|file:|index-url|find-links|/home/|/root/|/tmp/", lock()) is None


def test_no_key_store_in_plain_text_is_in_the_chain() -> None:
    installed = {canonical(d.name) for d in importlib.metadata.distributions()}
    locked = {canonical(name) for name, _ in PIN.findall(lock())}
    assert (installed | locked) & PLAIN_TEXT_KEY_STORES == set()


def test_qt_stays_below_the_release_that_dies_on_python_3_11() -> None:
    """PySide6 6.12.0 on CPython 3.11 loses references to None (docs/decisions)."""
    asked = [Requirement(text) for text in project()["dependencies"] if "PySide6" in text]
    for_311 = [r for r in asked if r.marker and r.marker.evaluate({"python_version": "3.11"})]
    assert len(for_311) == 1
    assert not for_311[0].specifier.contains("6.12.0")


def test_every_dependency_has_its_decision() -> None:
    records = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "docs/decisions").glob("*.md")
    )
    asked = project()["dependencies"] + project()["optional-dependencies"]["dev"]
    names = {Requirement(text).name for text in asked}
    assert sorted(n for n in names if f"`{n}`" not in records) == []
