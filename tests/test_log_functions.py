"""The functions run, from the archives that Lambda is given: real payloads in, what a domain and a bucket have out."""

import gzip
import importlib
import json
import sys
import time
import tracemalloc
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import ZipFile

import pytest

from generator.render.functions import function_files
from tests.open_search import Domain, always, serving


class Context:
    """What Lambda tells a function of its invocation."""

    aws_request_id = "9f1c"

    def __init__(self, seconds: float = 120) -> None:
        self.end = time.monotonic() + seconds

    def get_remaining_time_in_millis(self) -> float:
        return (self.end - time.monotonic()) * 1000


class Bucket:
    """S3, as far as the function has it."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def put_object(self, Bucket: str, Key: str, Body: bytes, ContentType: str) -> None:  # noqa: N803
        assert (Bucket, ContentType) == ("dead", "application/gzip")
        self.files[Key] = Body

    def letters(self) -> list[dict[str, Any]]:
        (body,) = self.files.values()
        return [json.loads(row) for row in gzip.decompress(body).decode().splitlines()]


@pytest.fixture
def domain(monkeypatch: pytest.MonkeyPatch) -> Iterator[Domain]:
    with serving() as found:
        indexes = {"/aws/eks/shop/containers": "shop-containers", "/aws/eks/shop/cluster": "shop-control-plane"}
        environment = {"DOMAIN": found.url, "INDEXES": json.dumps(indexes), "DEAD_LETTERS": "dead"}
        keys = {"AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
        for name, value in (environment | keys).items():
            monkeypatch.setenv(name, value)
        yield found


def unpacked(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A function as Lambda imports it: from its archive alone."""
    (archive,) = (content for path, content in function_files(name).items() if path.endswith(".zip"))
    (folder / "function.zip").write_bytes(archive)
    ZipFile(folder / "function.zip").extractall(folder)
    monkeypatch.syspath_prepend(str(folder))
    for module in ("domain", name):
        monkeypatch.delitem(sys.modules, module, raising=False)
    return importlib.import_module(name)


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


@pytest.fixture
def forward(tmp_path: Path, bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = unpacked("forward", tmp_path, monkeypatch)
    monkeypatch.setattr(module, "PAUSES", (0.01, 0.01, 0.01))
    monkeypatch.setattr(module, "_files", lambda: bucket)
    return module


def event(messages: list[str], **more: str) -> dict[str, Any]:
    """What CloudWatch Logs sends: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html"""
    events = [
        {"id": f"{number:056}", "timestamp": 1_800_000_000_123, "message": text} for number, text in enumerate(messages)
    ]
    payload = {
        "messageType": "DATA_MESSAGE",
        "owner": "111122223333",
        "logGroup": "/aws/eks/shop/containers/shop",
        "logStream": "shop.web-1.web",
        "subscriptionFilters": ["open-search"],
        "logEvents": events,
    }
    return {"awslogs": {"data": b64encode(gzip.compress(json.dumps(payload | more).encode())).decode()}}


def test_a_line_is_a_document_of_its_day(forward: ModuleType, domain: Domain) -> None:
    messages = ['{"log": "ü", "kubernetes": {"pod_name": "web-1"}}', "plain", "[1]", '{"x": NaN}', "[" * 100_000]
    assert forward.handle(event(messages), Context()) == {"delivered": 5, "dead": 0}
    assert {index for index, _ in domain.documents} == {"shop-containers-2027.01.15"}
    first, *others = domain.documents.values()
    assert first == {
        "log": "ü",
        "kubernetes": {"pod_name": "web-1"},
        "@log_group": "/aws/eks/shop/containers/shop",
        "@log_stream": "shop.web-1.web",
        "@owner": "111122223333",
        "@timestamp": "2027-01-15T08:00:00.123Z",
    }
    assert [document["message"] for document in others] == messages[1:]


def test_the_control_planes_lines_have_an_index_of_their_own(forward: ModuleType, domain: Domain) -> None:
    forward.handle(event(["{}"], logGroup="/aws/eks/shop/cluster"), Context())
    assert {index for index, _ in domain.documents} == {"shop-control-plane-2027.01.15"}


def test_the_message_that_a_filter_is_tried_with_is_no_log(forward: ModuleType, domain: Domain) -> None:
    assert forward.handle(event(["x"], messageType="CONTROL_MESSAGE"), Context()) == {"delivered": 0, "dead": 0}
    assert domain.documents == {}


def test_only_what_was_refused_is_sent_again(forward: ModuleType, domain: Domain, bucket: Bucket) -> None:
    """10,000 lines, of which the domain has no room for every tenth at first, and never takes every hundredth."""
    messages = [json.dumps({"number": number, "log": "x" * 400}) for number in range(10_000)]
    busy = [200, 429, 503]

    def status(document: dict[str, Any], before: int) -> int:
        if document["number"] % 100 == 0:
            return 400
        return busy[-before - 1] if document["number"] % 10 == 0 and before < 2 else 201

    domain.status = status
    tracemalloc.start()
    start = time.monotonic()
    assert forward.handle(event(messages), Context()) == {"delivered": 9_900, "dead": 100}
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    print(f"10,000 lines: {time.monotonic() - start:.1f} s, {peak:.0f} MiB at most")  # noqa: T201
    assert len(domain.documents) == 9_900
    assert sum(domain.bulks) == 10_000 + 900 + 900
    assert max(domain.bulks) <= forward.BATCH_LINES
    letters = bucket.letters()
    assert [json.loads(letter["document"])["number"] for letter in letters] == list(range(0, 10_000, 100))
    assert {letter["reason"] for letter in letters} == {'400: {"type": "refused", "reason": "as 400"}'}
    assert letters[1]["id"] == f"{100:056}"


def test_what_is_there_already_is_delivered(forward: ModuleType, domain: Domain, bucket: Bucket) -> None:
    for _ in range(2):
        assert forward.handle(event(["a", "b"]), Context()) == {"delivered": 2, "dead": 0}
    assert (len(domain.documents), bucket.files) == (2, {})


def test_a_domain_that_is_away_for_a_moment_costs_nothing(forward: ModuleType, domain: Domain, bucket: Bucket) -> None:
    domain.answers = [503, 429]
    assert forward.handle(event(["a", "b"]), Context()) == {"delivered": 2, "dead": 0}
    assert bucket.files == {}


def test_a_line_that_spoils_its_request_is_alone_with_it(forward: ModuleType, domain: Domain, bucket: Bucket) -> None:
    domain.answers = [400, 200, 400, 200, 400]
    assert forward.handle(event(["a", "b", "c", "d"]), Context()) == {"delivered": 3, "dead": 1}
    assert json.loads(bucket.letters()[0]["document"])["message"] == "d"


def test_what_does_not_arrive_in_time_is_kept(
    forward: ModuleType, domain: Domain, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOMAIN", "http://127.0.0.1:9")
    assert forward.handle(event(["a", "b"]), Context(10)) == {"delivered": 0, "dead": 2}
    assert bucket.letters()[0]["reason"].startswith("0: ")


def test_what_cannot_be_kept_fails(forward: ModuleType, domain: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lambda then repeats the invocation, and keeps its event in the end."""
    domain.status = always(400)
    monkeypatch.setattr(forward, "_files", lambda: None)
    with pytest.raises(AttributeError):
        forward.handle(event(["a"]), Context())


def test_a_domain_is_set_up_in_order(tmp_path: Path, domain: Domain, monkeypatch: pytest.MonkeyPatch) -> None:
    module = unpacked("set_up", tmp_path, monkeypatch)
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0.01)
    requests = [{"method": "PUT", "path": f"/{name}", "body": {"name": name}} for name in "ab"]
    domain.answers = [403, 503, 200, 409]
    assert module.handle({"requests": requests}, Context()) == {"done": 2}
    asked = [(method, path) for method, path, _ in domain.requests]
    again = [("GET", "/b"), ("PUT", "/b?if_seq_no=7&if_primary_term=1")]
    assert asked == [*[("PUT", "/a")] * 3, ("PUT", "/b"), *again]
    domain.answers = [400]
    with pytest.raises(RuntimeError, match="PUT /a: 400"):
        module.handle({"requests": requests}, Context())


def test_an_archive_has_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    before = function_files("forward")
    monkeypatch.setattr(time, "time", lambda: 0)
    assert function_files("forward") == before
    assert sorted(before) == [
        "terraform/functions/forward.zip",
        "terraform/functions/forward/domain.py",
        "terraform/functions/forward/forward.py",
    ]
