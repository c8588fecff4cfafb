"""What Auto Mode leaves to the user: the switch of network policies, and a storage class for its volumes."""

from collections.abc import Iterator

from generator.platform.fleets import own_fleets
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.storage import AUTO_EBS, has_ebs_driver
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, platform_labels


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield both, where Auto Mode is on; the VPC CNI's add-on has a switch of its own."""
    if auto_mode(platform) is None:
        return
    if platform.cni.network_policy != "off" and not own_fleets(platform):
        yield _network_policies(platform)
    yield _storage_class(platform)


def _network_policies(platform: Platform) -> Manifest:
    """What the VPC CNI's own add-on would make.

    https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
    """
    return {
        "apiVersion": "v1",
        "kind": "ConfigMap",
        "metadata": {"name": "amazon-vpc-cni", "namespace": "kube-system", "labels": platform_labels(platform)},
        "data": {"enable-network-policy-controller": "true"},
    }


def _storage_class(platform: Platform) -> Manifest:
    """The default one, unless nodes of our own have another kind of volumes.

    https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
    """
    default = {"storageclass.kubernetes.io/is-default-class": "false" if has_ebs_driver(platform) else "true"}
    on_its_nodes = {"key": "eks.amazonaws.com/compute-type", "values": ["auto"]}
    return {
        "apiVersion": "storage.k8s.io/v1",
        "kind": "StorageClass",
        "metadata": {"name": AUTO_EBS, "labels": platform_labels(platform), "annotations": default},
        "provisioner": "ebs.csi.eks.amazonaws.com",
        "parameters": {"type": "gp3", "encrypted": "true"},
        "allowVolumeExpansion": True,
        "reclaimPolicy": "Delete",
        "volumeBindingMode": "WaitForFirstConsumer",
        "allowedTopologies": [{"matchLabelExpressions": [on_its_nodes]}],
    }
