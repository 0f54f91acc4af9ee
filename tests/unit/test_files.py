"""A small file is there whole, or as it was."""

import os
import stat

import pytest

from app.base.files import write_whole


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "keys.json"
    write_whole(path, b"one")
    write_whole(path, b"two", private=True)
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "keys.json"
    write_whole(path, b"one")

    def no_space(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(os, "fsync", no_space)
        with pytest.raises(OSError):
            write_whole(path, b"two")
    assert path.read_bytes() == b"one"
    write_whole(path, b"three")
    assert path.read_bytes() == b"three"
    assert list(tmp_path.iterdir()) == [path]


def test_it_is_on_disk_before_it_has_its_name(tmp_path, monkeypatch):
    done = []
    real_fsync, real_rename = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda h: (done.append("fsync"), real_fsync(h)))
    monkeypatch.setattr(os, "replace", lambda a, b: (done.append("rename"), real_rename(a, b)))
    write_whole(tmp_path / "a", b"x")
    assert done == ["fsync", "rename", "fsync"]
