"""Drafts: a file of their own, never backed up, where what was deleted is gone.

`secure_delete=ON` overwrites a dropped draft's bytes, and the WAL that still had them is emptied.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import (
    Column,
    LargeBinary,
    MetaData,
    Table,
    Text,
    bindparam,
    delete,
    func,
    inspect,
    select,
)
from sqlalchemy.dialects import sqlite

from app.base import database
from app.base.database import Prepared
from app.domain.report import Draft
from app.store.times import moment, stamp

TITLE_LENGTH = 60
_METADATA = MetaData()
_drafts = Table(
    "drafts",
    _METADATA,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("kept_at", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_d = _drafts.c
_KEEP = Prepared(
    sqlite.insert(_drafts)
    .values({c: bindparam(c) for c in ("id", "owner", "kept_at", "data")})
    .on_conflict_do_update(
        index_elements=["id"], set_={c: bindparam(c) for c in ("owner", "kept_at", "data")}
    )
)
_OF = Prepared(
    select(_d.id, _d.kept_at, _d.data)
    .where(_d.owner == bindparam("owner"))
    .order_by(_d.kept_at.desc(), _d.id.desc())
)
_DROP = Prepared(delete(_drafts).where(_d.id == bindparam("draft")))
_IDS = Prepared(select(_d.id))
_COUNT = Prepared(select(func.count()).select_from(_drafts))


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it was kept. `kept_at` is UTC; `title` its first words, to tell it from others."""

    draft: Draft
    kept_at: datetime
    title: str


class Drafts:
    """The drafts of one home, each its owner's."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._engine = database.engine(path, key, secure_delete=True)
        with database.reading(self._engine) as conn:
            made = inspect(conn).has_table(_drafts.name)
        if not made:
            with database.writing(self._engine) as conn:
                _METADATA.create_all(conn)

    def keep(self, draft: Draft, *, owner: str, at: datetime) -> None:
        """Stores a draft as it stands now, in place of what was kept of it before."""
        data = msgspec.json.encode(draft)
        values = {"id": draft.id, "owner": owner, "kept_at": stamp(at), "data": data}
        with database.writing(self._engine) as conn:
            _KEEP.run(conn, values)

    def of(self, owner: str) -> tuple[KeptDraft, ...]:
        """A person's drafts, newest first."""
        with database.reading(self._engine) as conn:
            found = _OF.rows(conn, {"owner": owner})
        return tuple(_kept(row.data, row.kept_at) for row in found)

    def count(self) -> int:
        """How many drafts there are, of anyone."""
        with database.reading(self._engine) as conn:
            return int(_COUNT.value(conn))

    def drop(self, draft_id: str) -> None:
        """Forgets a draft so that its bytes are nowhere; one that is not there is no error."""
        self._wipe((draft_id,))

    def drop_filed(self, is_filed: Callable[[str], bool]) -> None:
        """Forgets the drafts that became matters: a crash came between filing and dropping."""
        with database.reading(self._engine) as conn:
            ids = [row.id for row in _IDS.rows(conn)]
        self._wipe(draft_id for draft_id in ids if is_filed(draft_id))

    def close(self) -> None:
        self._engine.dispose()

    def _wipe(self, ids: Iterable[str]) -> None:
        with database.glancing(self._engine) as conn:
            here = {row.id for row in _IDS.rows(conn)} & set(ids)
        if not here:
            return
        with database.writing(self._engine) as conn:
            _DROP.run_many(conn, [{"draft": draft_id} for draft_id in here])
        database.checkpoint(self._engine)


def _kept(data: bytes, kept_at: str) -> KeptDraft:
    draft = msgspec.json.decode(data, type=Draft)
    words = " ".join((draft.text or draft.note or draft.service).split())
    return KeptDraft(draft, moment(kept_at), words[:TITLE_LENGTH])
