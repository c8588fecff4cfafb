from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.instance_types import instance_type
from generator.platform.types.cni import PolicyAgent
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CNI-062", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def ignored_cni_setting(platform: Platform) -> Iterator[Violation]:
    """A setting of the CNI that has no effect beside the others.

    Source ports are chosen only where addresses are translated (snat node), the introspection endpoint listens only
    where it is open, the policy agent works only with network policies on, podSecurityGroups belong to podSubnets,
    and MAX_ENI counts only below what the instance types have. Whoever reads the setting believes in it.

    Bad:

        cni: {snat: {mode: external}, settings: {AWS_VPC_K8S_CNI_RANDOMIZESNAT: none}}

    Good:

        cni: {snat: {mode: node}, settings: {AWS_VPC_K8S_CNI_RANDOMIZESNAT: none}}
    """
    cni, settings = platform.cni, platform.cni.settings
    if settings.aws_vpc_k8s_cni_randomizesnat is not None and cni.snat.mode == "external":
        yield Violation(settings, "aws_vpc_k8s_cni_randomizesnat", "it is ignored with snat external; remove it")
    if settings.introspection_bind_address is not None and settings.disable_introspection:
        yield Violation(
            settings, "introspection_bind_address", "it is ignored with DISABLE_INTROSPECTION: true; remove one of them"
        )
    if cni.network_policy == "off" and _said(cni.policy_agent):
        yield Violation(cni, "policy_agent", 'it has nothing to do with networkPolicy "off"; remove it')
    if cni.pod_subnets is None and cni.pod_security_groups:
        yield Violation(cni, "pod_security_groups", "it is about podSubnets, which is not set; remove it, or set that")
    most = _interfaces(platform)
    if settings.max_eni is not None and most is not None and settings.max_eni >= most:
        yield Violation(settings, "max_eni", f"no instance type has more than {most} network interfaces; remove it")


def _said(agent: PolicyAgent) -> bool:
    return (agent.logs, agent.metrics_port, agent.health_probe_port) != ("none", None, None)


def _interfaces(platform: Platform) -> int | None:
    """The most network interfaces of any type; None where one is unknown."""
    types = [instance_type(name) for fleet in fleets(platform) for name in fleet.every_type]
    known = [type_.max_enis for type_ in types if type_]
    return max(known) if known and len(known) == len(types) else None
