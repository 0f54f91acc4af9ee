"""What a receipt says in words: codes and ISO times become what a citizen reads."""

from datetime import date, datetime

from app.base.dates import long_date, moment, offset
from app.base.i18n import _, ngettext
from app.base.i18n import mark as _m
from app.base.words import COMMITMENTS, KINDS, word
from app.domain.receipt import Receipt
from printing.flow import NO_BREAK, Piece

MUNICIPALITY = _m("Gobierno de San Pedro Tlaquepaque")

CHANNELS = {
    "presencial": _m("en persona"),
    "telefono": _m("por teléfono"),
    "correo": _m("por correo"),
    "web": _m("por internet"),
    "redes": _m("por redes sociales"),
    "escrito": _m("por escrito"),
}
IDENTITIES = {
    "identificada": _m("con datos de contacto"),
    "nombre": _m("sin datos de contacto"),
    "anonima": _m("Anónimo"),
}


def phone(text: str) -> str:
    """«33 3837 2270; 33 3837 2271» → «33 3837 2270 o 33 3837 2271», each on one line."""
    numbers = [n.strip().replace(" ", NO_BREAK) for n in text.split(";")]
    return _(" o ").join(numbers)


def day(iso: str) -> str:
    return long_date(date.fromisoformat(iso))


def deadline(receipt: Receipt) -> tuple[str, str]:
    """What is committed and, under it, by when; the law's own term where there is no date.

    «hoy» only on the original: a reprint may leave the office another day.
    """
    promise = word(COMMITMENTS, receipt.commits)
    heading = _("Compromiso: {promise}").format(promise=promise) if promise else _("Se atiende")
    if not receipt.due:
        return heading, _("en el plazo que marca la ley")
    when = day(receipt.due)
    if same_day(receipt) and receipt.copy_number == 1:
        return heading, _("hoy, {day}").format(day=when)
    return _("{heading} a más tardar el").format(heading=heading), when


def same_day(receipt: Receipt) -> bool:
    """Whether the matter is due the day it was filed, which only duty hours are."""
    return receipt.due == receipt.filed_at.partition("T")[0]


def filed(receipt: Receipt) -> str:
    """As in «22 nov 2026, 10:15 (UTC−6)»."""
    when = datetime.fromisoformat(receipt.filed_at)
    text = f"{moment(when)} ({offset(when)})"
    return text + _(", hora por confirmar") if receipt.doubtful_clock else text


def channel(receipt: Receipt) -> str:
    return word(CHANNELS, receipt.channel).replace(" ", NO_BREAK)


def station(receipt: Receipt) -> str:
    text = _("Ventanilla {code}").format(code=receipt.station)
    return f"{text}, {receipt.station_name}" if receipt.station_name else text


def matter(receipt: Receipt) -> str:
    """As in «Reporte · Luminaria apagada»."""
    kind = word(KINDS, receipt.matter_kind)
    return " · ".join(part for part in (kind, receipt.service_name) if part)


def guided(receipt: Receipt) -> str:
    """As in «Orientación · Luminaria apagada»: nothing was reported, whatever brought the person."""
    kind = _(KINDS["orientacion"])
    if not receipt.service_name or receipt.service_name.startswith(kind):
        return receipt.service_name or kind
    return f"{kind} · {receipt.service_name}"


def quoted(receipt: Receipt) -> str:
    """The citizen's words between quotation marks."""
    return f"«{receipt.words}»" if receipt.words.strip() else ""


def responsible(receipt: Receipt) -> str:
    number = phone(receipt.target_phone)
    return " · ".join(part for part in (receipt.responsible_post, number) if part)


def presented_by(receipt: Receipt) -> str:
    """The person's name with the identity mode; no name when anonymous."""
    mode = word(IDENTITIES, receipt.identity)
    if receipt.identity == "anonima" or not receipt.person_name:
        return mode
    return f"{receipt.person_name}, {mode}"


def queue(receipt: Receipt) -> str:
    if receipt.queue_place is None:
        return ""
    return _("lugar {n} al registrar").format(n=receipt.queue_place)


def joined(receipt: Receipt) -> str:
    """Whose matter this folio was tied to."""
    if not receipt.joined_to:
        return ""
    return _("{folio}: se atienden juntos; este folio es suyo").format(folio=receipt.joined_to)


def attachments(receipt: Receipt) -> str:
    """Each attachment with its pages and the first 12 digits of its SHA-256."""
    return "; ".join(
        f"{name} ({ngettext('{n} página', '{n} páginas', pages).format(n=pages)}, {digest[:12]})"
        for name, pages, digest in receipt.attachments
    )


def ask(receipt: Receipt, *, short: bool = False) -> list[Piece]:
    """Where to ask: here, by telephone, and on the page or with the code.

    `short` leaves out what one asks for.
    """
    ways = []
    if receipt.ask_phone:
        ways.append([Piece(_("al ")), Piece(phone(receipt.ask_phone), bold=True)])
    if receipt.consult_at:
        ways.append([Piece(_("en {address}").format(address=receipt.consult_at))])
    elif receipt.qr.startswith("HTTPS:"):  # the bare statement is for checkers, not for telephones
        ways.append([Piece(_("con el código QR"))])
    pieces = [Piece(_("aquí") if short else _("por este folio aquí"))]
    for way in ways:
        pieces += [Piece(_(" o ") if way is ways[-1] else ", "), *way]
    return pieces


def money(receipt: Receipt) -> str:
    """Where to denounce whoever asks for money, with the telephone where one is known."""
    say = _(
        "Si alguien le pide dinero, denúncielo sin dar su nombre en el Órgano de Control Interno"
    )
    if not receipt.ask_phone:
        return f"{say}."
    number = phone(receipt.ask_phone)
    return _("{say}, por el conmutador {number}.").format(say=say, number=number)


def privacy(receipt: Receipt, notice: str) -> list[Piece]:
    """The municipality's approved short notice; ours, and a warning, until there is one."""
    if notice and receipt.notice_validated:
        return [Piece(notice)]
    text = _(
        "Aviso de privacidad simplificado {version}: sus datos se usan solo para atender este"
        " asunto y avisarle; puede no darlos; aviso completo en ventanilla."
    ).format(version=receipt.notice_version)
    return [Piece(text if receipt.notice_validated else text + _(" AVISO POR VALIDAR."))]


def marks(receipt: Receipt) -> str:
    """What the head of the paper must shout: reprint with its count, training."""
    found = []
    if receipt.training:
        found.append(_("SIN VALIDEZ"))
    if receipt.copy_number > 1:
        found.append(_("REIMPRESIÓN {n}").format(n=receipt.copy_number - 1))
    return " · ".join(found).replace(" ", NO_BREAK)


def checker(receipt: Receipt) -> str:
    """The one 7-point line for whoever checks the paper."""
    parts = [_("Registrado sin conexión") if receipt.offline else ""]
    if receipt.rule:
        parts.append(_("regla {rule}").format(rule=receipt.rule))
    parts.append(_("catálogo {version}").format(version=receipt.catalog))
    parts.append(_("capturó {clerk}").format(clerk=receipt.clerk))
    return " · ".join(part for part in parts if part)
