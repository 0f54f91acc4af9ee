"""Who may do what. Every service asks here before it acts."""

from dataclasses import dataclass
from enum import StrEnum

from app.base.errors import NotAllowed


class Role(StrEnum):
    CLERK = "clerk"
    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    UNIT = "unit"
    ROUTING = "routing"
    CONTROL = "control"
    AUTOMATION = "automation"


class Permission(StrEnum):
    CAPTURE = "capture"
    FIND = "find"
    READ_PERSON = "read_person"
    PRINT = "print"
    VOID = "void"
    SUMMARY = "summary"
    SYNC = "sync"
    VERIFY = "verify"
    ENROL = "enrol"
    ATTEND = "attend"
    ROUTE_DESK = "route_desk"
    ADMINISTER = "administer"


_DESK = frozenset(
    {Permission.CAPTURE, Permission.FIND, Permission.READ_PERSON, Permission.PRINT, Permission.SYNC}
)
_SUPERVISOR = _DESK | {Permission.VOID, Permission.SUMMARY, Permission.VERIFY}

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: _DESK,
    Role.OPERATOR: _DESK,
    Role.SUPERVISOR: _SUPERVISOR,
    Role.ADMINISTRATOR: frozenset(
        {Permission.ADMINISTER, Permission.VERIFY, Permission.SYNC, Permission.ENROL}
    ),
    Role.UNIT: frozenset({Permission.ATTEND}),
    Role.ROUTING: frozenset({Permission.ROUTE_DESK, Permission.ATTEND}),
    Role.CONTROL: frozenset({Permission.ATTEND}),
    Role.AUTOMATION: _SUPERVISOR,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person's `code` (printed on paper, written in events), never their login name."""

    code: str
    name: str
    role: Role
    unit: str = ""

    def may(self, permission: Permission) -> bool:
        return permission in GRANTS[self.role]


def require(actor: Actor, permission: Permission) -> None:
    """Raises `NotAllowed` unless the actor's role grants the permission."""
    if not actor.may(permission):
        raise NotAllowed("not_allowed", permission=permission.value, role=actor.role.value)
