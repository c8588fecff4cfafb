"""Security groups that SecurityGroupPolicies give to pods."""

import yaml

from tests.reachability.root import cluster_group

CLUSTER = "${CLUSTER_SECURITY_GROUP_ID}"
"""What Flux puts the cluster's own group for."""


def of(files: dict[str, bytes]) -> list[tuple[str, ...]]:
    """The groups of each policy."""
    names = [path for path in files if path.endswith("/security-group-policy.yaml")]
    policies = [yaml.safe_load(files[name])["spec"]["securityGroups"]["groupIds"] for name in names]
    own = cluster_group("aws_eks_cluster.this")
    return [tuple(own if group == CLUSTER else group for group in groups) for groups in policies]
