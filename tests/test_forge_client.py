"""The token goes to one host, and nowhere else."""

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from generator.errors import ToolFailed, UsageError
from generator.forge.client import Client, Forbidden, Rejected, Unanswered
from generator.forge.context import address, checked
from generator.forge.draft import Draft, stamped
from generator.forge.services.github import _REPOSITORY as GITHUB
from generator.forge.services.gitlab import _REPOSITORY as GITLAB
from tests.forge.posts import TOKEN, Waits, context
from tests.forge.service import Asked, Fault, Reply, Service, running


class Plain(Service):
    def handle(self, asked: Asked) -> Reply:
        return Reply(200, {"path": asked.path})


@pytest.fixture
def there() -> Iterator[Plain]:
    made = Plain()
    with running(made):
        yield made


def client(service: Service, waits: Waits | None = None) -> Client:
    return Client(
        service.url, {}, ("Authorization", f"Bearer {TOKEN}"), clock=(Waits() if waits is None else waits).clock()
    )


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_a_redirect_to_another_host_gets_nothing(there: Plain, status: int, method: str) -> None:
    other = Plain()
    with running(other):
        there.faults = [Fault(method, "", Reply(status, {}, {"Location": f"{other.url}/stolen"}))]
        with pytest.raises(Rejected) as caught:
            client(there).get("/a", object) if method == "GET" else client(there).send("PATCH", "/a", {}, object)
    assert other.asked == []
    assert TOKEN not in str(caught.value)
    assert (status in {301, 302} and method == "PATCH") or "to which no token is sent" in str(caught.value)


@pytest.mark.parametrize(
    "location", ["//evil.example/", "http://x@127.0.0.1/", "https://127.0.0.1/", "http://[", "file:///etc/passwd"]
)
def test_what_looks_like_the_same_host_is_not(there: Plain, location: str) -> None:
    there.faults = [Fault("GET", "", Reply(307, {}, {"Location": location}))]
    with pytest.raises(ToolFailed, match=r"another host|circles"):
        client(there).get("/a", object)
    assert len(there.asked) == 1


def test_a_redirect_on_the_same_host_is_followed(there: Plain) -> None:
    there.faults = [Fault("POST", "/a", Reply(307, {}, {"Location": "/repositories/1/a"}))]
    assert client(there).send("POST", "/a", {"b": 1}, object) == {"path": "/repositories/1/a"}
    assert there.asked[1].body == {"b": 1}


def test_circles_end(there: Plain) -> None:
    there.faults = [Fault("GET", "", Reply(307, {}, {"Location": "/a"}))] * 9
    with pytest.raises(Rejected, match="circles"):
        client(there).get("/a", object)


def test_nobody_is_there() -> None:
    waits = Waits()
    gone = Client("http://127.0.0.1:9", {}, ("Authorization", f"Bearer {TOKEN}"), clock=waits.clock())
    with pytest.raises(Unanswered, match=r"127\.0\.0\.1 cannot be reached; tried 4 times"):
        gone.get("/a", object)
    assert waits == [1, 2, 4]


@pytest.fixture
def untrusted(tmp_path: Path) -> Iterator[str]:
    """A service over TLS whose certificate nobody has signed but itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "certificate.pem"))
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def self_signed(file: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    signed = made.sign(key, hashes.SHA256())
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(plain + signed.public_bytes(serialization.Encoding.PEM))
    return file


def test_a_certificate_must_be_trusted(untrusted: str) -> None:
    waits = Waits()
    asked = Client(untrusted, {}, ("Authorization", f"Bearer {TOKEN}"), clock=waits.clock())
    with pytest.raises(Unanswered, match="its certificate is not trusted"):
        asked.get("/a", object)
    assert waits == []


def test_a_proxy_of_the_environment(there: Plain, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", there.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    through = Client("http://service.invalid/api", {}, ("Authorization", f"Bearer {TOKEN}"), clock=Waits().clock())
    assert through.get("/a", dict[str, str]) == {"path": "/api/a"}
    monkeypatch.setenv("no_proxy", ".invalid")
    past = Client("http://service.invalid/api", {}, ("Authorization", f"Bearer {TOKEN}"), clock=Waits().clock())
    with pytest.raises(Unanswered):
        past.get("/a", object)


def test_an_answer_of_another_kind(there: Plain) -> None:
    with pytest.raises(Rejected, match="does not answer as this service does"):
        client(there).get("/a", list[int])


@pytest.mark.parametrize("name", ["../..", "./x", "o/..", "o/r/../x", "o/r?x", "o/r#x", "o r/x", "o/r\n", "", "o%2f/r"])
def test_a_repository_leads_nowhere_else(name: str) -> None:
    for pattern in (GITHUB, GITLAB):
        with pytest.raises(UsageError):
            checked(context("https://a.b", repository=name), pattern)


def test_what_is_a_repository() -> None:
    checked(context("https://a.b", repository="my-org/a.b_c"), GITHUB)
    for name in ("42", "group/sub.group/name"):
        checked(context("https://a.b", repository=name), GITLAB)
    with pytest.raises(UsageError):
        checked(context("https://a.b", repository="a/b/c"), GITHUB)


@pytest.mark.parametrize("token", ["", "a b", "a\nHost: evil", "ä", "a\x00"])
def test_a_token_ends_no_header(token: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked(context("https://a.b", token=token), GITHUB)
    assert "GITHUB_TOKEN" in str(caught.value)
    assert "evil" not in str(caught.value)


def test_a_fork_without_a_token_may_not() -> None:
    with pytest.raises(Forbidden):
        checked(context("https://a.b", token="", fork=True), GITHUB)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.b",
        "ftp://a.b",
        "https://",
        "https://u:p@a.b",
        "https://a.b/)x",
        "https://a.b/ x",
        "https://a.b/>",
        "x",
        "https://[",
    ],
)
def test_an_address_is_https_and_nothing_else(url: str) -> None:
    with pytest.raises(UsageError, match="begins with https://"):
        address(url, "--report-url")


def test_addresses() -> None:
    for url in ("https://ghe.example.com/api/v3", "http://127.0.0.1:80/x", "https://a.b/x?y=1"):
        assert address(url, "--api-url") == url


@pytest.mark.parametrize("limit", [300, 1_000, 10_000])
def test_a_comment_is_cut_between_lines(limit: int) -> None:
    table = "".join(f"| row {number} |\n" for number in range(100))
    body = f"<!-- m -->\n{table}\n<details><summary>x</summary>\n\n{'y' * 20_000}\n</details>\n"
    text = Draft(body, "a" * 40, (5, 2)).text(limit)
    assert len(text) <= limit
    assert text.startswith("<!-- m -->\n")
    assert "Details are left out" in text
    assert "<details>" not in text
    assert stamped(text) == (5, 2)
