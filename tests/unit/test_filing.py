"""What is written of a matter: which half it goes to, and what a sealed one never says."""

import json
from dataclasses import replace

import pytest

from app.base.errors import Refused
from app.domain.filing import (
    SEALED_SERVICE,
    Attachment,
    file_open,
    file_sealed,
    open_sealed,
    read_filed,
    split_answers,
)
from app.domain.journal import BadEvent, canonical
from app.domain.private import read_part
from app.domain.report import Channel, IdentityMode, MatterKind, NoticeGiven, Person, Place
from app.domain.sealing import CannotUnseal, key_id, new_pair
from tests.unit.matters import (
    LOCAL,
    PERSON,
    PLACE,
    REPORT_ID,
    SALT,
    SECRETS,
    catalog,
    draft,
    filing,
)

BODY_KEYS = set(
    "folio channel kind service answers colonia free_colonia identity safe third_party rule "
    "target_kind target notify sla due priority commits live happened_at notice attachments "
    "offline doubtful join".split()
)
SEALED_KEYS = set("folio service target key_id attachments sealed".split())


def test_an_open_body_has_codes_and_the_private_part_has_the_rest():
    body, part = file_open(filing(draft()), catalog(), SALT)
    assert set(body) == BODY_KEYS
    clear = canonical(body).decode()
    assert not [secret for secret in SECRETS if secret in clear]
    private = read_part(part)
    assert (private.text, private.name) == (draft().text, PERSON.name)
    assert (private.lat_udeg, private.lon_udeg) == (20_640_425, -103_311_450)
    assert private.crossings == PLACE.crossings
    assert private.cp == ""
    assert body["colonia"] == "45500|Tlaquepaque Centro|Colonia"


def test_only_choices_of_the_catalogue_stand_among_the_codes():
    answers = {
        "CUANTOS": "uno",
        "CASAS_LUZ": "no_sabe",
        "RIESGO": "mi vecina Lupe dice que sí",
        "SERVIDOR": "el comandante",
        "INVENTADA": "si",
        "REF": "",
    }
    codes, words = split_answers(catalog(), answers)
    assert codes == {"CUANTOS": "uno", "CASAS_LUZ": "no_sabe"}
    assert set(words) == {"RIESGO", "SERVIDOR", "INVENTADA"}


def test_the_body_is_read_back_as_it_was_written():
    made = filing(draft(), offline=True, doubtful=True, join="A03-26-0000001-D")
    made = replace(made, attachments=(Attachment("ab" * 32, 12, 2, "foto de mi casa.jpg"),))
    body, part = file_open(made, catalog(), SALT)
    read = read_filed(json.loads(canonical(body)))
    assert read.folio == made.folio
    assert (read.service, read.kind, read.channel) == ("ALU-01", MatterKind.REPORT, "presencial")
    assert (read.target, read.target_kind, read.external) == ("ALU", "unit", False)
    assert read.due == made.due
    assert (read.offline, read.doubtful, read.join) == (True, True, "A03-26-0000001-D")
    assert read.happened_at == LOCAL.isoformat()
    assert (read.notice_version, read.notice_how) == ("0.1", "leido")
    assert read.attachments == (Attachment("ab" * 32, 12, 2),)
    assert read_part(part).attachment_names == ("foto de mi casa.jpg",)


def test_a_colonia_off_the_list_is_words():
    matter = draft(place=Place(colonia_libre="Lomas del Quetzal", cp="45601"))
    body, part = file_open(filing(matter), catalog(), SALT)
    assert (body["colonia"], body["free_colonia"]) == ("", True)
    private = read_part(part)
    assert (private.colonia_libre, private.cp) == ("Lomas del Quetzal", "45601")


def test_empty_things_are_not_written():
    matter = draft(text="", note="", person=Person(), place=Place(), notice=NoticeGiven())
    body, part = file_open(filing(matter), catalog(), SALT)
    assert body["notice"] is None
    assert json.loads(part.data) == {"consult_key": "7K2-M4T"}


ACCUSED = draft(
    "OIC-01",
    channel=Channel.PHONE,
    text="el inspector de reglamentos me pidió dinero",
    answers={"SERVIDOR_DE": "inspeccion", "SERVIDOR": "un tal Ramírez", "HORA_HECHO": "10 am"},
)


@pytest.fixture(scope="module")
def oic():
    return new_pair()


def test_a_sealed_matter_says_nothing_in_clear(oic):
    _secret, public = oic
    made = filing(ACCUSED, attachments=(Attachment("cd" * 32, 9, 1, "audio del inspector.mp3"),))
    body, part = file_sealed(made, catalog(), SALT, public)
    assert set(body) == SEALED_KEYS
    assert body == {
        "folio": made.folio,
        "service": SEALED_SERVICE,
        "target": "OIC",
        "key_id": key_id(public),
        "attachments": 1,
        "sealed": True,
    }
    clear = canonical(body) + part.salt + part.data
    told = ["inspector", "Ram", "OIC-01", "denuncia", "telefono", "OIC-01.00", "audio", "cdcd"]
    assert not [word for word in (*told, *SECRETS) if word.encode() in clear]


def test_unsealing_gives_back_everything(oic):
    secret, public = oic
    made = filing(ACCUSED, attachments=(Attachment("cd" * 32, 9, 1, "audio.mp3"),))
    _body, part = file_sealed(made, catalog(), SALT, public)
    opened = open_sealed(part, REPORT_ID, secret)
    open_body, open_part = file_open(made, catalog(), SALT)
    assert opened.body == read_filed(open_body)
    assert opened.private == read_part(open_part)
    assert opened.body.service == "OIC-01"
    assert opened.private.answers["SERVIDOR"] == "un tal Ramírez"


def test_an_envelope_opens_only_for_its_unit_and_its_report(oic):
    secret, public = oic
    _body, part = file_sealed(filing(ACCUSED), catalog(), SALT, public)
    other, _other_public = new_pair()
    for key, report in ((other, REPORT_ID), (secret, REPORT_ID.replace("1", "2"))):
        with pytest.raises(CannotUnseal):
            open_sealed(part, report, key)
    changed = replace(part, data=part.data[:-1] + bytes([part.data[-1] ^ 1]))
    with pytest.raises(CannotUnseal):
        open_sealed(changed, REPORT_ID, secret)
    with pytest.raises(BadEvent):
        read_part(part)


def test_the_length_of_an_envelope_says_little(oic):
    _secret, public = oic
    sizes = {
        len(file_sealed(filing(replace(ACCUSED, text="x" * n)), catalog(), SALT, public)[1].data)
        for n in range(0, 300, 7)
    }
    assert len(sizes) <= 2
    assert all(size % 1024 == 48 for size in sizes)


def test_two_envelopes_of_the_same_matter_differ(oic):
    _secret, public = oic
    both = [file_sealed(filing(ACCUSED), catalog(), SALT, public)[1].data for _n in range(2)]
    assert both[0] != both[1]


def test_a_key_that_is_none_is_refused():
    with pytest.raises(Refused) as caught:
        file_sealed(filing(ACCUSED), catalog(), SALT, b"short")
    assert caught.value.code == "sealed_key_bad"


def test_a_sealed_body_is_read_back(oic):
    body, _part = file_sealed(filing(ACCUSED), catalog(), SALT, oic[1])
    read = read_filed(json.loads(canonical(body)))
    assert (read.sealed, read.service, read.target) == (True, "reservado", "OIC")
    assert (read.kind, read.rule, read.due) == ("", "", None)
    assert (read.priority, read.attachment_count, read.key_id) == (1, 0, key_id(oic[1]))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("folio", "A03-26-0001235-B"),
        ("folio", "a03-26-0001234-b"),
        ("channel", "paloma"),
        ("kind", "chisme"),
        ("identity", "secreta"),
        ("service", "ALU 01"),
        ("target_kind", "primo"),
        ("priority", "3"),
        ("priority", True),
        ("priority", -1),
        ("answers", {"RIESGO": 1}),
        ("notify", [7]),
        ("due", "30-11-2026"),
        ("due", "20261130"),
        ("notice", {"version": 1}),
        ("attachments", [{"sha256": "zz", "size": 1, "pages": 1}]),
        ("attachments", [{"sha256": "ab" * 32, "size": -1, "pages": 1}]),
        ("live", 1),
    ],
)
def test_a_body_that_is_not_what_it_must_be_is_refused_by_name(field, value):
    body, _part = file_open(filing(draft()), catalog(), SALT)
    with pytest.raises(BadEvent) as caught:
        read_filed({**body, field: value})
    assert caught.value.facts == {"field": field}


@pytest.mark.parametrize("field", sorted(BODY_KEYS))
def test_a_missing_field_is_named(field):
    body, _part = file_open(filing(draft()), catalog(), SALT)
    with pytest.raises(BadEvent) as caught:
        read_filed({name: value for name, value in body.items() if name != field})
    assert caught.value.facts == {"field": field}


def test_a_field_of_a_newer_version_is_ignored():
    body, _part = file_open(filing(draft()), catalog(), SALT)
    assert read_filed({**body, "mood": "angry"}) == read_filed(body)


def test_every_service_can_be_filed_and_read_back(oic):
    for service in catalog().services.values():
        made = filing(draft(service.code, answers={}), water="desconocido")
        if made.decision.sealed:
            body, part = file_sealed(made, catalog(), SALT, oic[1])
            assert open_sealed(part, REPORT_ID, oic[0]).body.service == service.code
        else:
            body, _part = file_open(made, catalog(), SALT)
        assert read_filed(json.loads(canonical(body))).target == made.decision.target
    assert IdentityMode.IDENTIFIED == "identificada"
