from collections.abc import Iterator

from generator.platform.services.containers import every_container, spec
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("WRK-018", ERROR, "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/")
def probe_of_udp_port(platform: Platform) -> Iterator[Violation]:
    """A probe asks a UDP port.

    The kubelet asks by HTTP or TCP alone: the probe fails for ever, and the pod is never ready, or killed again and
    again.

    Bad:

        services:
          web:
            ports: {dns: {port: 5353, protocol: UDP}}
            probes: {readiness: {path: null, port: dns}}

    Good:

        services:
          web:
            ports: {dns: {port: 5353, protocol: UDP}, health: 8081}
            probes: {readiness: {path: null, port: health}}
    """
    for _, container in every_container(platform):
        for probe in (container.probes.readiness, container.probes.liveness, container.probes.startup):
            if probe is not None and spec(container.ports[probe.port]).protocol == "UDP":
                yield Violation(probe, "port", f"{probe.port} is a UDP port, which no probe can ask; use one of TCP")
