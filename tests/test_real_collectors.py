"""What judges the real collectors: it lets one pass that does all, and finds every fault of others."""

import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.collectors import fluentd
from tests.collectors.fluent_bit import check
from tests.real_collectors.programs import prepare
from tests.real_collectors.samples import DATED, LINES, LONG, TRACE, faults, pod
from tests.real_collectors.sink import Event, Sink

GROUP, HOSTS = "/aws/eks/demo/containers", "/aws/eks/demo/hosts"
WEB = {"namespace_name": "shop", "labels": {"app.kubernetes.io/name": "web"}}
APP = {"namespace_name": "legacy", "labels": {"app.kubernetes.io/name": "app"}}
STREAMS = {"web": "shop.web-5d4f8c7b9d-x2x4z.web", "app": "legacy.app-0.app"}


def arrived() -> list[Event]:
    """What is there when all is right."""
    return [Event(group, stream, 0, record) for group, stream, record in _right()]


def _right() -> Iterator[tuple[str, str, dict[str, object]]]:
    for n in range(3 * LINES):
        fields = {"n": n, "user": {"password": "[redacted]"}}
        yield GROUP, STREAMS["web"], {"log_processed": fields, "kubernetes": WEB}
    for phase in range(3):
        yield GROUP, STREAMS["web"], {"log": "\n".join(TRACE), "kubernetes": WEB}
        yield GROUP, STREAMS["web"], {"log": f"{LONG}{phase}", "kubernetes": WEB}
        yield GROUP, STREAMS["app"], {"log": "\n".join(DATED), "kubernetes": APP}
        yield HOSTS, "node-1.host.file", {"log": "agent", "host": "node-1"}


def test_one_that_does_all_passes() -> None:
    assert list(faults(arrived())) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        (arrived()[1:], "lost: 1 of"),
        ([arrived()[0], *arrived()], "doubled: 1 lines"),
        ([event for event in arrived() if event.record.get("log") != "\n".join(TRACE)], "the stack trace"),
        ([event for event in arrived() if event.record.get("log") != "\n".join(DATED)], "the dated entry"),
        ([event for event in arrived() if event.record.get("log") != f"{LONG}1"], "the line 1"),
        ([*arrived(), Event(GROUP, STREAMS["web"], 0, {"log": "secret-1"})], "to be hidden"),
        ([*arrived(), Event(GROUP, STREAMS["web"], 0, {"log": "GET /healthz"})], "left out"),
        ([*arrived(), Event(GROUP, "shop.load-test-1.main", 0, {"log": "load-test"})], "not to be read"),
        ([*arrived(), Event(GROUP, "other", 0, {"kubernetes": WEB})], "streams of containers"),
        ([*arrived(), Event(GROUP, STREAMS["web"], 0, {"kubernetes": {"namespace_name": "shop"}})], "no labels"),
        ([event for event in arrived() if event.group != HOSTS], "0 lines of the host"),
    ],
)
def test_a_fault_is_found(changed: list[Event], fault: str) -> None:
    assert any(fault in found for found in faults(changed))


def test_the_sink_takes_events_and_refuses_them(tmp_path: Path) -> None:
    sink = Sink(tmp_path, pod)
    trusting = ssl.create_default_context(cafile=str(tmp_path / "certificate.pem"))
    body = {"logGroupName": "g", "logStreamName": "s", "logEvents": [{"timestamp": 1, "message": json.dumps({"n": 1})}]}

    def put(url: str) -> int:
        headers = {"X-Amz-Target": "Logs_20140328.PutLogEvents"}
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310 (ours)
        try:
            with urllib.request.urlopen(request, context=trusting if url.startswith("https") else None) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    try:
        assert put(f"https://127.0.0.1:{sink.tls_port}/") == 200
        sink.refusing = True
        assert put(f"http://127.0.0.1:{sink.port}/") == 503
        assert (len(sink.events), sink.refusals) == (1, 1)
    finally:
        sink.close()


@pytest.mark.parametrize("collector", ["fluent-bit", "fluentd"])
def test_what_is_replaced_is_there_and_nothing_else_is(collector: str, tmp_path: Path) -> None:
    sink = Sink(tmp_path, pod)
    try:
        run = prepare(collector, "program", tmp_path, sink)
    finally:
        sink.close()
    files = {path.name: path.read_text() for path in (tmp_path / "etc").iterdir()}
    for before, after in run.replaced:
        assert any(after in text for text in files.values()), before
    assert not [name for name, text in files.items() if "/var/log/" in text or "/var/flu" in text]
    for before, after in reversed(run.replaced):
        files = {name: text.replace(after, before) for name, text in files.items()}
    if collector == "fluent-bit":
        check(files)
    else:
        fluentd.check(files["fluentd.conf"])
