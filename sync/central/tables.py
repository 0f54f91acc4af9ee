"""The central's tables. Everything but `intake`, `forks` and their private parts can be rebuilt.

Times are ISO UTC text with milliseconds (`2026-11-22T16:15:03.123Z`), so they sort as they read;
seconds since 1970 where only a duration matters. SQLite and PostgreSQL alike.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()
_Big = BigInteger().with_variant(Integer, "sqlite")

facts = Table(
    "facts",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

stations = Table(
    "stations",
    metadata,
    Column("code", String(3), primary_key=True),
    Column("name", Text, nullable=False),
    Column("public_key", LargeBinary, nullable=False, unique=True),
    Column("certificate", LargeBinary, nullable=False),
    Column("state", String(10), nullable=False),
    Column("app_version", String(40), nullable=False),
    Column("enrolled_at", String(24), nullable=False),
    Column("last_contact", String(24), nullable=False),
    Column("high_seq", _Big, nullable=False),
    Column("head_hash", LargeBinary, nullable=False),
)

enrol_codes = Table(
    "enrol_codes",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("expires", _Big, nullable=False),
    Column("station", String(3)),
)

intake = Table(
    "intake",
    metadata,
    Column("n", _Big, primary_key=True, autoincrement=False),
    Column("station", String(3), nullable=False),
    Column("seq", _Big, nullable=False),
    Column("id", String(36)),
    Column("kind", String(40), nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("raw", LargeBinary),
    Column("chain", LargeBinary, nullable=False),
    Column("day", String(10), nullable=False),
    Column("received_at", String(24), nullable=False),
    UniqueConstraint("station", "seq", name="intake_station_seq"),
    UniqueConstraint("id", name="intake_id"),
)

intake_private = Table(
    "intake_private",
    metadata,
    Column("n", _Big, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""What a person said, by the received number of its event, so that it can be taken away."""

batches = Table(
    "batches",
    metadata,
    Column("station", String(3), primary_key=True),
    Column("last_seq", _Big, primary_key=True, autoincrement=False),
    Column("first_seq", _Big, nullable=False),
    Column("head_hash", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

forks = Table(
    "forks",
    metadata,
    Column("station", String(3), primary_key=True),
    Column("seq", _Big, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, primary_key=True),
    Column("raw", LargeBinary),
    Column("salt", LargeBinary),
    Column("data", LargeBinary),
    Column("received_at", String(24), nullable=False),
)

alarms = Table(
    "alarms",
    metadata,
    Column("id", _Big, primary_key=True),
    Column("code", String(40), nullable=False),
    Column("station", String(3), nullable=False),
    Column("seq", _Big),
    Column("detail", Text, nullable=False),
    Column("at", String(24), nullable=False),
)

judged = Table(
    "judged",
    metadata,
    Column("n", _Big, primary_key=True, autoincrement=False),
    Column("station", String(3), nullable=False),
    Column("seq", _Big, nullable=False),
    Column("report_id", String(36)),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", String(24), nullable=False),
    Index("judged_report", "report_id"),
    Index("judged_state", "state"),
)
"""Events that are not simply applied: held, refused, failed, unknown, pending (to be read again)."""

feed = Table(
    "feed",
    metadata,
    Column("n", _Big, primary_key=True, autoincrement=False),
    Column("intake", _Big),
    Column("document", String(20)),
    Column("origin", String(3), nullable=False),
    Column("audience", String(3), nullable=False),
    Column("owner", String(3), nullable=False),
    Column("phone_tag", LargeBinary),
    Index("feed_document", "document"),
)
"""What goes down. `audience`: one station or "" for all; `owner`: who also gets the private part."""

documents = Table(
    "documents",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("version", String(64), nullable=False),
    Column("data", Text, nullable=False),
)

sealed_keys = Table(
    "sealed_keys",
    metadata,
    Column("unit", String(10), primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("report_id", String(36), primary_key=True),
    Column("folio", String(18), nullable=False, unique=True),
    Column("station", String(3), nullable=False),
    Column("seq", _Big, nullable=False),
    Column("n", _Big, nullable=False),
    Column("filed_at", String(24), nullable=False),
    Column("tz_offset", Integer, nullable=False),
    Column("received_at", String(24), nullable=False),
    Column("channel", String(12), nullable=False),
    Column("kind", String(14), nullable=False),
    Column("service", String(10), nullable=False),
    Column("colonia", Text, nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("public", Boolean, nullable=False),
    Column("target_kind", String(10), nullable=False),
    Column("target", String(10), nullable=False),
    Column("rule", String(20), nullable=False),
    Column("catalog", String(40), nullable=False),
    Column("unit", String(10), nullable=False),
    Column("due", String(10), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("queued", Boolean, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("answer_by", String(24), nullable=False),
    Column("changed_at", String(24), nullable=False),
    Column("agrees", Boolean, nullable=False),
    Column("bounces", Integer, nullable=False),
    Column("proposed_kind", String(10), nullable=False),
    Column("proposed", String(40), nullable=False),
    Column("join_folio", String(18), nullable=False),
    Index("reports_queue", "unit", "queued", "priority", "filed_at", "due", "report_id"),
    Index("reports_inbox", "unit", "open", "priority", "filed_at", "due", "report_id"),
    Index("reports_public", "public", "filed_at", "report_id"),
    Index("reports_status", "status"),
    Index("reports_join", "join_folio"),
)

timeline = Table(
    "timeline",
    metadata,
    Column("report_id", String(36), primary_key=True),
    Column("n", _Big, primary_key=True, autoincrement=False),
)

folio_series = Table(
    "folio_series",
    metadata,
    Column("station", String(3), primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", _Big, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("user", String(60), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", String(15), nullable=False),
    Column("unit", String(10), nullable=False),
    Column("password", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token", LargeBinary, primary_key=True),
    Column("code", String(8), nullable=False),
    Column("expires", _Big, nullable=False),
    Column("seen", _Big, nullable=False),
    ForeignKeyConstraint(["code"], ["staff.code"]),
)

attempts = Table(
    "attempts",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", _Big, nullable=False),
)
"""Failed tries of one key (an address, a user) within the window that ends at `until`."""

person_reads = Table(
    "person_reads",
    metadata,
    Column("report_id", String(36), primary_key=True),
    Column("code", String(8), primary_key=True),
    Column("day", String(10), primary_key=True),
)

backups = Table(
    "backups",
    metadata,
    Column("id", _Big, primary_key=True),
    Column("made_at", String(24), nullable=False),
    Column("checked", Boolean, nullable=False),
    Column("path", Text, nullable=False),
)

backup_reach = Table(
    "backup_reach",
    metadata,
    Column("backup", _Big, primary_key=True, autoincrement=False),
    Column("station", String(3), primary_key=True),
    Column("seq", _Big, nullable=False),
    ForeignKeyConstraint(["backup"], ["backups.id"]),
)
"""How far each station's events reach in a backup, read from the restored copy."""
