from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import grouped_services
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-030", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/security-groups-pods-deployment.html")
def branch_probes_fail(platform: Platform) -> Iterator[Violation]:
    """Probes of pods with strict security groups never get an answer.

    The kubelet asks over TCP, and with early demultiplexing the answer from a branch interface is lost. So
    DISABLE_TCP_EARLY_DEMUX is set with strict unless the file says false: then no pod with a probe becomes ready.

    Bad:

        cni: {securityGroupsForPods: strict, settings: {DISABLE_TCP_EARLY_DEMUX: false}}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}

    Good:

        cni: {securityGroupsForPods: strict, settings: {DISABLE_TCP_EARLY_DEMUX: true}}
        services: {web: {securityGroups: [sg-0123456789abcdef0]}}
    """
    settings = platform.cni.settings
    if platform.cni.security_groups_for_pods != "strict" or settings.disable_tcp_early_demux is not False:
        return
    for name, service in grouped_services(platform):
        probes = service.probes
        if (probes.readiness, probes.liveness, probes.startup) != (None, None, None):
            message = f"with strict security groups the probes of {name} fail; remove it, or set it to true"
            yield Violation(settings, "disable_tcp_early_demux", message, Fix(True))
            return
