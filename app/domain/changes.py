"""What a mutation touched, so that screens know what to look at again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids of what changed; the flags say that a whole kind of thing should be read again."""

    reports: frozenset[str] = frozenset()
    jobs: frozenset[str] = frozenset()
    drafts: bool = False
    people: bool = False
    catalog: bool = False
    sync: bool = False

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(
            self.reports | other.reports,
            self.jobs | other.jobs,
            self.drafts or other.drafts,
            self.people or other.people,
            self.catalog or other.catalog,
            self.sync or other.sync,
        )
