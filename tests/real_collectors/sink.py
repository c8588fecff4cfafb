"""A stand-in for CloudWatch Logs that can refuse, and for what the Kubernetes API says of pods."""

import gzip
import json
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple


class Event(NamedTuple):
    group: str
    stream: str
    timestamp: int
    record: dict[str, Any]


class Sink:
    """Takes events at two ports: one speaks TLS, which fluent-bit insists on, and one does not."""

    def __init__(self, folder: Path, pod: Callable[[str, str], dict[str, Any]]) -> None:
        self.events: list[Event] = []
        self.refusals = 0
        self.refusing = False
        self.pod = pod
        self._lock = threading.Lock()
        self._plain, self._tls = self._server(), self._server()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*_certificate(folder))
        self._tls.socket = context.wrap_socket(self._tls.socket, server_side=True)
        self.port, self.tls_port = self._plain.server_port, self._tls.server_port
        for server in (self._plain, self._tls):
            threading.Thread(target=server.serve_forever, daemon=True).start()

    def close(self) -> None:
        for server in (self._plain, self._tls):
            server.shutdown()
            server.server_close()

    def answer(self, target: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """What an operation of the API answers."""
        with self._lock:
            if self.refusing:
                self.refusals += 1
                return 503, {"__type": "ServiceUnavailableException"}
            if target == "PutLogEvents":
                self._take(body)
                return 200, {"nextSequenceToken": "1"}
            if target == "DescribeLogGroups":
                return 200, {"logGroups": [{"logGroupName": body.get("logGroupNamePrefix", "")}]}
            return 200, {"logStreams": []} if target == "DescribeLogStreams" else {}

    def _take(self, body: dict[str, Any]) -> None:
        for event in body["logEvents"]:
            record = json.loads(event["message"])
            self.events.append(Event(body["logGroupName"], body["logStreamName"], event["timestamp"], record))

    def _server(self) -> ThreadingHTTPServer:
        sink = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if self.headers.get("Content-Encoding") == "gzip":
                    raw = gzip.decompress(raw)
                target = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
                self._reply(*sink.answer(target, json.loads(raw or b"{}")))

            def do_GET(self) -> None:
                parts = self.path.split("?")[0].strip("/").split("/")
                if len(parts) == 6 and parts[4] == "pods":
                    self._reply(200, sink.pod(parts[3], parts[5]))
                else:
                    self._reply(200, {"kind": "APIResourceList", "versions": ["v1"], "resources": RESOURCES})

            def _reply(self, status: int, body: dict[str, Any]) -> None:
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/x-amz-json-1.1")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


RESOURCES = [{"name": "pods", "kind": "Pod", "namespaced": True, "singularName": "", "verbs": ["get"]}]


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate and its key, for 127.0.0.1."""
    from datetime import UTC, datetime, timedelta
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, *private))
    return paths
