from collections.abc import Iterator

from generator.platform.fleets import own_fleets
from generator.platform.nodes.auto_mode import auto_mode, auto_pools
from generator.platform.types.cni import Cni
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule

DEFAULT = Cni()


@rule(
    "CNI-080",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html",
    also=("groundplan:CNI-026",),
)
def cni_setting_without_nodes(platform: Platform) -> Iterator[Violation]:
    """The VPC CNI is configured, and there is no node that it runs on.

    Nodes of Auto Mode have a network of their own: prefixes with a fixed warm pool, and no security groups for pods.
    Pools of your own have pod subnets with their security groups, external SNAT, strict network policies and their log
    on the node; Amazon's have none of these. Pods on Fargate have a network interface each. What else `cni` says has no
    effect, and whoever reads it believes in it.

    Bad:

        services: null
        ingress: null
        subnets: {control: null}
        cluster: {subnets: private}
        nodes: {groups: null, autoMode: {builtInPools: [general-purpose]}}
        cni: {networkPolicy: standard, mode: prefixDelegation, warm: {prefixes: 2}}

    Good:

        services: null
        ingress: null
        subnets: {control: null}
        cluster: {subnets: private}
        nodes: {groups: null, autoMode: {builtInPools: [general-purpose]}}
        cni: {networkPolicy: standard}
    """
    if own_fleets(platform):
        return
    where = "on Fargate" if auto_mode(platform) is None else "on nodes of Auto Mode"
    for field in _given(platform, platform.cni):
        message = f"it has no effect {where}, and there are no other nodes; remove it"
        yield Violation(platform.cni, field, message, Fix(REMOVED, safe=True))


def _given(platform: Platform, cni: Cni) -> list[str]:
    """The fields that say anything without effect; security groups for pods work on Fargate."""
    ours = bool(auto_pools(platform))
    given = [field for field in cni.__struct_fields__ if _said(getattr(cni, field)) != _said(getattr(DEFAULT, field))]
    works = {
        "network_policy": ours or cni.network_policy != "strict",
        "pod_subnets": ours,
        "pod_security_groups": ours,
        "cluster_security_group": ours,
        "snat": ours and not cni.snat.exclude,
        "policy_agent": ours and (cni.policy_agent.logs, cni.policy_agent.metrics_port) == ("node", None),
        "security_groups_for_pods": auto_mode(platform) is None,
    }
    return [field for field in given if not works.get(field, False)]


def _said(value: object) -> object:
    """A value that can be compared: nodes are equal only to themselves."""
    fields = getattr(value, "__struct_fields__", None)
    return value if fields is None else [_said(getattr(value, field)) for field in fields]
