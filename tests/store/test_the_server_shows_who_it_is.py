"""Over a network a PostgreSQL server is believed only with a certificate that says who it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from engines import Server, running

from drafting.domain.errors import DatabaseUnusable, NotAcceptable
from drafting.store.engines.address import Address, Tls, place_of
from drafting.store.engines.postgres_connection import connected

ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
FULL = "sslmode=verify-full"


@dataclass(frozen=True)
class Authority:
    """Who issues certificates, to servers and to itself."""

    name: str
    key: ec.EllipticCurvePrivateKey

    def certificate(
        self, to: str, key: ec.EllipticCurvePrivateKey | None = None, days: int = 30
    ) -> bytes:
        """Issue a certificate; with no key of the owner's it is the authority's own."""
        begins = datetime.now(UTC) - timedelta(days=60)
        made = (
            x509.CertificateBuilder()
            .subject_name(_named(to))
            .issuer_name(_named(self.name))
            .public_key((key or self.key).public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + timedelta(days=60 + days))
            .add_extension(x509.BasicConstraints(ca=key is None, path_length=None), critical=True)
            .add_extension(_names(to), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        return made.public_bytes(serialization.Encoding.PEM)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _names(name: str) -> x509.SubjectAlternativeName:
    one = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    return x509.SubjectAlternativeName([one])


def a_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


@pytest.fixture(scope="module")
def council() -> Authority:
    return Authority("council", a_key())


@pytest.fixture(scope="module")
def file(council: Authority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the certificate of the authority that everybody in this story trusts."""
    written = tmp_path_factory.mktemp("authority") / "ca.pem"
    written.write_bytes(council.certificate("council"))
    return written


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Lend the server of this run; it shows no certificate again afterwards."""
    lent = running()
    yield lent
    lent.shows_nothing()


@pytest.fixture(scope="module")
def known(server: Server, council: Authority) -> Server:
    """Let the server show a certificate of the council, made out to 127.0.0.1."""
    key = a_key()
    server.shows(council.certificate("127.0.0.1", key), pem(key))
    return server


def at(server: Server, given: str, host: str = "127.0.0.1") -> Address:
    place = place_of(f"postgresql://postgres:secret@{host}:{server.port}/postgres?{given}")
    assert isinstance(place, Address)
    return place


def encrypted(address: Address) -> bool:
    connection = connected(address)
    _, rows = connection.run(ENCRYPTED, ())
    connection.close()
    return bool(next(rows)[0])


def test_a_server_with_the_right_certificate_is_believed(known: Server, file: Path) -> None:
    assert encrypted(at(known, f"{FULL}&sslrootcert={file}"))
    assert encrypted(at(known, f"sslrootcert={file}"))


def test_whom_this_machine_trusts_is_trusted(
    known: Server, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(file))

    assert encrypted(at(known, FULL))
    assert encrypted(at(known, f"{FULL}&sslrootcert=system"))


def test_a_certificate_of_somebody_else_s_authority_is_refused(
    known: Server, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    other.write_bytes(Authority("council", a_key()).certificate("council"))

    for given in (FULL, f"{FULL}&sslrootcert={other}", f"sslmode=verify-ca&sslrootcert={other}"):
        with pytest.raises(DatabaseUnusable, match="issued by no authority") as refused:
            connected(at(known, given))
        assert "no password was sent" in str(refused.value)
        assert "secret" not in str(refused.value)


def test_a_certificate_that_is_made_out_to_another_host_is_refused(
    known: Server, file: Path
) -> None:
    with pytest.raises(DatabaseUnusable, match="not made out to localhost"):
        connected(at(known, f"{FULL}&sslrootcert={file}", "localhost"))

    assert encrypted(at(known, f"sslmode=verify-ca&sslrootcert={file}", "localhost"))
    assert encrypted(at(known, f"sslmode=require&sslrootcert={file}", "localhost"))


def test_only_who_says_so_goes_without_a_look_at_the_certificate(known: Server) -> None:
    assert encrypted(at(known, "sslmode=require"))
    assert encrypted(at(known, "sslmode=prefer"))
    assert not encrypted(at(known, "sslmode=disable"))


@pytest.mark.parametrize(
    ("days", "said"), [(30, "it vouches for itself.*sslrootcert=FILE"), (-1, "has expired")]
)
def test_a_certificate_that_proves_nothing_is_refused(
    server: Server, tmp_path: Path, days: int, said: str
) -> None:
    alone = Authority("127.0.0.1", a_key())
    shown = alone.certificate("127.0.0.1", days=days)
    server.shows(shown, pem(alone.key))
    itself = tmp_path / "itself.pem"
    itself.write_bytes(shown)
    given = FULL if days > 0 else f"{FULL}&sslrootcert={itself}"

    with pytest.raises(DatabaseUnusable, match=said):
        connected(at(server, given))
    if days > 0:
        assert encrypted(at(server, f"{FULL}&sslrootcert={itself}"))


def test_a_server_that_does_not_encrypt_gets_no_password(server: Server, file: Path) -> None:
    server.shows_nothing()

    for given in ("sslmode=require", FULL, f"sslrootcert={file}"):
        with pytest.raises(DatabaseUnusable, match=r"does not encrypt.*sslmode=disable"):
            connected(at(server, given))
    assert not encrypted(at(server, "sslmode=prefer"))


@pytest.mark.parametrize("content", [None, b"no certificate", b""])
def test_an_authority_s_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "ca.pem"
    if content is not None:
        file.write_bytes(content)
    place = place_of(f"postgresql://ann@127.0.0.1:1/texts?sslrootcert={file}")
    assert isinstance(place, Address)

    with pytest.raises(DatabaseUnusable, match=r"ca\.pem cannot be read") as refused:
        connected(place)
    assert "PEM" in str(refused.value)


@pytest.mark.parametrize(
    ("host", "given", "tls"),
    [
        ("db.example.org", "", Tls.VERIFY_FULL),
        ("10.0.0.5", "?schema=vision", Tls.VERIFY_FULL),
        ("localhost.example.org", "", Tls.VERIFY_FULL),
        ("[2001:db8::5]", "", Tls.VERIFY_FULL),
        ("db.example.org", "?sslmode=prefer", Tls.PREFER),
        ("db.example.org", "?sslmode=require", Tls.REQUIRE),
        ("db.example.org", "?sslmode=require&sslrootcert=ca.pem", Tls.VERIFY_CA),
        ("db.example.org", "?sslmode=disable", Tls.DISABLE),
        ("localhost", "", Tls.PREFER),
        ("LOCALHOST", "", Tls.PREFER),
        ("127.0.0.9", "", Tls.PREFER),
        ("[::1]", "", Tls.PREFER),
        ("", "?host=/run/postgresql", Tls.PREFER),
        ("localhost", "?sslrootcert=ca.pem", Tls.VERIFY_FULL),
    ],
)
def test_over_a_network_a_server_must_show_who_it_is(host: str, given: str, tls: Tls) -> None:
    place = place_of(f"postgresql://ann@{host}/texts{given}")

    assert isinstance(place, Address)
    assert place.tls == tls


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("sslmode=full", "“verify-full”, “require” or “disable”, not “full”"),
        ("sslmode=prefer&sslrootcert=ca.pem", "looks at no certificate"),
        ("sslmode=disable&sslrootcert=ca.pem", "looks at no certificate"),
        ("sslmode=verify-ca", "write sslrootcert=FILE"),
        ("sslmode=require&sslrootcert=system", "write sslrootcert=FILE"),
    ],
)
def test_what_would_prove_nothing_is_refused_as_it_is_written(given: str, said: str) -> None:
    with pytest.raises(NotAcceptable, match=said) as refused:
        place_of(f"postgresql://ann:secret@db.example.org/texts?{given}")
    assert "secret" not in str(refused.value)
