"""Fluent Bit on every node.

https://docs.fluentbit.io/manual
"""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.logs.collectors import asks_kubelet
from generator.platform.logs.log_routes import collected
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
from generator.render.kubernetes.collectors.match import match
from generator.render.kubernetes.collectors.outputs import Output, container_routes, outputs
from generator.render.kubernetes.collectors.reading import excluded_files, line_exclusions
from generator.render.kubernetes.collectors.search import search_host
from generator.render.kubernetes.collectors.tags import namespaces_pattern, patterns
from generator.render.kubernetes.manifest import Manifest
from generator.render.pins import image
from generator.render.text import text

NAME = "fluent-bit"
STATE = "/var/fluent-bit/state"
PORT = 2020
FOLDER = "/fluent-bit/etc"

_MEMORY, _MEMORY_OF_JOIN = 384, 128
"""In MiB. What lines wait in until they are joined may take 100."""


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the namespace, what Fluent Bit may do, its configuration and its DaemonSet; nothing where another is.

    On Fargate there are no DaemonSets: what prints there has a collector built in.
    """
    if platform.logging.collector != NAME or not fleets(platform) or not collected(platform):
        return
    program = _program(platform)
    yield from access(platform, PORT)
    yield config_map(platform, program)
    yield daemon_set(platform, program)


def _program(platform: Platform) -> Program:
    return Program(
        name=NAME,
        account=NAME,
        image=image(platform, "aws-for-fluent-bit"),
        # The image's own command is a shell around this one, which would keep SIGTERM from it.
        command=["/fluent-bit/bin/fluent-bit", "-c", f"{FOLDER}/fluent-bit.conf"],
        files=_files(platform),
        folder=FOLDER,
        state=STATE,
        port=PORT,
        alive="/",
        ready="/api/v1/uptime",
        metrics="/api/v2/metrics/prometheus",
        cpu="50m",
        memory_limit=f"{_MEMORY + _MEMORY_OF_JOIN * len(joins(platform))}Mi",
        env=(of_pod("HOST_IP", "status.hostIP"), of_pod("NODE_NAME", "spec.nodeName"), *search_host(platform)),
    )


def _files(platform: Platform) -> dict[str, str]:
    ways = joins(platform)
    parsers = [(way.alias, way.first_line) for way in ways if way.first_line is not None]
    files = {
        "fluent-bit.conf": _config(platform, ways),
        "parsers.conf": text("fluent_bit_parsers.conf", parsers=parsers),
    }
    if platform.logging.redact:
        files["redact.lua"] = text("redact.lua", redact=platform.logging.redact)
    return files


def _config(platform: Platform, ways: list[Join]) -> str:
    settings, host = platform.logging, platform.logging.host_logs
    pause = settings.buffer.when_full == "pause"
    return text(
        "fluent_bit.conf",
        folder=FOLDER,
        state=STATE,
        logs=LOGS,
        ipv6=is_ipv6(platform),
        port=PORT,
        # What waits is in files; while reading goes on, only so many of them are in memory too.
        chunks=128 if pause else 64,
        pause="on" if pause else "off",
        excluded=excluded_files(platform, f"{NAME}-*_{NAMESPACE}_{NAME}-*.log"),
        units=host.journald if host else (),
        files=host.files if host else (),
        joins=[_join(way) for way in ways],
        drops=[
            {"alias": alias, "match": match(part), "pattern": expression}
            for alias, part, expression in line_exclusions(platform)
        ],
        use_kubelet=asks_kubelet(platform),
        redact=settings.redact,
        region=platform.region,
        # A retry waits a minute at most, and half of one on average.
        retries=settings.buffer.retry_hours * 120,
        outputs=[_output(platform, output) for output in outputs(platform)],
    )


def _join(way: Join) -> dict[str, object]:
    part = namespaces_pattern(way.namespaces, without=way.others) if way.namespaces else ""
    return {"alias": way.alias, "match": match(part), "parsers": [way.alias] if way.first_line else way.languages}


def _output(platform: Platform, output: Output) -> dict[str, object]:
    known = [route.source for route in container_routes(platform)]
    meant = "Match host.*" if output.host else match(patterns(platform, output.sources, known))
    return {
        "kind": output.stop.kind,
        "name": output.stop.name,
        "alias": output.alias,
        "size": output.size,
        "host": output.host,
        "match": meant,
    }
