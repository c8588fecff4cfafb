"""What is protected cannot be destroyed: neither on purpose nor by mistake.

https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html
"""

from collections.abc import Iterator

from generator.diff.change import Action
from generator.diff.transition import Transition
from generator.platform.logs.open_search import open_search
from generator.platform.types.platform import Platform

_CLUSTER, _DOMAIN = "cluster.deletionProtection", "logging.destinations.openSearch.domain.deletionProtection"
_PROTECTED = {"aws_eks_cluster": _CLUSTER, "aws_efs_file_system": _CLUSTER, "aws_opensearch_domain": _DOMAIN}


def warn(step: Transition) -> Iterator[str]:
    """Say what a plan refuses, and that it would not any more."""
    before, after = _protections(step.base), _protections(step.head)
    for key in before:
        if before[key] and after.get(key) is False:
            yield f"{key} is turned off: no plan that destroys what it protects is refused any more; turn it on again"
    for name in step.names(Action.REPLACE):
        if is_refused(step, name):
            yield (
                f"{name} would be replaced, and terraform plan refuses that, for {_key(name)} is on; take the change "
                "back, or turn that off in a change of its own first if what is in it may really go"
            )


def is_refused(step: Transition, name: str) -> bool:
    """Whether a plan refuses to replace a resource."""
    return bool(_protections(step.head).get(_key(name)))


def _key(name: str) -> str:
    return _PROTECTED.get(name.partition(".")[0], "")


def _protections(platform: Platform) -> dict[str, bool]:
    found = {_CLUSTER: platform.cluster.deletion_protection}
    logs = open_search(platform)
    return found if logs is None else found | {_DOMAIN: logs.domain.deletion_protection}
