"""What containers print: the files of a node, as containerd writes them, and what must arrive of them."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.real_collectors.sink import Event

SETTINGS: dict[str, Any] = {
    "multiline": {
        "java": {"namespaces": ["shop"]},
        "dated": {"namespaces": ["legacy"], "firstLine": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    },
    "exclude": {
        "load-test": {"namespace": "shop", "pod": "load-test-*"},
        "health": {"namespace": "shop", "matching": "GET /healthz"},
    },
    "redact": ["password", "Authorization"],
    "hostLogs": {"journald": [], "files": ["/var/log/agent.log"]},
}
"""`logging` of the platform whose collectors are run; the journal, which a test cannot write, is left out."""

WEB, LOAD, APP = ("web-5d4f8c7b9d-x2x4z", "shop", "web"), ("load-test-1", "shop", "main"), ("app-0", "legacy", "app")
LINES = 2_000
"""Numbered lines in each of three phases: before the sink refuses, while it does, and after."""

TRACE = (
    "java.lang.IllegalStateException: no stock",
    "\tat shop.Basket.add(Basket.java:42)",
    "\tat shop.Main.main(Main.java:7)",
)
DATED = ("2026-11-23 batch failed", "  first detail", "  second detail")
LONG = "x" * 20_000 + "end"


def pod(namespace: str, name: str) -> dict[str, Any]:
    """A pod as the Kubernetes API has it."""
    labels = {"app.kubernetes.io/name": name.partition("-")[0]}
    metadata = {"name": name, "namespace": namespace, "uid": f"uid-{name}", "labels": labels, "annotations": {}}
    containers = [{"name": part, "image": "x/y:1"} for _, space, part in (WEB, LOAD, APP) if space == namespace]
    spec = {"nodeName": "node-1", "containers": containers}
    return {"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec, "status": {"podIP": "10.0.0.9"}}


def write(logs: Path, phase: int) -> None:
    """Print a phase."""
    (logs / "containers").mkdir(parents=True, exist_ok=True)
    numbers = range(phase * LINES, (phase + 1) * LINES)
    lines = [json.dumps({"n": n, "user": {"password": f"secret-{n}"}}) for n in numbers]
    _print(logs, WEB, [*lines, "GET /healthz 200", f"login password=secret-{phase}", *TRACE, f"after trace {phase}"])
    _print_split(logs, WEB, f"{LONG}{phase}")
    _print(logs, APP, [*DATED, f"2026-11-23 phase {phase}"])
    _print(logs, LOAD, [f"load {phase}"])
    with (logs / "agent.log").open("a") as file:
        file.write(f"agent {phase} password=secret-agent\n")


def _file(logs: Path, container: tuple[str, str, str]) -> Path:
    return logs / "containers" / f"{'_'.join(container)}-{'0123456789abcdef' * 4}.log"


def _print(logs: Path, container: tuple[str, str, str], lines: list[str]) -> None:
    with _file(logs, container).open("a") as file:
        file.writelines(f"{_now()} stdout F {line}\n" for line in lines)


def _print_split(logs: Path, container: tuple[str, str, str], line: str) -> None:
    with _file(logs, container).open("a") as file:
        file.write(f"{_now()} stdout P {line[:16384]}\n{_now()} stdout F {line[16384:]}\n")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f000Z")


def numbers(events: list[Event]) -> Counter[int]:
    """How often each numbered line arrived."""
    found = (event.record.get("log_processed") for event in events)
    return Counter(fields["n"] for fields in found if isinstance(fields, dict) and "n" in fields)


def faults(events: list[Event]) -> Iterator[str]:
    """Yield everything that did not arrive as it must."""
    counted, wanted = numbers(events), set(range(3 * LINES))
    yield from _unless(not wanted - counted.keys(), f"lost: {len(wanted - counted.keys())} of {len(wanted)} lines")
    double = [n for n, count in counted.items() if count > 1]
    yield from _unless(not double, f"doubled: {len(double)} lines")
    texts = Counter(str(event.record.get("log", "")).rstrip("\n") for event in events)
    for text, what in (("\n".join(TRACE), "the stack trace"), ("\n".join(DATED), "the dated entry")):
        yield from _unless(texts[text] == 3, f"{what} is there {texts[text]} times as one event, not 3")
    for phase in range(3):
        yield from _unless(texts[f"{LONG}{phase}"] == 1, f"the line {phase} that containerd split is not joined")
    everything = json.dumps([event.record for event in events])
    yield from _unless("secret-" not in everything, "a value that is to be hidden arrived")
    yield from _unless("[redacted]" in everything, "nothing is hidden")
    yield from _unless("/healthz" not in everything, "a line arrived that is left out")
    yield from _unless("load-test" not in everything, "a log arrived that is not to be read")
    yield from _metadata(events)


def _metadata(events: list[Event]) -> Iterator[str]:
    """Yield what is not known of pods and hosts, and what went to the wrong group or stream."""
    streams = {(event.group, event.stream) for event in events if event.record.get("kubernetes")}
    wanted = {("/aws/eks/demo/containers", f"{space}.{name}.{part}") for name, space, part in (WEB, APP)}
    yield from _unless(streams == wanted, f"streams of containers are {sorted(streams)}")
    for event in events:
        known = event.record.get("kubernetes")
        if known and known.get("labels", {}).get("app.kubernetes.io/name") not in ("web", "app"):
            yield f"no labels in {json.dumps(event.record)[:300]}"
            break
    hosts = [event for event in events if event.group == "/aws/eks/demo/hosts"]
    yield from _unless(len(hosts) == 3, f"{len(hosts)} lines of the host, not 3")
    yield from _unless(all(event.record.get("host") == "node-1" for event in hosts), "a line of no host")


def _unless(right: bool, fault: str) -> Iterator[str]:
    if not right:
        yield fault
