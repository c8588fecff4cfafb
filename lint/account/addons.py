"""The add-ons that a platform has from EKS."""

from collections.abc import Iterator

from generator.platform.cluster.system_pods import has_core_dns
from generator.platform.fleets import fleets, own_fleets
from generator.platform.services.storage import has_ebs_driver
from generator.platform.types.addon import Addon
from generator.platform.types.platform import Platform


def declared(platform: Platform) -> Iterator[tuple[str, str, Addon]]:
    """Every add-on that is made: its attribute, the name that EKS has for it, and what is said of it.

    Where Auto Mode or Fargate have all nodes, some have nothing to do there, and are not made.
    """
    own, any_, drivers = bool(own_fleets(platform)), bool(fleets(platform)), has_ebs_driver(platform)
    made = dict.fromkeys(("vpc_cni", "kube_proxy", "eks_pod_identity_agent", "eks_node_monitoring_agent"), own)
    made |= dict.fromkeys(("aws_efs_csi_driver", "prometheus_node_exporter"), any_)
    made |= {"coredns": has_core_dns(platform), "aws_ebs_csi_driver": drivers}
    for attribute in platform.addons.__struct_fields__:
        addon = getattr(platform.addons, attribute)
        if isinstance(addon, Addon) and made.get(attribute, True):
            yield attribute, platform.addons.key(attribute), addon
