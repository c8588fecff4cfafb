"""With an add-on goes what only it does, at once.

https://docs.aws.amazon.com/eks/latest/userguide/removing-an-add-on.html
"""

from collections.abc import Iterator

from generator.diff.change import Action
from generator.diff.transition import Transition
from generator.platform.types.platform import Platform

_TYPE = "aws_eks_addon."
_LOST = {
    "coredns": "pods on nodes that are not Auto Mode's resolve no name",
    "kube-proxy": "Services lead nowhere on nodes that are not Auto Mode's",
    "vpc-cni": "new pods get no address on nodes that are not Auto Mode's",
    "eks-pod-identity-agent": "pods that have a role by it lose their credentials until they start anew by another way",
    "aws-efs-csi-driver": "file systems are mounted and unmounted no more",
}
_CLAIMS = "nobody attaches, grows or deletes the EBS volumes of claims that are left, and gp3 is gone"


def warn(step: Transition) -> Iterator[str]:
    """Say what stops, and what to do first."""
    for name in step.names(Action.DESTROY):
        addon = name.removeprefix(_TYPE) if name.startswith(_TYPE) else ""
        lost = _CLAIMS if addon == "aws-ebs-csi-driver" and _has_claims(step.base) else _LOST.get(addon)
        if lost:
            yield f"the add-on {addon} goes: {lost}; move or delete what needs it, and take it out in a later commit"


def _has_claims(platform: Platform) -> bool:
    return any(
        volume.type != "emptyDir" for service in platform.services.values() for volume in service.volumes.values()
    )
