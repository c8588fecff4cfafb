from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.cni import Cni, PolicyAgent
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule

REMOVAL = Fix(REMOVED)


@rule("CNI-062", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def ignored_cni_setting(platform: Platform) -> Iterator[Violation]:
    """A setting of the CNI that has no effect beside the others.

    Source ports are chosen only where addresses are translated (snat node), the introspection endpoint listens only
    where it is open, the policy agent works only with network policies on, podSecurityGroups belong to podSubnets,
    and MAX_ENI counts only below what the instance types have. What an IPv4 cluster looks at an IPv6 one may not, and
    the other way round. Whoever reads the setting believes in it.

    Bad:

        cni: {snat: {mode: external}, settings: {AWS_VPC_ENI_MTU: 1500, AWS_VPC_K8S_CNI_RANDOMIZESNAT: none}}

    Good:

        cni: {snat: {mode: external}, settings: {AWS_VPC_ENI_MTU: 1500}}
    """
    cni, settings = platform.cni, platform.cni.settings
    if is_ipv6(platform):
        yield from _of_ipv4(cni)
    elif settings.enable_v4_egress is not None:
        yield Violation(settings, "enable_v4_egress", "it is ignored in an IPv4 cluster; remove it", REMOVAL)
    elif settings.aws_vpc_k8s_cni_randomizesnat is not None and cni.snat.mode == "external":
        yield Violation(
            settings, "aws_vpc_k8s_cni_randomizesnat", "it is ignored with snat external; remove it", REMOVAL
        )
    if settings.introspection_bind_address is not None and settings.disable_introspection:
        yield Violation(
            settings,
            "introspection_bind_address",
            "it is ignored with DISABLE_INTROSPECTION: true; remove one of them",
            REMOVAL,
        )
    if cni.network_policy == "off" and _said(cni.policy_agent):
        yield Violation(cni, "policy_agent", 'it has nothing to do with networkPolicy "off"; remove it', REMOVAL)
    if cni.pod_subnets is None and cni.pod_security_groups:
        yield Violation(
            cni, "pod_security_groups", "it is about podSubnets, which is not set; remove it, or set that", REMOVAL
        )
    most = _interfaces(platform)
    if settings.max_eni is not None and not is_ipv6(platform) and most is not None and settings.max_eni >= most:
        yield Violation(
            settings, "max_eni", f"no instance type has more than {most} network interfaces; remove it", REMOVAL
        )


KEPT = "it is ignored in an IPv6 cluster, where pods keep their address; remove it"


def _of_ipv4(cni: Cni) -> Iterator[Violation]:
    """What an IPv6 cluster does not look at: traffic by IPv6 is never translated, that by IPv4 always."""
    if cni.snat.mode != "node":
        yield Violation(cni.snat, "mode", KEPT, REMOVAL)
    if cni.snat.exclude:
        yield Violation(cni.snat, "exclude", KEPT, REMOVAL)
    if cni.settings.enable_v6_egress is not None:
        yield Violation(cni.settings, "enable_v6_egress", "it is ignored in an IPv6 cluster; remove it", REMOVAL)
    if cni.settings.max_eni is not None:
        yield Violation(
            cni.settings, "max_eni", "it is ignored in an IPv6 cluster, whose nodes use one; remove it", REMOVAL
        )


def _said(agent: PolicyAgent) -> bool:
    return (agent.logs, agent.metrics_port, agent.health_probe_port) != ("none", None, None)


def _interfaces(platform: Platform) -> int | None:
    """The most network interfaces of any type; None where one is unknown."""
    types = [instance_type(name) for fleet in fleets(platform) for name in fleet.every_type]
    known = [type_.max_enis for type_ in types if type_]
    return max(known) if known and len(known) == len(types) else None
