"""Settings: declared once, read from a file, and nothing misspelt passes unseen."""

from datetime import time
from pathlib import Path

import pytest

from app.base.errors import Invalid
from app.base.messages import explain
from app.base.settings import DECLARED, read


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_every_setting_has_its_default(tmp_path: Path) -> None:
    found = read(tmp_path / "settings.toml")
    assert [str(found._value(each.key)) for each in DECLARED] == [str(d.default) for d in DECLARED]


def test_what_the_file_says_is_in_force(tmp_path: Path) -> None:
    found = read(written(tmp_path, 'cutoff = "14:30"\nscale = 150\nask_phone = "33 0000 0000"\n'))
    assert (found.cutoff, found.number("scale")) == (time(14, 30), 150)
    assert found.text("ask_phone") == "33 0000 0000"


@pytest.mark.parametrize(
    ("text", "field", "code"),
    [
        ('hora = "15:00"', "hora", "setting_unknown"),
        ('scale = "grande"', "scale", "setting_type"),
        ("scale = true", "scale", "setting_type"),
        ('cutoff = "a las tres"', "cutoff", "setting_type"),
        ("cutoff = ", "settings.toml", "settings_unreadable"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, field: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(written(tmp_path, text))
    assert [(e.field, e.code) for e in refused.value.errors] == [(field, code)]
    assert field in explain(refused.value)
