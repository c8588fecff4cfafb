"""logging: how the collector on every node reads and keeps logs, whichever it is."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.connections import Peers
from generator.platform.types.container import Cpu, Memory
from generator.platform.types.node import Name, Namespace, Node, says, text

CollectorName = Literal["fluent-bit", "fluentd"]
Language = Literal["go", "java", "python", "ruby"]
"""Whose stack traces both collectors know.
https://docs.fluentbit.io/manual/data-pipeline/filters/multiline-stacktrace,
https://github.com/GoogleCloudPlatform/fluent-plugin-detect-exceptions"""

Regex = Annotated[
    str,
    text(
        r"(?! )(?!.*\$\{)[ !$-&(-~]{1,256}(?<![ \\])",
        "a regular expression in printable ASCII, without quotes, #, ${, or a space at an end",
        "^[0-9]{4}-",
    ),
]
"""Without what would end it in a configuration file of either collector."""

Glob = Annotated[str, text(r"[a-z0-9.*-]{1,253}", "a name, possibly with *", "load-test-*")]
FieldName = Annotated[str, text(r"[A-Za-z0-9_.-]{1,64}", "the name of a field", "password")]
Unit = Annotated[str, text(r"[A-Za-z0-9:_.@-]{1,200}\.[a-z]{4,9}", "a systemd unit with its type", "kubelet.service")]
HostFile = Annotated[
    str,
    text(r"/var/log(/(?!\.{1,2}(/|$))[A-Za-z0-9_.*-]+)+", "a path below /var/log, possibly with *", "/var/log/dmesg"),
]


class Buffer(Node, frozen=True):
    """What waits on the node's disk while a destination does not take it."""

    size: Annotated[Memory, says("Room on each node's disk, for all destinations together.")] = "1Gi"
    when_full: Annotated[
        Literal["dropOldest", "pause"],
        says(
            "dropOldest: the newest logs are kept. pause: nothing more is read, until the kubelet rotates files away."
        ),
    ] = "dropOldest"
    retry_hours: Annotated[
        Annotated[int, Meta(ge=1, le=168)], says("How long what a destination refuses is sent again.")
    ] = 24


class Multiline(Node, frozen=True):
    """Lines that belong together."""

    namespaces: Annotated[tuple[Namespace, ...], says("Only of pods there. Unset: of all pods.")] = ()
    first_line: Annotated[
        Regex | None, says("What the first line of an entry looks like. Unset: stack traces of the language so named.")
    ] = None


class Exclusion(Node, frozen=True):
    """Logs that are not collected: all that is given must fit."""

    namespace: Annotated[Namespace | None, says("Pods there.")] = None
    pod: Annotated[Glob | None, says("Pods with such a name.")] = None
    container: Annotated[Glob | None, says("Containers with such a name.")] = None
    matching: Annotated[
        Regex | None, says("Only lines that this finds something in. Unset: all, they are not read.")
    ] = None


class HostLogs(Node, frozen=True):
    """Logs of the nodes themselves."""

    journald: Annotated[tuple[Unit, ...], says("Units whose journal is read.")] = (
        "containerd.service",
        "kubelet.service",
    )
    files: Annotated[tuple[HostFile, ...], says("Files, line by line.")] = ()


class CollectorResources(Node, frozen=True):
    """What each pod of the collector asks for."""

    cpu: Annotated[Cpu | None, says("The CPU request. Unset: 50m for fluent-bit, 100m for fluentd.")] = None
    memory: Annotated[Memory | None, says("The memory request. Unset: half of the limit.")] = None
    memory_limit: Annotated[
        Memory | None,
        says("The memory limit. Unset: 384Mi for fluent-bit and 128Mi for each `multiline`, 1Gi for fluentd."),
    ] = None


class CollectorMetrics(Node, frozen=True):
    """The collector's own metrics, in the format of Prometheus."""

    allow_from: Annotated[dict[Name, Peers], says("Who may read them, by a name of your choice. Unset: nobody.")] = {}


class Collector(Node, frozen=True):
    """What is set for either collector."""

    collector: Annotated[CollectorName, says("What reads logs on every node.")] = "fluent-bit"
    buffer: Annotated[Buffer, says("What waits on disk while a destination does not take it.")] = field(
        default_factory=Buffer
    )
    multiline: Annotated[
        dict[Name, Multiline], says("Lines to join: stack traces by language, or by a name and `firstLine`.")
    ] = {}
    exclude: Annotated[dict[Name, Exclusion], says("Logs that are not collected, by a name of your choice.")] = {}
    redact: Annotated[
        tuple[FieldName, ...], says("Fields whose values never leave the node, in JSON at any depth and as NAME=VALUE.")
    ] = ()
    host_logs: Annotated[HostLogs | None, says("Logs of the nodes themselves. Unset: none.")] = None
    resources: Annotated[CollectorResources, says("What each pod of the collector asks for.")] = field(
        default_factory=CollectorResources
    )
    metrics: Annotated[CollectorMetrics, says("The collector's own metrics.")] = field(default_factory=CollectorMetrics)
