"""The tables of a station. The journal is the truth; what stands below it can be rebuilt.

Every event this home knows, its own and the feed's, is one row of `journal` in the order of
arrival (`n`); `reports` is keyed by the `n` of the event that filed the matter.
"""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    func,
    text,
)

SCHEMA = 1
METADATA = MetaData()


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=str(default))


meta = Table("meta", METADATA, Column("name", Text, primary_key=True), _text("value"))

journal = Table(
    "journal",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("station", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("report_id", Text),
    Column("raw", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    UniqueConstraint("station", "seq"),
    Index("journal_report", "report_id", sqlite_where=text("report_id IS NOT NULL")),
)

private_parts = Table(
    "private_parts",
    METADATA,
    Column("n", Integer, ForeignKey("journal.n"), primary_key=True),
    Column("salt", LargeBinary),
    Column("data", LargeBinary),
    Column("erased_by", Text),
)

phone_tags = Table(
    "phone_tags",
    METADATA,
    Column("n", Integer, ForeignKey("journal.n"), primary_key=True),
    Column("tag", LargeBinary, nullable=False, index=True),
)

# An event that was replaced by another with the same station and number: both are kept.
displaced = Table(
    "displaced",
    METADATA,
    Column("station", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("hash", LargeBinary, primary_key=True),
)

reports = Table(
    "reports",
    METADATA,
    Column("n", Integer, ForeignKey("journal.n"), primary_key=True),
    Column("report_id", Text, nullable=False, unique=True),
    Column("folio", Text, nullable=False, unique=True),
    Column("station", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    _number("own"),
    _text("filed_at"),
    _number("tz_offset"),
    _text("day"),
    _text("actor"),
    _text("catalog"),
    _text("channel"),
    _text("kind"),
    _text("service"),
    _text("colonia"),
    _text("identity"),
    _number("safe", 1),
    _text("rule"),
    _text("target_kind"),
    _text("target"),
    _text("commits"),
    _text("due"),
    _number("priority", 9),
    _number("sealed"),
    _number("doubtful"),
    _number("offline"),
    _text("joined"),
    _text("phone"),
    _text("status"),
    _text("unit"),
    _text("unit_kind"),
    Column("place", Integer),
    _number("agrees", 1),
    _number("voided"),
    _number("live"),
    _number("live_tries"),
    _text("live_since"),
    _number("outputs"),
    _text("changed_at"),
    Index("reports_day", "day"),
)
Index("reports_phone", reports.c.phone, sqlite_where=text("phone <> ''"))
Index("reports_last4", func.substr(reports.c.phone, text("-4")), sqlite_where=text("phone <> ''"))
Index("reports_live", reports.c.n, sqlite_where=text("live = 1"))

counters = Table(
    "counters",
    METADATA,
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

# Own events that the central holds back, refused, or could not be sent whole.
set_aside = Table(
    "set_aside",
    METADATA,
    Column("seq", Integer, primary_key=True),
    _text("state"),
    _text("reason"),
)

# Below: what is not derived from events.
documents = Table(
    "documents",
    METADATA,
    Column("name", Text, primary_key=True),
    _text("version"),
    Column("data", LargeBinary, nullable=False),
)

receipts = Table(
    "receipts",
    METADATA,
    Column("report_id", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

filed_tags = Table(
    "filed_tags",
    METADATA,
    Column("report_id", Text, primary_key=True),
    Column("tag", LargeBinary, nullable=False),
)

print_jobs = Table(
    "print_jobs",
    METADATA,
    Column("id", Text, primary_key=True),
    _text("report_id"),
    _text("layout"),
    _number("copy_number", 1),
    _text("state", "queued"),
    _text("code"),
    _text("handle"),
    _number("tries"),
    _text("made_at"),
    _text("changed_at"),
)
Index("print_jobs_report", print_jobs.c.report_id)
Index("print_jobs_open", print_jobs.c.made_at, sqlite_where=text("state <> 'printed'"))

sign_in_failures = Table(
    "sign_in_failures",
    METADATA,
    Column("n", Integer, primary_key=True),
    _text("who"),
    _text("at"),
    Index("sign_in_failures_who", "who", "at"),
)

# What a rebuild empties and fills again from the journal.
PROJECTIONS = (reports, counters, set_aside)

# The words people search: an external-content index over the private parts that may be read.
SEARCH_DDL = (
    """
    CREATE VIEW search_source AS
    SELECT r.n AS n,
           coalesce(json_extract(CAST(p.data AS TEXT), '$.text'), '') AS words,
           coalesce(json_extract(CAST(p.data AS TEXT), '$.name'), '') AS name,
           trim(
               coalesce(json_extract(CAST(p.data AS TEXT), '$.street'), '') || ' ' ||
               coalesce(json_extract(CAST(p.data AS TEXT), '$.number'), '') || ' ' ||
               coalesce(json_extract(CAST(p.data AS TEXT), '$.crossings'), '') || ' ' ||
               coalesce(json_extract(CAST(p.data AS TEXT), '$.reference'), '') || ' ' ||
               coalesce(json_extract(CAST(p.data AS TEXT), '$.colonia_libre'), '') || ' ' ||
               substr(
                   substr(r.colonia, instr(r.colonia, '|') + 1), 1,
                   instr(substr(r.colonia, instr(r.colonia, '|') + 1) || '|', '|') - 1
               )
           ) AS place
    FROM reports r LEFT JOIN private_parts p ON p.n = r.n
    WHERE r.sealed = 0
    """,
    """
    CREATE VIRTUAL TABLE search USING fts5(
        words, name, place, content='search_source', content_rowid='n',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3', columnsize=0
    )
    """,
    "INSERT INTO search(search, rank) VALUES ('secure-delete', 1)",
)
