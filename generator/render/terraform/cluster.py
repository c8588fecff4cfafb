"""The EKS control plane, its keys, logs and ways in."""

from collections.abc import Iterator

from generator.platform.addresses import service_network, subnets
from generator.platform.constraint import whole_range_has
from generator.platform.placement import has_control_plane
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy, partition
from generator.render.terraform.block import Block, Expression, depends_on, resource
from generator.render.terraform.network.vpc import subnet
from generator.render.terraform.policy import allow, attachments, document, inline, role, service_trust

DELETION_PROTECTION = (6, 25)
"""The provider version that is known to have aws_eks_cluster.deletion_protection."""


def blocks(platform: Platform) -> Iterator[Block]:
    """The cluster and all that belongs to it alone."""
    yield log_group(platform)
    owner = cluster_role(platform)
    yield owner
    yield from cluster_policies(platform)
    yield from _key(platform)
    yield cluster(platform)
    yield from _access(platform)


def log_group(platform: Platform) -> Block:
    """Made before the cluster, which else makes one that is kept for ever."""
    logs = platform.cluster.logs
    return resource(
        "aws_cloudwatch_log_group",
        "cluster",
        name=f"/aws/eks/{platform.name}/cluster",
        retention_in_days=logs.retention_days,
    )


def cluster_role(platform: Platform) -> Block:
    """The role of the control plane."""
    return role(platform, "cluster", service_trust("eks.amazonaws.com"), "The EKS control plane")


def cluster_policies(platform: Platform) -> Iterator[Block]:
    """What the control plane may do."""
    owner = cluster_role(platform)
    yield from attachments(owner, {"cluster": managed_policy(platform, "AmazonEKSClusterPolicy")})
    key = _key_arn(platform)
    if key is not None:
        actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"]
        yield inline(owner, document(allow(actions, [key])))


def _key(platform: Platform) -> Iterator[Block]:
    if platform.cluster.secrets_encryption is not True:
        return
    key = _own_key(platform)
    yield key
    yield resource("aws_kms_alias", "cluster", name=f"alias/{platform.name}-cluster", target_key_id=key.ref("key_id"))


def _own_key(platform: Platform) -> Block:
    root = {"AWS": f"arn:{partition(platform)}:iam::{platform.account}:root"}
    statement = {"Effect": "Allow", "Principal": root, "Action": "kms:*", "Resource": "*"}
    return resource(
        "aws_kms_key",
        "cluster",
        description=f"Kubernetes secrets of {platform.name}",
        enable_key_rotation=True,
        deletion_window_in_days=30,
        policy=document(statement),
        # EKS cannot be given another key: with this one gone, so are all secrets.
        lifecycle={"prevent_destroy": True} if platform.cluster.deletion_protection else None,
    )


def _key_arn(platform: Platform) -> Expression | str | None:
    encryption = platform.cluster.secrets_encryption
    if encryption is True:
        return _own_key(platform).ref("arn")
    return encryption or None


def cluster(platform: Platform) -> Block:
    """The cluster."""
    spec = platform.cluster
    key = _key_arn(platform)
    protected = spec.deletion_protection and whole_range_has(platform.terraform.provider_version, DELETION_PROTECTION)
    return resource(
        "aws_eks_cluster",
        "this",
        name=platform.name,
        version=spec.version,
        role_arn=cluster_role(platform).ref("arn"),
        bootstrap_self_managed_addons=False,
        enabled_cluster_log_types=sorted(spec.logs.types),
        access_config={"authentication_mode": "API", "bootstrap_cluster_creator_admin_permissions": False},
        kubernetes_network_config={"ip_family": spec.ip_family, "service_ipv4_cidr": str(service_network(platform))},
        vpc_config=_vpc_config(platform),
        encryption_config=key and {"resources": ["secrets"], "provider": {"key_arn": key}},
        upgrade_policy={"support_type": spec.support_type.upper()},
        deletion_protection=protected or None,
        lifecycle={"prevent_destroy": True} if spec.deletion_protection else None,
        depends_on=depends_on(log_group(platform), *cluster_policies(platform)),
    )


def _vpc_config(platform: Platform) -> dict[str, object]:
    endpoint = platform.cluster.endpoint
    items = (item for item in subnets(platform) if has_control_plane(platform, item))
    config: dict[str, object] = {
        "subnet_ids": [subnet(platform, item).ref("id") for item in items],
        "endpoint_private_access": endpoint.private,
        "endpoint_public_access": endpoint.public,
    }
    if endpoint.public:
        config["public_access_cidrs"] = sorted(set(endpoint.public_cidrs)) or ["0.0.0.0/0"]
    return config


def security_group(platform: Platform) -> Expression:
    """The security group that EKS makes for control plane and nodes."""
    return cluster(platform).ref("vpc_config[0].cluster_security_group_id")


def _access(platform: Platform) -> Iterator[Block]:
    """Who may do what in the cluster.

    https://docs.aws.amazon.com/eks/latest/userguide/access-policies.html
    """
    for name, access in sorted(platform.cluster.access.items()):
        entry = resource(
            "aws_eks_access_entry", name, cluster_name=cluster(platform).ref("name"), principal_arn=access.principal
        )
        yield entry
        scope: dict[str, object] = {"type": "namespace" if access.namespaces else "cluster"}
        if access.namespaces:
            scope["namespaces"] = sorted(set(access.namespaces))
        yield resource(
            "aws_eks_access_policy_association",
            name,
            cluster_name=cluster(platform).ref("name"),
            principal_arn=entry.ref("principal_arn"),
            policy_arn=f"arn:{partition(platform)}:eks::aws:cluster-access-policy/AmazonEKS{access.policy}Policy",
            access_scope=scope,
        )
