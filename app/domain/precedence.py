"""The order of attention (*prelación*): computed, never chosen by a person.

Matters are attended by priority class, then by when the citizen brought them, then by id. So:

- A class is given by the catalogue and the answers, so nobody is moved up for knowing someone.
- Within a class, the first to come is the first to be attended. The moment is the *corrected*
  capture time, not the arrival at the central: a desk that was offline, or a sheet captured
  after a power cut, loses no place (`sync.md` 1.11), and nobody can gain one by sending early.
- The committed date only decides between matters brought in the same instant. It would be wrong
  before that: ordering by date lets every short-term service overtake older matters for ever.
- The report's id makes the order total: the same list at every desk, on paper and in public.
"""

from datetime import UTC, date, datetime

OrderKey = tuple[int, datetime, date, str]


def order_key(priority: int, filed_at: datetime, due: date | None, report_id: str) -> OrderKey:
    """What matters are sorted by, smallest first.

    `priority` 0 is an emergency, 3 ordinary; `filed_at` is aware, in any zone; no date sorts
    after every date.
    """
    return priority, filed_at.astimezone(UTC), due or date.max, report_id
