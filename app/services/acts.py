"""One act on one matter: what every use case but filing writes into the journal the same way."""

from collections.abc import Mapping

from app.domain.journal import SALT_SIZE, Chained, PrivatePart, canonical
from app.domain.roles import Actor
from app.services.desk import Desk
from app.store.store import Writer


def record(
    writer: Writer,
    desk: Desk,
    actor: Actor,
    kind: str,
    report_id: str | None,
    body: Mapping[str, object],
    said: Mapping[str, object] | None = None,
) -> Chained:
    """Appends an event by `actor`, now. `said` is what a person said: it becomes the private part."""
    part = PrivatePart(desk.ids.token(SALT_SIZE), canonical(said)) if said else None
    return writer.append(
        kind,
        actor=actor.code,
        catalog=desk.catalog.version,
        body=dict(body),
        report_id=report_id,
        private=part,
        reading=desk.reading(),
        event_id=desk.ids.uuid7(),
    )
