"""Fluentd on every node: a DaemonSet for each kind of place, for the project's images have the plugins of one each.

https://github.com/fluent/fluentd-kubernetes-daemonset
"""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.logs.log_routes import Stop, StopKind, collected
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.render.kubernetes.collectors.access import access
from generator.render.kubernetes.collectors.daemon_set import (
    LOGS,
    NAMESPACE,
    Program,
    config_map,
    daemon_set,
    of_pod,
)
from generator.render.kubernetes.collectors.joins import Join, joins
from generator.render.kubernetes.collectors.outputs import Output, container_routes, kinds, outputs
from generator.render.kubernetes.collectors.reading import excluded_files, line_exclusions
from generator.render.kubernetes.collectors.search import search_host
from generator.render.kubernetes.collectors.tags import namespaces_pattern, pattern
from generator.render.kubernetes.manifest import Manifest
from generator.render.pins import image
from generator.render.text import text

NAME = "fluentd"
PORT = 24231
FOLDER = "/fluentd/etc"

IMAGES: dict[StopKind, str] = {
    "logGroup": "cloudwatch",
    "index": "opensearch",
    "deliveryStream": "kinesis",
}
"""What the image is called that has the plugin of a kind of place."""


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the namespace, what Fluentd may do, its configurations and DaemonSets; nothing where another collects."""
    if platform.logging.collector != NAME or not fleets(platform) or not collected(platform):
        return
    yield from access(platform, PORT)
    for kind in kinds(platform):
        program = _program(platform, kind)
        yield config_map(platform, program)
        yield daemon_set(platform, program)


def _program(platform: Platform, kind: StopKind) -> Program:
    name = f"{NAME}-{IMAGES[kind]}"
    state = f"/var/fluentd/{IMAGES[kind]}"
    return Program(
        name=name,
        account=NAME,
        image=image(platform, name),
        files={
            "fluentd.conf": _config(platform, kind, state),
            "filter_log_fields.rb": text("filter_log_fields.rb"),
        },
        folder=FOLDER,
        state=state,
        port=PORT,
        alive="/metrics",
        ready="/metrics",
        metrics="/metrics",
        cpu="100m",
        memory_limit="1Gi",
        env=(
            # The image's own command reads both, and plugins from the second folder too.
            {"name": "FLUENTD_CONF", "value": "fluentd.conf"},
            {"name": "FLUENTD_OPT", "value": f"-p {FOLDER}"},
            of_pod("K8S_NODE_NAME", "spec.nodeName"),
            *(search_host(platform) if kind == "index" else ()),
        ),
        temporary=("/tmp",),  # noqa: S108 (a volume of the pod alone)
    )


def _config(platform: Platform, kind: StopKind, state: str) -> str:
    settings, host = platform.logging, platform.logging.host_logs
    wanted = outputs(platform, kind)
    labels = {(output.host, output.stop): _label(output) for output in wanted}
    host_labels = [label for (of_host, _), label in labels.items() if of_host]
    return text(
        "fluentd.conf",
        state=state,
        logs=LOGS,
        ipv6=is_ipv6(platform),
        port=PORT,
        kind=kind,
        excluded=excluded_files(platform, f"{NAME}-*_{NAMESPACE}_{NAME}-*.log"),
        units=host.journald if host and host_labels else (),
        files=host.files if host and host_labels else (),
        drops=[
            {"alias": alias, "match": _joined_tag(part), "pattern": expression}
            for alias, part, expression in line_exclusions(platform)
        ],
        joins=[_join(way) for way in joins(platform)],
        redact=settings.redact,
        routes=_routes(platform, labels),
        host_labels=host_labels,
        outputs=[_output(output) for output in wanted],
        region=platform.region,
        overflow="block" if settings.buffer.when_full == "pause" else "drop_oldest_chunk",
        retry_hours=settings.buffer.retry_hours,
    )


def _join(way: Join) -> dict[str, object]:
    part = namespaces_pattern(way.namespaces, without=way.others) if way.namespaces else ""
    return {
        "alias": way.alias,
        "match": _tag(part),
        "languages": way.languages,
        "first_line": way.first_line,
    }


def _routes(platform: Platform, labels: dict[tuple[bool, Stop], str]) -> Iterator[dict[str, object]]:
    """Yield where logs go, the most precise source first: the first that fits has the log."""
    for route in container_routes(platform):
        found = [labels[False, stop] for stop in route.stops if (False, stop) in labels]
        yield {"match": _joined_tag(pattern(platform, route.source)), "labels": found}


def _joined_tag(part: str) -> str:
    """Of the logs that a pattern finds, after entries are joined, which may take `raw` away."""
    return rf"/.*containers\.(?:{part.removesuffix('$')}).*/" if part else "**"


def _tag(part: str) -> str:
    """Of the same before that; a tag is matched as a whole."""
    return rf"/raw\.(?:.+\.)?containers\.(?:{part.removesuffix('$')}).*/" if part else "raw.**"


def _label(output: Output) -> str:
    return "@" + output.alias.upper().replace("-", "_")


def _output(output: Output) -> dict[str, object]:
    return {
        "kind": output.stop.kind,
        "name": output.stop.name,
        "alias": output.alias,
        "label": _label(output),
        "size": output.size,
        "host": output.host,
    }
