"""Requests to other servers reach the public internet and named hosts, and nothing else."""

import ipaddress
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from assay.kit.outgoing import NotAllowed, NotReached, Session, TooLarge, target_of
from assay.kit.outgoing.guard import is_public, may_be_private
from assay.kit.tests.listener import listener

PRIVATE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0", "localhost", "169.254.169.254", "100.64.0.1", "10.0.0.1",
    "172.16.0.1", "192.168.1.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:a9fe:a9fe]",
    "[::ffff:127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::]",
    "[::ffff:0:a9fe:a9fe]", "[::ffff:0:7f00:1]", "[::7f00:1]", "[fec0::1]", "[fe80::1]", "[fd00:ec2::254]",
    "[ff02::1]", "[64:ff9b:1::a9fe:a9fe]", "[2001:0:7f00:1::]", "[2001:0:808:808::80ff:fffe]",
    "[2a00:1450::200:5efe:a9fe:a9fe]", "[2001:db8::1]", "[100::1]",
    "0.0.0.0",  # noqa: S104
]  # fmt: skip
PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]


@pytest.fixture
def server(settings):
    with listener() as made:
        settings.ASSAY_OUTGOING_PORTS = [str(made.port)]
        yield made


@pytest.fixture
def named(settings, server):
    """The listener as a private host that the operator has named."""
    settings.ASSAY_PRIVATE_HOSTS = ["inside.test"]
    return f"http://inside.test:{server.port}"


def at(*addresses):
    """Resolve every name to the first of `addresses`, the next time to the second, and so on."""
    left = list(addresses)

    def resolve(host, port, **_how):
        address = left.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    return resolve


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_get_no_connection(server, host):
    with pytest.raises((NotAllowed, NotReached)), Session(seconds=2) as session:
        session.get(f"http://{host}:{server.port}/")
    assert server.connections == 0


@pytest.mark.parametrize("host", [host for host in PRIVATE if host.startswith("[") or host.count(".") == 3])
def test_private_addresses_are_known_as_such(host):
    assert not is_public(ipaddress.ip_address(host.strip("[]")))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["169.254.169.254", "::ffff:a9fe:a9fe", "224.0.0.1", "fe80::1"])
def test_a_named_host_is_not_where_clouds_keep_their_secrets(address):
    assert not may_be_private(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/", "file:///etc/passwd", "gopher://a.example", "//a.example", "a.example", "", "http://",
     "https://me:secret@a.example/", "http://a.example:99999/", "http://a.example:x/", "http://a b/", "http://[::1",
     "http://a.example\\@b.example/", "http://a.example/\r\nX: y", "http://ä.example/", "http://a\tb/"],
)  # fmt: skip
def test_other_addresses_are_refused(url):
    with pytest.raises(NotAllowed):
        target_of(url)


def test_only_the_ports_of_the_list_are_reached(settings):
    settings.ASSAY_OUTGOING_PORTS = ["443"]
    with pytest.raises(NotAllowed, match="Port 22"):
        target_of("http://a.example:22").addresses(at("8.8.8.8"))
    assert target_of("https://a.example").addresses(at("8.8.8.8")) == ["8.8.8.8"]


def test_one_bad_address_among_good_ones_is_enough_to_refuse(settings):
    def resolve(*_args, **_how):
        return [(2, 1, 6, "", ("8.8.8.8", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]

    with pytest.raises(NotAllowed, match=r"a\.example is not on the public internet"):
        target_of("https://a.example").addresses(resolve)


def test_a_named_host_may_be_private(server, named):
    with Session(resolve=at("127.0.0.1")) as session:
        assert session.get(f"{named}/a%20b", query={"k": ["1", "ü"]}).read() == b"{}"
    assert server.requests[0][:2] == ("GET", "/a%20b?k=1&k=%C3%BC")
    assert server.requests[0][2]["Host"] == f"inside.test:{server.port}"


def test_a_host_named_with_its_port_needs_no_list(settings, server):
    settings.ASSAY_OUTGOING_PORTS, settings.ASSAY_PRIVATE_HOSTS = ["443"], [f"inside.test:{server.port}"]
    with Session(resolve=at("127.0.0.1")) as session:
        assert session.get(f"http://inside.test:{server.port}").status == 200
    with pytest.raises(NotAllowed):
        target_of(f"http://other.test:{server.port}").addresses(at("127.0.0.1"))


def test_the_checked_address_is_the_one_that_is_reached(server, named):
    with Session(resolve=at("127.0.0.1", "10.0.0.1")) as session:
        assert session.get(named).read() == b"{}"
        assert session.get(named).read() == b"{}"
    assert server.connections == 1


def test_a_name_that_moves_inside_is_refused_at_the_next_connection(settings, server):
    with pytest.raises(NotAllowed), Session(resolve=at("127.0.0.1")) as session:
        session.get(f"http://rebound.test:{server.port}")
    assert server.connections == 0


def test_nobody_follows_a_redirect(server, named):
    with listener() as inner, Session(resolve=at("127.0.0.1")) as session:
        server.answers = [(302, {"Location": f"http://127.0.0.1:{inner.port}/"}, b"")]
        answer = session.get(named)
        assert (answer.status, answer.is_fine, inner.connections) == (302, False, 0)


def test_json_and_pieces_are_sent(server, named):
    with Session(resolve=at(*["127.0.0.1"] * 3), headers={"Authorization": "Bearer x"}) as session:
        session.post(named, json={"a": "ü"}).read()
        session.send("PUT", named, body=iter([b"ab", b"c"])).read()
        session.send("PATCH", named, body=b"xyz", headers={"Content-Type": "text/plain"}).read()
    (_, _, headers, body), (method, _, _, pieces), (_, _, plain, text) = server.requests
    assert (headers["Content-Type"], headers["Authorization"]) == ("application/json", "Bearer x")
    assert body == b'{"a": "\\u00fc"}'
    assert (method, pieces, text, plain["Content-Type"]) == ("PUT", b"abc", b"xyz", "text/plain")


def test_an_answer_that_was_not_read_costs_the_connection_only(server, named):
    with Session(resolve=at("127.0.0.1", "127.0.0.1")) as session:
        session.get(named)
        assert session.get(named).read() == b"{}"
    assert server.connections == 2


@pytest.mark.parametrize("headers", [{}, {"Content-Length": "", "Connection": "close"}])
def test_a_long_answer_is_cut_off(server, named, headers):
    server.answers = [(200, headers, b"x" * 5000)]
    with Session(resolve=at("127.0.0.1"), most_bytes=4999) as session, pytest.raises(TooLarge):
        session.get(named).read()


def test_an_answer_cut_short_is_none(server, named):
    server.answers = [(200, {"Content-Length": "10", "Connection": "close"}, b"short")]
    with Session(resolve=at("127.0.0.1")) as session, pytest.raises(NotReached):
        session.get(named).read()


def test_a_server_that_drips_is_left(settings):
    """It sends a byte each 20 ms, so that no single wait is long."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.ASSAY_PRIVATE_HOSTS = [f"drip.test:{door.getsockname()[1]}"]
        done = threading.Event()
        threading.Thread(target=_drip, args=(door, done), daemon=True).start()
        with Session(resolve=at("127.0.0.1"), seconds=0.3) as session, pytest.raises(NotReached, match="in time"):
            session.get(f"http://drip.test:{door.getsockname()[1]}").read()
        done.set()


def _greet(door):
    line, _ = door.accept()
    with line:
        line.sendall(b"220 mail\r\n")
        line.recv(1000)


def _drip(door, done):
    line, _ = door.accept()
    with line:
        line.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not done.wait(0.02):
            try:
                line.sendall(b"x")
            except OSError:
                return


def test_nobody_there_is_said(settings):
    settings.ASSAY_PRIVATE_HOSTS = ["nobody.test:1"]
    with Session(resolve=at("127.0.0.1")) as session, pytest.raises(NotReached, match=r"nobody\.test"):
        session.get("http://nobody.test:1")


def test_what_does_not_speak_http_is_said(settings):
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.ASSAY_PRIVATE_HOSTS = [f"odd.test:{door.getsockname()[1]}"]
        threading.Thread(target=_greet, args=(door,), daemon=True).start()
        with Session(resolve=at("127.0.0.1"), seconds=2) as session, pytest.raises(NotReached):
            session.get(f"http://odd.test:{door.getsockname()[1]}")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for inside.test, signed by itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "t")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(datetime.now(UTC) - timedelta(days=1))
    made = made.not_valid_after(datetime.now(UTC) + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("inside.test")]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_tls_asks_for_the_name_not_for_the_address(settings, certificate):
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    with listener(serving) as server:
        settings.ASSAY_PRIVATE_HOSTS = [f"inside.test:{server.port}", f"other.test:{server.port}"]
        with Session(resolve=at("127.0.0.1", "127.0.0.1"), tls=trusting) as session:
            assert session.get(f"https://inside.test:{server.port}").read() == b"{}"
            with pytest.raises(NotReached, match=r"certificate of other\.test"):
                session.get(f"https://other.test:{server.port}")
        with Session(resolve=at("127.0.0.1")) as session, pytest.raises(NotReached, match="cannot be trusted"):
            session.get(f"https://inside.test:{server.port}")
