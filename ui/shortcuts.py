"""Every key of the window, declared once: the window installs them, F1 and the palette list them."""

from dataclasses import dataclass

from app.base.i18n import mark as _m


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`action` names what it does; `keys` are Qt's portable texts; `text` is what a person reads."""

    action: str
    keys: tuple[str, ...]
    text: str
    group: str

    @property
    def shown(self) -> str:
        """The key as it is printed on screen and on keyboards in Spanish."""
        return " / ".join(dict.fromkeys(k.replace("Return", "Enter") for k in self.keys))


_GO = _m("Ir a")
_MATTER = _m("Asunto")
_HELP = _m("Ayuda y sesión")
_INSIDE = _m("Mientras captura")

SHORTCUTS: tuple[Shortcut, ...] = (
    Shortcut("new", ("F2",), _m("Asunto nuevo en ventanilla"), _GO),
    Shortcut("call", ("F3",), _m("Llamada nueva"), _GO),
    Shortcut("find", ("F4", "Ctrl+F"), _m("Seguimiento: buscar"), _GO),
    Shortcut("waiting", ("F6",), _m("Lo que está por enviar"), _GO),
    Shortcut("send", ("F5",), _m("Enviar ahora"), _GO),
    Shortcut("file", ("F9", "Ctrl+Return", "Ctrl+Enter"), _m("Guardar e imprimir"), _MATTER),
    Shortcut("park", ("Ctrl+S",), _m("Apartar el borrador"), _MATTER),
    Shortcut("same", ("Ctrl+N",), _m("Otro asunto de la misma persona"), _MATTER),
    Shortcut("print", ("F8",), _m("Imprimir otra vez"), _MATTER),
    Shortcut("sealed", ("Alt+R",), _m("Levantar también una denuncia reservada"), _MATTER),
    Shortcut("help", ("F1",), _m("Ayuda y teclas"), _HELP),
    Shortcut("palette", ("Ctrl+K",), _m("Buscar una acción"), _HELP),
    Shortcut("lock", ("Ctrl+L",), _m("Bloquear o cambiar de persona"), _HELP),
    Shortcut("theme", ("Ctrl+T",), _m("Cambiar los colores"), _HELP),
    Shortcut("bigger", ("Ctrl++", "Ctrl+="), _m("Letra más grande"), _HELP),
    Shortcut("smaller", ("Ctrl+-",), _m("Letra más chica"), _HELP),
    Shortcut("back", ("Esc",), _m("Regresar sin perder nada"), _HELP),
)
"""Keys that work anywhere in the window."""

IN_PLACE: tuple[tuple[str, str], ...] = (
    ("1 … 9", _m("Elegir una respuesta o un renglón")),
    ("Enter", _m("Seguir adelante: acepta lo elegido")),
    ("Tab", _m("Salir del campo")),
    ("↑ ↓", _m("Moverse entre sugerencias y resultados")),
)
"""Keys that mean something inside a field or a list; `F1` lists them under their own heading."""

IN_PLACE_HEADING = _INSIDE


def key_of(action: str) -> str:
    """The first key of an action, as it is printed on its button. KeyError for an unknown one."""
    return _named(action).keys[0]


def text_of(action: str) -> str:
    """What an action does, in words still to be translated. KeyError for an unknown one."""
    return _named(action).text


def _named(action: str) -> Shortcut:
    return {shortcut.action: shortcut for shortcut in SHORTCUTS}[action]
