"""How the API says no: a status, a code of `app.base.messages`, and the same signature as a yes."""

from app.base.errors import Refused


class ApiRefusal(Refused):
    """Becomes a `wire.Refusal`; nothing is stored. Statuses as in `sync.md` 1.7; 428: fetch a new nonce by hello."""

    def __init__(
        self, code: str, status: int, *, high_seq: int | None = None, retry_after: int | None = None
    ) -> None:
        super().__init__(code)
        self.status = status
        self.high_seq = high_seq
        self.retry_after = retry_after
