"""Amazon VPC CNI, with the settings of `cni` by the names of its add-on's configuration schema.

https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html
https://docs.aws.amazon.com/cli/latest/reference/eks/describe-addon-configuration.html
"""

import json
from collections.abc import Iterator
from typing import Any

from generator.platform.fleets import own_fleets
from generator.platform.network.addresses import subnets, zone_name
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.groups import has_windows
from generator.platform.services.pod_groups import pod_groups
from generator.platform.types.cni import PolicyAgent
from generator.platform.types.cni_settings import CniSettings
from generator.platform.types.platform import Platform
from generator.render.arn import arn
from generator.render.terraform.block import Expression, json_text
from generator.render.terraform.cluster import log_group, security_group
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.network.vpc import subnet
from generator.render.terraform.policy import Statement, allow

OF_INIT = ("DISABLE_TCP_EARLY_DEMUX",)
"""Settings of the init container."""

OF_BOTH = ("ENABLE_V6_EGRESS",)
"""Settings of the init container and of the one that it prepares the node for."""


def addon(platform: Platform) -> Addon | None:
    """The CNI comes before the nodes, so that the first of them has its settings."""
    if not own_fleets(platform):
        return None
    return Addon(
        "vpc-cni",
        platform.addons.vpc_cni.version,
        before_nodes=True,
        configuration=json_text(_configuration(platform)),
        policy=None if is_ipv6(platform) else "AmazonEKS_CNI_Policy",
        statements=(*_addresses(platform), *_logging(platform)),
        service_account="aws-node",
    )


def _configuration(platform: Platform) -> dict[str, Any]:
    cni = platform.cni
    settings = _settings(cni.settings)
    if cni.security_groups_for_pods == "strict":
        # Without it the kubelet's own probes never get an answer from a pod on a branch interface.
        settings.setdefault("DISABLE_TCP_EARLY_DEMUX", "true")
    both = {name: settings[name] for name in OF_BOTH if name in settings}
    init = {name: settings.pop(name) for name in (*OF_INIT, *OF_BOTH) if name in settings}
    values: dict[str, Any] = {
        "env": _env(platform) | both | settings,
        "enableNetworkPolicy": _text(cni.network_policy != "off"),
    }
    if has_windows(platform):
        values["enableWindowsIpam"] = "true"
        if cni.mode == "prefixDelegation":
            values["enableWindowsPrefixDelegation"] = "true"
    if init:
        values["init"] = {"env": init}
    if agent := _agent(cni.policy_agent):
        values["nodeAgent"] = agent
    if cni.pod_subnets is not None:
        values["eniConfig"] = {
            "create": True,
            "region": platform.region,
            "subnets": _eni_config(platform, cni.pod_subnets),
        }
    return values


def _eni_config(platform: Platform, tier: str) -> dict[str, Any]:
    return {
        zone_name(platform, item.zone): {
            "id": subnet(platform, item).ref("id"),
            "securityGroups": _groups(platform, item.zone),
        }
        for item in subnets(platform)
        if item.tier == tier
    }


def _groups(platform: Platform, zone: str) -> list[str | Expression]:
    """Security groups of the pods' interfaces in a zone."""
    groups = pod_groups(platform.cni, zone)
    return [*([security_group(platform)] if groups.clusters else []), *groups.named]


def _env(platform: Platform) -> dict[str, str]:
    """The settings that have a field of their own; EKS itself sets ENABLE_IPv6 as the cluster needs it."""
    cni, warm = platform.cni, platform.cni.warm
    env = {"ENABLE_PREFIX_DELEGATION": _text(cni.mode == "prefixDelegation" or is_ipv6(platform))}
    if cni.pod_subnets is not None:
        env |= {"AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true", "ENI_CONFIG_LABEL_DEF": "topology.kubernetes.io/zone"}
    if cni.extra_pod_subnets:
        env["ENABLE_SUBNET_DISCOVERY"] = "true"
    if cni.snat.mode == "external":
        env["AWS_VPC_K8S_CNI_EXTERNALSNAT"] = "true"
    elif cni.snat.exclude:
        env["AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS"] = _text(cni.snat.exclude)
    if cni.network_policy == "strict":
        env["NETWORK_POLICY_ENFORCING_MODE"] = "strict"
    if cni.security_groups_for_pods != "off":
        env |= {"ENABLE_POD_ENI": "true", "POD_SECURITY_GROUP_ENFORCING_MODE": cni.security_groups_for_pods}
    targets = {
        "WARM_ENI_TARGET": warm.enis,
        "WARM_PREFIX_TARGET": warm.prefixes,
        "WARM_IP_TARGET": warm.ips,
        "MINIMUM_IP_TARGET": warm.minimum_ips,
    }
    return env | {name: _text(target) for name, target in targets.items() if target is not None}


def _settings(settings: CniSettings) -> dict[str, str]:
    names = zip(settings.__struct_encode_fields__, settings.__struct_fields__, strict=True)
    given = ((name, getattr(settings, attribute)) for name, attribute in names)
    return {name: _text(value) for name, value in given if value is not None and value != ()}


def _agent(agent: PolicyAgent) -> dict[str, str]:
    values = {
        "enablePolicyEventLogs": True if agent.logs != "none" else None,
        "enableCloudWatchLogs": True if agent.logs == "cloudWatch" else None,
        "metricsBindAddr": agent.metrics_port,
        "healthProbeBindAddr": agent.health_probe_port,
    }
    return {name: _text(value) for name, value in values.items() if value is not None}


def _addresses(platform: Platform) -> Iterator[Statement]:
    """What the CNI needs for IPv6, for which AWS manages no policy; since 1.22.1 it looks at subnets and groups too.

    https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/iam-policy.md#ipv6-mode
    """
    if is_ipv6(platform):
        looked_at = ("InstanceTypes", "Instances", "NetworkInterfaces", "SecurityGroups", "Subnets", "Tags")
        yield allow(["ec2:AssignIpv6Addresses", *(f"ec2:Describe{kind}" for kind in looked_at)], ["*"])
        yield allow(["ec2:CreateTags"], [arn(platform, "ec2", "network-interface/*")])


def _logging(platform: Platform) -> Iterator[Statement]:
    """What the policy agent needs to write to the cluster's log group.

    https://docs.aws.amazon.com/eks/latest/userguide/network-policies-troubleshooting.html
    """
    if platform.cni.policy_agent.logs == "cloudWatch":
        group = arn(platform, "logs", f"log-group:{log_group(platform).body['name']}")
        yield allow(["logs:CreateLogStream", "logs:PutLogEvents"], [group, f"{group}:*"])
        yield allow(["logs:DescribeLogGroups"], [arn(platform, "logs", "log-group:*")])


def _text(value: bool | int | str | tuple[str, ...] | dict[str, str]) -> str:
    """A value as the add-on takes it: as text, whatever it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return str(value)
