"""The look as data: three sets of the same tokens, one palette and one generated stylesheet.

Sizes are logical pixels at 14 px base and grow with the scale; what is painted by hand takes its
colours from the palette (`ROLES`) and its sizes from `px`, so nobody else knows a token.
"""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

import resources

BASE_SIZE = 14
SCALES = (1.0, 1.25, 1.5, 2.0)
_SIZE_NAMES = tuple(range(1, 101))


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours of one theme. `on_accent` is ink on the accent, `focus` the ring around a field."""

    ground: str
    card: str
    ink: str
    quiet: str
    line: str
    border: str
    accent: str
    on_accent: str
    accent_ground: str
    waiting: str
    waiting_ground: str
    danger: str
    danger_ground: str
    done: str
    done_ground: str
    focus: str


THEMES: dict[str, Tokens] = {
    "light": Tokens(
        ground="#F6F7F9",
        card="#FFFFFF",
        ink="#1B2430",
        quiet="#5B6775",
        line="#D9DEE5",
        border="#87929F",
        accent="#0B5D57",
        on_accent="#FFFFFF",
        accent_ground="#E3F1EF",
        waiting="#8A5200",
        waiting_ground="#FFF3DC",
        danger="#A32020",
        danger_ground="#FCEBEA",
        done="#1E6B3A",
        done_ground="#E5F3E9",
        focus="#0B5D57",
    ),
    "dark": Tokens(
        ground="#12171D",
        card="#1B222B",
        ink="#EDF1F5",
        quiet="#A7B3C0",
        line="#313B47",
        border="#738194",
        accent="#6FD0C4",
        on_accent="#0B1F1D",
        accent_ground="#173431",
        waiting="#F2BF62",
        waiting_ground="#3A2C0F",
        danger="#FF9A92",
        danger_ground="#421B1A",
        done="#86D7A2",
        done_ground="#17351F",
        focus="#6FD0C4",
    ),
    "contrast": Tokens(
        ground="#000000",
        card="#000000",
        ink="#FFFFFF",
        quiet="#FFFFFF",
        line="#FFFFFF",
        border="#FFFFFF",
        accent="#FFE600",
        on_accent="#000000",
        accent_ground="#4A4300",
        waiting="#FFC14D",
        waiting_ground="#000000",
        danger="#FF8A8A",
        danger_ground="#000000",
        done="#7CFF9B",
        done_ground="#000000",
        focus="#FFE600",
    ),
}

TEXT_PAIRS = (
    ("ink", "ground"), ("ink", "card"), ("quiet", "ground"), ("quiet", "card"),
    ("accent", "card"), ("accent", "ground"), ("on_accent", "accent"),
    ("accent", "accent_ground"), ("ink", "accent_ground"), ("quiet", "accent_ground"),
    ("waiting", "waiting_ground"), ("ink", "waiting_ground"), ("danger", "card"),
    ("danger", "danger_ground"), ("ink", "danger_ground"), ("done", "card"), ("done", "done_ground"),
)  # fmt: skip
"""Every (ink, ground) on which a text is ever shown; each must reach 4.5:1 in every theme."""

ROLES: dict[str, QPalette.ColorRole] = {
    "ground": QPalette.ColorRole.Window,
    "card": QPalette.ColorRole.Base,
    "ink": QPalette.ColorRole.Text,
    "quiet": QPalette.ColorRole.PlaceholderText,
    "line": QPalette.ColorRole.Mid,
    "border": QPalette.ColorRole.Dark,
    "accent": QPalette.ColorRole.Highlight,
    "on_accent": QPalette.ColorRole.HighlightedText,
    "accent_ground": QPalette.ColorRole.AlternateBase,
    "waiting": QPalette.ColorRole.BrightText,
    "danger": QPalette.ColorRole.LinkVisited,
    "done": QPalette.ColorRole.Link,
}


def contrast(one: str, other: str) -> float:
    """The contrast of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - WCAG's own
        for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def stylesheet(tokens: Tokens, scale: float) -> str:
    """The whole window's style sheet: `$token` is a colour, `$s12` a scaled size."""
    values: dict[str, str] = asdict(tokens)
    values |= {f"s{n}": f"{max(1, round(n * scale))}px" for n in _SIZE_NAMES}
    text = resources.path("theme", "window.qss").read_text(encoding="utf-8")
    return Template(text).substitute(values)


def palette(tokens: Tokens) -> QPalette:
    made = QPalette(QColor(tokens.card), QColor(tokens.ground))
    for name, role in ROLES.items():
        made.setColor(role, QColor(getattr(tokens, name)))
    made.setColor(QPalette.ColorRole.WindowText, QColor(tokens.ink))
    made.setColor(QPalette.ColorRole.ButtonText, QColor(tokens.ink))
    return made


def apply(app: QApplication, name: str = "light", scale: float = 1.0) -> None:
    """Dress the whole program: Fusion underneath, the theme `name` at `scale` on top."""
    look = f"{name} {scale}"
    if app.property("look") == look:
        return
    app.setProperty("look", look)
    tokens = THEMES[name]
    font = QFont(app.font())
    font.setPixelSize(round(BASE_SIZE * scale))
    app.setFont(font)
    app.setPalette(palette(tokens))
    app.setStyleSheet(stylesheet(tokens, scale))


def px(size: float) -> int:
    """`size` logical pixels at the scale in force."""
    return round(size * QApplication.font().pixelSize() / BASE_SIZE)
