"""What a screen reader sees, as a service: one JSON request a line in, one JSON answer a line out.

Runs under the system's own `python3`, which has the AT-SPI bindings; never under the test's.
Requests: `{"do": "all"}` every showing thing; `{"do": "named", "name": …}` those of that name;
`{"do": "focused"}` those that say they have the keyboard.
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

DEEPEST = 40
STATES = ("focused", "enabled", "checked", "selected", "expanded", "editable")


def showing(node):
    """Depth first, everything on the screen below `node`, with its states."""
    stack = [(node, 0)]
    while stack:
        item, depth = stack.pop()
        try:
            states = item.get_state_set()
            if depth > 1 and not states.contains(Atspi.StateType.SHOWING):
                continue
            yield item, states
            if depth < DEEPEST:
                count = min(item.get_child_count(), 500)
                children = [item.get_child_at_index(index) for index in range(count)]
                stack.extend((child, depth + 1) for child in reversed(children) if child)
        except GLib.Error:  # it went away while we looked
            continue


def text_of(item):
    content = item.get_text_iface()
    if content is None:
        return ""
    return Atspi.Text.get_text(content, 0, Atspi.Text.get_character_count(content))


def seen(item, states):
    return {
        "role": item.get_role_name(),
        "name": item.get_name(),
        "description": item.get_description() or "",
        "text": text_of(item),
        "states": [s for s in STATES if states.contains(getattr(Atspi.StateType, s.upper()))],
    }


def desktop():
    root = Atspi.get_desktop(0)
    root.set_cache_mask(Atspi.Cache.NONE)
    return root


def those(wanted):
    """Every showing thing that `wanted(item, states)` says yes to."""
    found = []
    for item, states in showing(desktop()):
        try:
            if wanted(item, states):
                found.append(seen(item, states))
        except GLib.Error:  # it went away while we looked
            continue
    return found


def perform(request):
    match request["do"]:
        case "all":
            return those(lambda _item, _states: True)
        case "named":
            return those(lambda item, _states: item.get_name() == request["name"])
        case "focused":
            return those(lambda _item, states: states.contains(Atspi.StateType.FOCUSED))
    raise LookupError(request["do"])


def main():
    Atspi.init()
    for line in sys.stdin:
        try:
            answer = {"ok": perform(json.loads(line))}
        except (LookupError, AttributeError, GLib.Error) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
