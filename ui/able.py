"""Which actions lead anywhere from where one is: the palette offers no others. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Here:
    """Where one is: the `screen`; whether a matter without folio is `open`, one was `filed` that
    another may follow, a reserved folio is `offered`, and a matter is `followed` up.
    """

    screen: str
    open: bool = False
    filed: bool = False
    offered: bool = False
    followed: bool = False


def able(action: str, here: Here) -> bool:
    """Whether the action can be done now."""
    capturing = here.screen == "capture" and here.open
    match action:
        case "palette" | "back":
            return False
        case "file" | "park":
            return capturing
        case "same":
            return capturing or (here.screen == "folio" and here.filed)
        case "sealed":
            return here.screen == "capture" and here.offered
        case "print":
            return here.screen == "folio" or (here.screen == "follow_up" and here.followed)
        case _:
            return True
