"""Settings, each declared once: key, type, default, what it means. An unknown key is an error."""

import tomllib
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any

from app.base.errors import FieldError, Invalid
from app.base.i18n import _
from app.base.i18n import mark as _m


@dataclass(frozen=True, slots=True)
class Setting:
    key: str
    default: str | int | bool
    text: str


DECLARED = (
    Setting("cutoff", "15:00", _m("Hora de corte: después de ella, el plazo cuenta desde el día hábil siguiente")),
    Setting("municipality", _m("Gobierno de San Pedro Tlaquepaque"), _m("Nombre que encabeza el acuse")),
    Setting("office", _m("Atención Ciudadana"), _m("Oficina que encabeza el acuse")),
    Setting("ask_phone", "33 1057 6000", _m("Teléfono para preguntar por un folio")),
    Setting("reopen_days", 10, _m("Días hábiles para reabrir un asunto")),
    Setting("printer", "", _m("Impresora del sistema; vacío usa la predeterminada")),
    Setting("theme", "light", _m("Tema de la ventana: light, dark o contrast")),
    Setting("scale", 100, _m("Tamaño del texto, en por ciento")),
    Setting("proxy", "", _m("Proxy de la red municipal")),
    Setting("ca_bundle", "", _m("Archivo de certificados de la red municipal")),
)  # fmt: skip
_BY_KEY = {setting.key: setting for setting in DECLARED}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every declared setting with its value in force."""

    values: tuple[tuple[str, str | int | bool], ...] = ()

    def text(self, key: str) -> str:
        return _(str(self._value(key)))

    def number(self, key: str) -> int:
        return int(self._value(key))

    @property
    def cutoff(self) -> time:
        return time.fromisoformat(self.text("cutoff"))

    def _value(self, key: str) -> str | int | bool:
        return dict(self.values).get(key, _BY_KEY[key].default)


def read(path: Path) -> Settings:
    """Reads `settings.toml`; a missing file means the defaults.

    Raises `Invalid` naming every key that is unknown or whose value is of another type.
    """
    if not path.exists():
        return Settings()
    try:
        stored: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(FieldError(path.name, "settings_unreadable")) from error
    problems = [
        FieldError(key, code) for key, value in stored.items() if (code := _trouble(key, value))
    ]
    if problems:
        raise Invalid(*problems)
    return Settings(tuple(stored.items()))


def _trouble(key: str, value: object) -> str:
    if key not in _BY_KEY:
        return "setting_unknown"
    if type(value) is not type(_BY_KEY[key].default):
        return "setting_type"
    if key == "cutoff":
        try:
            time.fromisoformat(str(value))
        except ValueError:
            return "setting_type"
    return ""
