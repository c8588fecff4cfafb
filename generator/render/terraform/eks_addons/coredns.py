"""DNS in the cluster."""

from generator.platform.system_pods import core_dns, has_core_dns, system_profile
from generator.platform.types.platform import Platform
from generator.render.terraform.block import json_text
from generator.render.terraform.eks_addons.addon import Addon


def addon(platform: Platform) -> Addon | None:
    """CoreDNS runs on nodes, so it comes after them; Fargate takes its pods only when they are marked for it.

    A node of Auto Mode answers its own pods.

    https://docs.aws.amazon.com/eks/latest/userguide/fargate-getting-started.html
    """
    if not has_core_dns(platform):
        return None
    configuration = json_text({"computeType": "Fargate"}) if system_profile(platform, core_dns()) else None
    return Addon("coredns", platform.addons.coredns.version, configuration=configuration)
