"""The municipality's recovery key is made: one half for the central, the other for the safe."""

import secrets
from contextlib import suppress
from pathlib import Path

from app.base.errors import Refused
from app.base.i18n import _
from app.cli.session import passphrase, say
from app.cli.unlock import new_passphrase
from app.domain.sealing import key_id, new_pair
from app.vault.passphrase_vault import PassphraseVault
from app.vault.recovery_file import RecoveryPair, write_recovery
from sync.central.administration import keep_recovery_key
from sync.central.core import Central
from sync.central.facts import recovery_key


def make_recovery(central: Central, out: Path, *, replace: bool) -> dict[str, object]:
    """Writes `out` and lets the central keep the public half; `{key_id, out, replaced}`.

    The file is on disk before any window is told: a key that opens nothing is harmless, a slot
    whose key was lost is not. Raises `Refused`: `passphrase_needed`, `recovery_key_kept`, what
    the file has to say.
    """
    words = new_passphrase() or passphrase()
    if not words:
        raise Refused("passphrase_needed")
    with central.read() as conn:
        before = recovery_key(conn)
    if before and not replace:
        raise Refused("recovery_key_kept")
    pair = RecoveryPair(*new_pair())
    write_recovery(out, pair, PassphraseVault(words, secrets.token_bytes))
    try:
        keep_recovery_key(central, pair.public, replace=replace)
    except BaseException:
        with suppress(OSError):
            out.unlink()
        raise
    say(_("Guarde el archivo y su frase en lugares distintos, fuera de este equipo."))
    if before:
        say(_("Conserve el archivo anterior: abre las ventanillas dadas de alta hasta hoy."))
    return {"key_id": key_id(pair.public), "out": str(out), "replaced": bool(before)}
