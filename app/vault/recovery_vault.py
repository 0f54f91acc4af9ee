"""The municipality's recovery key: a slot anybody can make, and only its private key opens.

The public key stands in every home and in every backup's header; the private one is kept on
paper or a stick in a safe. HPKE, see `app.domain.sealing`.
"""

from app.base.errors import Refused
from app.domain.sealing import CannotUnseal, key_id, seal, unseal
from app.vault.errors import VaultClosed

_INFO = b"ventanilla-recovery-1"


class RecoveryVault:
    """Wraps with the public key alone; `private` is needed only to open."""

    name = "recovery"

    def __init__(self, public: bytes, private: bytes | None = None) -> None:
        self._public = public
        self._private = private

    @property
    def key_id(self) -> str:
        """The recovery key's fingerprint, as it is written beside it in the safe."""
        return key_id(self._public)

    def wrap(self, secret: bytes) -> bytes:
        """Raises `Refused` (`recovery_key_bad`) when the public key is not one."""
        try:
            return seal(self._public, secret, _INFO)
        except Refused as error:
            raise Refused("recovery_key_bad") from error

    def unwrap(self, slot: bytes) -> bytes:
        """Raises `VaultClosed` (`recovery_key_wrong`), also without a private key."""
        try:
            if self._private is not None:
                return unseal(self._private, slot, _INFO)
        except (CannotUnseal, Refused) as error:
            raise VaultClosed("recovery_key_wrong") from error
        raise VaultClosed("recovery_key_wrong")
