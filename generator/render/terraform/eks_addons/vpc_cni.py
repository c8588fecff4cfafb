"""Amazon VPC CNI, with the settings of `cni` by the names of its add-on's configuration schema.

https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html
"""

from typing import Any

from generator.platform.addresses import subnets, zone_name
from generator.platform.types.cni import Cni
from generator.platform.types.platform import Platform
from generator.render.terraform.block import json_text
from generator.render.terraform.cluster import security_group
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.network.vpc import subnet


def addon(platform: Platform) -> Addon:
    """The CNI comes before the nodes, so that the first of them has its settings."""
    return Addon(
        "vpc-cni",
        platform.addons.vpc_cni.version,
        before_nodes=True,
        configuration=json_text(_configuration(platform)),
        policy="AmazonEKS_CNI_Policy",
        service_account="aws-node",
    )


def _configuration(platform: Platform) -> dict[str, Any]:
    cni = platform.cni
    values: dict[str, Any] = {"env": _env(cni), "enableNetworkPolicy": _flag(cni.network_policy != "off")}
    if cni.pod_subnets is not None:
        values["eniConfig"] = {
            "create": True,
            "region": platform.region,
            "subnets": _eni_config(platform, cni.pod_subnets),
        }
    return values


def _eni_config(platform: Platform, tier: str) -> dict[str, Any]:
    group = security_group(platform)
    return {
        zone_name(platform, item.zone): {"id": subnet(platform, item).ref("id"), "securityGroups": [group]}
        for item in subnets(platform)
        if item.tier == tier
    }


def _env(cni: Cni) -> dict[str, str]:
    warm = cni.warm
    env = {"ENABLE_PREFIX_DELEGATION": _flag(cni.mode == "prefixDelegation")}
    if cni.pod_subnets is not None:
        env |= {"AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG": "true", "ENI_CONFIG_LABEL_DEF": "topology.kubernetes.io/zone"}
    if cni.snat.mode == "external":
        env["AWS_VPC_K8S_CNI_EXTERNALSNAT"] = "true"
    elif cni.snat.exclude:
        env["AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS"] = ",".join(cni.snat.exclude)
    if cni.network_policy == "strict":
        env["NETWORK_POLICY_ENFORCING_MODE"] = "strict"
    targets = {
        "WARM_ENI_TARGET": warm.enis,
        "WARM_PREFIX_TARGET": warm.prefixes,
        "WARM_IP_TARGET": warm.ips,
        "MINIMUM_IP_TARGET": warm.minimum_ips,
    }
    return env | {name: str(target) for name, target in targets.items() if target is not None}


def _flag(value: bool) -> str:
    return "true" if value else "false"
