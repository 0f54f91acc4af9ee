"""Only what the pinned key signed for this very request is the central's; all else is offline."""

import base64
import datetime as dt
import ipaddress
import json
import socket
import ssl
import threading
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from app.base.errors import Offline, Refused
from app.base.messages import explain
from app.domain import certificate as station_certificate
from sync import wire
from sync.station.client import Client, Declined, Patience, Peer
from sync.station.enrol import enrol
from sync.station.transport import Network
from tests.sync.fakes import KEY as STATION_KEY
from tests.sync.fakes import STATION, MemoryCentral
from tests.sync.proxy import Fault, FaultProxy
from tests.sync.stub import Asked, Said

CENTRAL = Ed25519PrivateKey.from_private_bytes(bytes(32))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes([9]) * 32)
PORTAL = b"<html><title>Bienvenido al WiFi</title></html>"
HELLO = wire.encode(MemoryCentral().hello())


def token(size: int) -> bytes:
    token.count += 1
    return token.count.to_bytes(size, "big")


token.count = 0


@pytest.fixture
def serve(stubbed):
    return stubbed


@pytest.fixture
def client_of():
    clients = []

    def make(url: str, network: Network | None = None, within: float = 10.0) -> Client:
        peer = Peer(STATION, STATION_KEY.sign, CENTRAL.public_key().public_bytes_raw())
        clients.append(
            Client(url, peer=peer, token=token, network=network, patience=Patience(within))
        )
        return clients[-1]

    yield make
    for client in clients:
        client.close()


def test_a_signed_hello_is_believed(serve, client_of):
    server = serve(Said(body=HELLO, key=CENTRAL))
    assert client_of(server.url).hello() == MemoryCentral().hello()
    assert server.asked[0].headers[wire.H_STATION] == STATION


@pytest.mark.parametrize(
    "said",
    [
        Said(200, PORTAL),
        Said(200, PORTAL, {"Content-Type": "text/html"}),
        Said(302, b"", {"Location": "http://127.0.0.1:9/login"}),
        Said(511, PORTAL),
        Said(204, b""),
        Said(200, HELLO),
        Said(200, HELLO, key=STRANGER),
        Said(200, HELLO, {wire.H_ANSWER: "????"}),
        Said(200, HELLO, {wire.H_ANSWER: "aGVsbG8="}),
        Said(401, wire.encode(wire.Refusal(code="station_revoked"))),
        Said(401, wire.encode(wire.Refusal(code="station_revoked")), key=STRANGER),
        Said(409, b"{}"),
        Said(422, b"{}"),
        Said(426, b"{}"),
    ],
)
def test_whoever_has_not_the_key_is_not_our_central(serve, client_of, said):
    with pytest.raises(Offline) as caught:
        client_of(serve(said).url).hello()
    assert caught.value.code == "not_our_central"


def test_an_answer_to_another_request_is_a_replay_and_not_believed(serve, client_of):
    old = {}

    def replay(asked: Asked) -> Said:
        if not old:
            content = wire.answer_bytes(asked.headers[wire.H_REQUEST], 200, HELLO)
            old["signature"] = base64.b64encode(CENTRAL.sign(content)).decode()
        return Said(200, HELLO, {wire.H_ANSWER: old["signature"]})

    client = client_of(serve(replay).url)
    client.hello()
    with pytest.raises(Offline) as caught:
        client.hello()
    assert caught.value.code == "not_our_central"


@pytest.mark.parametrize("status", [413, 429, 500, 502, 503, 504])
def test_a_gateway_may_say_that_it_is_not_now(serve, client_of, status):
    server = serve(Said(status, b"<html>", {"Retry-After": "17"}))
    with pytest.raises(Declined) as caught:
        client_of(server.url).hello()
    assert (caught.value.status, caught.value.signed) == (status, False)
    assert caught.value.retry_after == 17


def test_a_signed_refusal_says_what_it_is(serve, client_of):
    refusal = wire.encode(wire.Refusal(code="gap", high_seq=41))
    with pytest.raises(Declined) as caught:
        client_of(serve(Said(409, refusal, key=CENTRAL)).url).hello()
    assert caught.value.refusal == wire.Refusal(code="gap", high_seq=41)
    assert caught.value.signed


def test_a_cut_answer_is_no_answer(serve, client_of):
    server = serve(Said(200, HELLO[:40], key=CENTRAL, claimed_length=len(HELLO)))
    with pytest.raises(Offline) as caught:
        client_of(server.url).hello()
    assert caught.value.code == "offline_unreachable"


def test_signed_and_not_understood_is_offline_too(serve, client_of):
    with pytest.raises(Offline) as caught:
        client_of(serve(Said(200, b'{"epoch":1}', key=CENTRAL)).url).hello()
    assert caught.value.code == "answer_unreadable"


def test_unknown_fields_of_a_newer_central_are_let_pass(serve, client_of):
    newer = json.dumps(json.loads(HELLO) | {"weather": "rain"}).encode()
    assert client_of(serve(Said(200, newer, key=CENTRAL)).url).hello().epoch == "one"


def test_requests_are_signed_over_the_nonce_and_a_stale_one_is_renewed(serve, client_of):
    def script(asked: Asked) -> Said:
        if asked.target == "/v1/hello":
            return Said(200, HELLO.replace(b'"nonce"}', b'"n%d"}' % len(server.asked)), key=CENTRAL)
        nonce = asked.headers[wire.H_NONCE]
        content = wire.request_bytes("GET", asked.target, STATION, nonce, asked.body)
        signature = base64.b64decode(asked.headers[wire.H_SIGNATURE])
        STATION_KEY.public_key().verify(signature, content)
        if nonce == "n1":
            return Said(428, wire.encode(wire.Refusal(code="nonce_expired")), key=CENTRAL)
        page = wire.FeedAnswer(cursor="c9", items=[], more=False)
        return Said(200, wire.encode(page), key=CENTRAL)

    server = serve(script)
    assert client_of(server.url).feed("c 8/+", 50).cursor == "c9"
    assert [asked.target for asked in server.asked] == [
        "/v1/hello",
        "/v1/feed?cursor=c+8%2F%2B&limit=50&wait=0",
        "/v1/hello",
        "/v1/feed?cursor=c+8%2F%2B&limit=50&wait=0",
    ]


def test_a_closed_port_and_a_name_nobody_knows_are_unreachable(client_of):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}", "http://central.invalid"):
        with pytest.raises(Offline) as caught:
            client_of(url).hello()
        assert caught.value.code == "offline_unreachable"


@pytest.fixture
def through_proxy(serve):
    proxies = []

    def make(said: Said) -> FaultProxy:
        proxies.append(FaultProxy(serve(said).port))
        return proxies[-1]

    yield make
    for proxy in proxies:
        proxy.close()


@pytest.mark.parametrize("fault", [Fault.BLACK_HOLE, Fault.ONE_WAY, Fault.DRIP])
def test_a_total_time_bounds_silence_and_dripping_alike(through_proxy, client_of, fault):
    proxy = through_proxy(Said(200, HELLO, key=CENTRAL))
    proxy.once(fault, "/v1/hello")
    with pytest.raises(Offline) as caught:
        client_of(proxy.url, within=0.3).hello()
    assert caught.value.code == "offline_timeout"


@pytest.mark.parametrize(
    "fault", [Fault.DROP_REQUEST, Fault.DROP_ANSWER, Fault.CUT_ANSWER, Fault.RESET]
)
def test_a_broken_line_is_offline_and_the_next_request_works(through_proxy, client_of, fault):
    proxy = through_proxy(Said(200, HELLO, key=CENTRAL))
    proxy.once(fault, "/v1/hello")
    client = client_of(proxy.url)
    with pytest.raises(Offline) as caught:
        client.hello()
    assert caught.value.code == "offline_unreachable"
    assert client.hello().epoch == "one"


def test_abort_ends_a_request_that_waits(through_proxy, client_of):
    proxy = through_proxy(Said(200, HELLO, key=CENTRAL))
    proxy.once(Fault.BLACK_HOLE, "/v1/hello")
    client = client_of(proxy.url, within=60)
    ended = []

    def ask() -> None:
        with pytest.raises(Offline):
            client.hello()
        ended.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    assert proxy.wait_for(Fault.BLACK_HOLE)
    client.abort()
    thread.join(5)
    assert ended == [True]


def test_a_proxy_that_wants_a_password_is_told_apart(serve, client_of):
    guard = serve(Said(407, b"", {"Proxy-Authenticate": 'Basic realm="ayuntamiento"'}))
    for target in ("http://central.example", "https://central.example"):
        with pytest.raises(Offline) as caught:
            client_of(target, Network(proxy=guard.url)).hello()
        assert caught.value.code == "proxy_auth"


def test_a_proxy_that_is_not_there(client_of):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    with pytest.raises(Offline) as caught:
        client_of("http://central.example", Network(proxy=f"http://127.0.0.1:{port}")).hello()
    assert caught.value.code == "proxy_unreachable"


DAY = dt.timedelta(days=1)


def certificate(folder, *, host: str, days: tuple[int, int]) -> tuple[ssl.SSLContext, str]:
    """A server's TLS context and the file with the authority that vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "central")])
    now = dt.datetime.now(dt.UTC)
    address = ipaddress.ip_address(host)
    cert = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now + days[0] * DAY)
        .not_valid_after(now + days[1] * DAY)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(address)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = cert.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    both, authority = folder / "server.pem", folder / "ca.pem"
    both.write_bytes(private + pem)
    authority.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, str(authority)


def test_an_authority_of_the_office_may_vouch_for_the_central(serve, client_of, tmp_path):
    context, authority = certificate(tmp_path, host="127.0.0.1", days=(-1, 1))
    server = serve(Said(200, HELLO, key=CENTRAL), tls=context)
    client = client_of(f"https://127.0.0.1:{server.port}", Network(ca_bundle=authority))
    assert client.hello().epoch == "one"


FAULTY = {
    "tls_expired": {"host": "127.0.0.1", "days": (-9, -1)},
    "tls_not_yet_valid": {"host": "127.0.0.1", "days": (1, 9)},
    "tls_wrong_host": {"host": "127.0.0.2", "days": (-1, 1)},
    "tls_untrusted": {"host": "127.0.0.1", "days": (-1, 1)},
}


@pytest.mark.parametrize("code", FAULTY)
def test_each_fault_of_a_certificate_has_its_own_code_and_nothing_is_sent(
    serve, client_of, tmp_path, code
):
    context, authority = certificate(tmp_path, **FAULTY[code])
    server = serve(Said(200, HELLO, key=CENTRAL), tls=context)
    network = Network(ca_bundle=authority) if code != "tls_untrusted" else None
    with pytest.raises(Offline) as caught:
        client_of(f"https://127.0.0.1:{server.port}", network).hello()
    assert caught.value.code == code
    assert server.asked == []


def issued(key: Ed25519PrivateKey, **changes: object) -> bytes:
    """A certificate of A03's by `key`, or with one thing changed."""
    facts = {"station": "A03", "name": "Ventanilla 3", "public_key": bytes(32)} | changes
    return station_certificate.issue(
        **facts, valid_from=datetime(2026, 11, 22, tzinfo=UTC), sign=key.sign
    ).to_bytes()


def answer(key: Ed25519PrivateKey, cert: bytes | None = None) -> bytes:
    return wire.encode(
        wire.EnrolAnswer(
            station="A03",
            name="Ventanilla 3",
            certificate=issued(key) if cert is None else cert,
            central_key=key.public_key().public_bytes_raw(),
            sealed_keys={},
            office_key=bytes(32),
            cursor="",
            epoch="one",
        )
    )


def introduce(url: str) -> wire.EnrolAnswer:
    return enrol(url, " K7-Q2 ", public_key=bytes(32), app_version="0.1.0", token=token)


def test_enrolling_gives_the_station_code_and_the_key_to_pin(serve):
    server = serve(Said(200, answer(CENTRAL), key=CENTRAL))
    got = introduce(server.url)
    assert got.station == "A03"
    assert got.central_key == CENTRAL.public_key().public_bytes_raw()
    assert wire.decode(server.asked[0].body, wire.EnrolRequest).code == "K7-Q2"


@pytest.mark.parametrize(
    "said",
    [
        Said(200, PORTAL),
        Said(200, answer(CENTRAL)),
        Said(200, answer(CENTRAL), key=STRANGER),
        Said(302, b"", {"Location": "/login"}),
    ],
)
def test_enrolling_with_who_cannot_prove_its_key_is_offline(serve, said):
    with pytest.raises(Offline) as caught:
        introduce(serve(said).url)
    assert caught.value.code == "not_our_central"


@pytest.mark.parametrize(
    ("cert", "code"),
    [
        (b"cert", "certificate_bad"),
        (issued(STRANGER), "certificate_forged"),
        (issued(CENTRAL, public_key=bytes([1] * 32)), "certificate_of_another"),
        (issued(CENTRAL, station="A04"), "certificate_of_another"),
        (issued(CENTRAL, name="Otra"), "certificate_of_another"),
    ],
)
def test_a_certificate_that_the_pinned_key_does_not_vouch_for_is_refused(serve, cert, code):
    with pytest.raises(Refused) as caught:
        introduce(serve(Said(200, answer(CENTRAL, cert), key=CENTRAL)).url)
    assert caught.value.code == code
    assert explain(caught.value)


def test_a_used_code_is_refused(serve):
    said = Said(401, wire.encode(wire.Refusal(code="enrol_code_unknown")), key=CENTRAL)
    with pytest.raises(Refused) as caught:
        introduce(serve(said).url)
    assert caught.value.code == "enrol_refused"
