"""Identifiers and randomness from the operating system."""

import secrets

import uuid_utils


class SystemIds:
    """The `Ids` port on the real machine."""

    def uuid7(self) -> str:
        return str(uuid_utils.uuid7())

    def token(self, size: int) -> bytes:
        return secrets.token_bytes(size)
