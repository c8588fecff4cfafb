"""EKS add-ons: which there are, their versions, what they are configured with."""

import json
from collections.abc import Iterator
from typing import Any

from generator.live.comparison.difference import Drift, differ, plain
from generator.live.comparison.world import World
from generator.platform.types.node import Place

ELSEWHERE: dict[tuple[str, str], Place] = {
    ("coredns", "autoScaling"): ("addons", "coredns", "replicas"),
    ("coredns", "corefile"): ("addons", "coredns", "forward"),
    ("coredns", "replicaCount"): ("addons", "coredns", "replicas"),
    ("coredns", "resources"): ("addons", "coredns", "memory"),
    ("kube-proxy", "mode"): ("addons", "kube-proxy", "mode"),
    ("vpc-cni", "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG"): ("cni", "podSubnets"),
    ("vpc-cni", "AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS"): ("cni", "snat", "exclude"),
    ("vpc-cni", "AWS_VPC_K8S_CNI_EXTERNALSNAT"): ("cni", "snat", "mode"),
    ("vpc-cni", "ENABLE_POD_ENI"): ("cni", "securityGroupsForPods"),
    ("vpc-cni", "ENABLE_PREFIX_DELEGATION"): ("cni", "mode"),
    ("vpc-cni", "MINIMUM_IP_TARGET"): ("cni", "warm", "minimumIps"),
    ("vpc-cni", "WARM_ENI_TARGET"): ("cni", "warm", "enis"),
    ("vpc-cni", "WARM_IP_TARGET"): ("cni", "warm", "ips"),
    ("vpc-cni", "WARM_PREFIX_TARGET"): ("cni", "warm", "prefixes"),
    ("vpc-cni", "enableNetworkPolicy"): ("cni", "networkPolicy"),
    ("vpc-cni", "eniConfig"): ("cni", "podSubnets"),
}
"""Where the file says what a key of an add-on's configuration is."""

VALUES: dict[tuple[str, str], dict[Any, str]] = {
    ("kube-proxy", "mode"): {None: "iptables"},
    ("vpc-cni", "AWS_VPC_K8S_CNI_EXTERNALSNAT"): {None: "node", "false": "node", "true": "external"},
    ("vpc-cni", "ENABLE_PREFIX_DELEGATION"): {None: "secondaryIp", "false": "secondaryIp", "true": "prefixDelegation"},
    ("vpc-cni", "enableNetworkPolicy"): {None: "off", "false": "off", "true": "on"},
}
"""What values, and the lack of one, are called in the file."""


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `addons` and, where the CNI is configured, of `cni`."""
    if world.cluster is None:
        return
    name = world.platform.name
    listed = world.aws.read("eks", "list_addons", clusterName=name)["addons"]
    declared = {body["addon_name"]: body for body in world.declared.of("aws_eks_addon").values()}
    for addon, body in sorted(declared.items()):
        if addon not in listed:
            yield Drift(("addons", addon), addon, None, "add-on")
            continue
        found = world.aws.read("eks", "describe_addon", clusterName=name, addonName=addon)["addon"]
        if "addon_version" in body:
            yield from differ(("addons", addon, "version"), body["addon_version"], found.get("addonVersion"))
        yield from _configuration(world, addon, body.get("configuration_values"), found.get("configurationValues"))
        if "pod_identity_association" in body and found.get("serviceAccountRoleArn"):
            yield Drift(("addons", addon), None, found["serviceAccountRoleArn"], "role of its service account")
    for addon in sorted(set(listed) - declared.keys()):
        if not world.declared.mentions(addon):
            yield Drift(("addons", addon), None, addon, "add-on")


def _configuration(world: World, addon: str, given: str | None, told: str | None) -> Iterator[Drift]:
    wanted = dict(_leaves(world.resolved(json.loads(given)))) if given else {}
    found = _parsed(told)
    if not isinstance(found, dict):
        yield Drift(("addons", addon), plain(json.loads(given or "{}")), found, "configuration")
        return
    has = dict(_leaves(found))
    for path in sorted({*wanted, *has}):
        place, about = _place(addon, path), f"{addon}, {'.'.join(path)}"
        words = VALUES.get((addon, path[-1]), {})
        declared, actual = wanted.get(path), has.get(path)
        yield from differ(place, _word(words, declared), _word(words, actual), about)


def _word(words: dict[Any, str], value: Any) -> Any:
    return words.get(value, value) if words and not isinstance(value, dict | list) else value


def _place(addon: str, path: tuple[str, ...]) -> Place:
    known = (ELSEWHERE[addon, key] for key in path if (addon, key) in ELSEWHERE)
    return next(known, ("cni",) if addon == "vpc-cni" else ("addons", addon))


def _parsed(text: str | None) -> Any:
    """Configuration, which EKS takes as JSON or YAML; what is neither as it is written."""
    if not text:
        return {}
    from generator.platform.document.yaml_tree import parse

    tree = parse(text)
    return text if tree.faults else tree.data


def _leaves(value: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, item in value.items():
        if isinstance(item, dict) and item:
            yield from _leaves(item, (*path, str(key)))
        else:
            yield (*path, str(key)), item
