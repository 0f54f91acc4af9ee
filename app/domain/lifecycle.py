"""Where a matter may go next and who may send it there (`status.csv`, columns next, who_sets).

The central owns the status; a window's wish that no longer fits is kept and shown, not applied.
"""

from collections.abc import Mapping

from app.base.errors import Refused
from app.domain.catalog import StatusDef

INITIAL = "capturado"
ROUTED = "canalizado"
GUIDED = "orientado"

# Besides the one named in `who_sets`: whoever has the decision at that step of the way.
_ALSO: Mapping[tuple[str, str], frozenset[str]] = {
    # A returned matter is on the routing desk: it may confirm the unit or send it outside.
    ("devuelto", "canalizado"): frozenset({"routing_officer"}),
    ("devuelto", "orientado"): frozenset({"routing_officer"}),
    # Guidance that was wrong, and a join undone, are set right by whoever is at the desk.
    ("orientado", "canalizado"): frozenset({"routing_officer", "station"}),
    ("adherido", "canalizado"): frozenset({"routing_officer", "station"}),
    # A reopened matter goes back to the unit that has it, or to another by the routing desk.
    ("reabierto", "aceptado"): frozenset({"routing_officer", "system"}),
    # The clerk writes down what the person in front of them says.
    ("cerrado", "reabierto"): frozenset({"station"}),
    ("atendido", "reabierto"): frozenset({"station"}),
    ("improcedente", "reabierto"): frozenset({"station"}),
    # The person says it is done before the term ends.
    ("atendido", "cerrado"): frozenset({"citizen", "station"}),
    # Joining may be decided where the matters of the same place are seen side by side.
    ("canalizado", "adherido"): frozenset({"routing_officer", "unit"}),
    ("aceptado", "adherido"): frozenset({"routing_officer", "unit"}),
    ("reencauzado", "adherido"): frozenset({"routing_officer", "unit"}),
    ("en_proceso", "adherido"): frozenset({"routing_officer", "unit"}),
}


class BadTransition(Refused):
    """A change of status that may not happen. Codes: `status_unknown`, `status_not_next` (`was`,
    `to`), `status_not_yours` (`to`, `by`).
    """


def status_after_routing(target_kind: str) -> str:
    """What a captured matter becomes once a rule has named its target."""
    return GUIDED if target_kind == "external" else ROUTED


def may_follow(statuses: Mapping[str, StatusDef], current: str, by: str) -> tuple[str, ...]:
    """Where `by` may send a matter from `current`, in the catalogue's order."""
    known = statuses.get(current)
    if known is None:
        raise BadTransition("status_unknown", status=current)
    return tuple(to for to in known.next if by in _setters(statuses, current, to))


def advance(statuses: Mapping[str, StatusDef], current: str, to: str, by: str) -> None:
    """Lets a change of status pass, or raises `BadTransition`.

    `by` is one of `station`, `system`, `unit`, `routing_officer`, `citizen`.
    """
    for status in (current, to):
        if status not in statuses:
            raise BadTransition("status_unknown", status=status)
    if to not in statuses[current].next:
        raise BadTransition("status_not_next", was=statuses[current].name, to=statuses[to].name)
    if by not in _setters(statuses, current, to):
        raise BadTransition("status_not_yours", to=statuses[to].name, by=by)


def _setters(statuses: Mapping[str, StatusDef], current: str, to: str) -> frozenset[str]:
    return frozenset({statuses[to].who_sets}) | _ALSO.get((current, to), frozenset())
