"""Random characters that a person reads out or types."""

from app.base.ports import Ids
from app.domain.folio import ALPHABET


def token_text(ids: Ids, size: int) -> str:
    """`size` random characters, 5 bits each, in groups of five."""
    letters = "".join(ALPHABET[b & 31] for b in ids.token(size))
    return "-".join(letters[i : i + 5] for i in range(0, size, 5))
