"""The cluster itself, and its role."""

from collections.abc import Iterator

from generator.platform.cluster.constraint import whole_range_has
from generator.platform.network.addresses import service_network, subnets
from generator.platform.network.ipv6 import EVERYWHERE, is_ipv6
from generator.platform.network.placement import has_control_plane
from generator.platform.nodes.groups import has_windows
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.terraform.block import Block, Expression, depends_on, resource
from generator.render.terraform.cluster import auto_mode, parameters
from generator.render.terraform.cluster.keys import secrets_key_arn
from generator.render.terraform.cluster.logs import log_group
from generator.render.terraform.cluster.private_endpoint import security_groups
from generator.render.terraform.network.vpc import subnet
from generator.render.terraform.policy import allow, attachments, document, inline, role, service_trust

DELETION_PROTECTION = (6, 25)
"""The provider version that is known to have aws_eks_cluster.deletion_protection."""


def cluster_role(platform: Platform) -> Block:
    """The role of the control plane."""
    return role(
        platform,
        "cluster",
        service_trust("eks.amazonaws.com", *auto_mode.cluster_actions(platform)),
        "The EKS control plane",
    )


def cluster_policies(platform: Platform) -> Iterator[Block]:
    """What the control plane may do."""
    owner = cluster_role(platform)
    policies = {"cluster": "AmazonEKSClusterPolicy"} | (
        {"branches": "AmazonEKSVPCResourceController"} if serves_pods(platform) else {}
    )
    policies |= auto_mode.cluster_policies(platform)
    yield from attachments(owner, {key: managed_policy(platform, name) for key, name in policies.items()})
    statements = list(auto_mode.tagging(platform))
    key = secrets_key_arn(platform)
    if key is not None:
        statements.append(allow(["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"], [key]))
    if statements:
        yield inline(owner, document(*statements))


def serves_pods(platform: Platform) -> bool:
    """Whether a controller of the control plane makes interfaces, or addresses, for pods.

    https://docs.aws.amazon.com/eks/latest/userguide/security-groups-pods-deployment.html
    https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html
    """
    return platform.cni.security_groups_for_pods != "off" or has_windows(platform)


def cluster(platform: Platform) -> Block:
    """The cluster."""
    spec = platform.cluster
    key = secrets_key_arn(platform)
    protectable = whole_range_has(platform.terraform.provider_version, DELETION_PROTECTION)
    return resource(
        "aws_eks_cluster",
        "this",
        name=platform.name,
        version=spec.version,
        role_arn=cluster_role(platform).ref("arn"),
        bootstrap_self_managed_addons=False,
        enabled_cluster_log_types=sorted(spec.logs.types),
        access_config={"authentication_mode": "API", "bootstrap_cluster_creator_admin_permissions": False},
        kubernetes_network_config=_network_config(platform),
        vpc_config=_vpc_config(platform),
        encryption_config=key and {"resources": ["secrets"], "provider": {"key_arn": key}},
        upgrade_policy={"support_type": spec.support_type.upper()},
        force_update_version=spec.force_update_version or None,
        zonal_shift_config=None if spec.zonal_shift is None else {"enabled": spec.zonal_shift},
        **parameters.arguments(spec),
        **auto_mode.cluster_arguments(platform),
        # False is said too: EKS keeps what it was told before.
        deletion_protection=spec.deletion_protection if protectable else None,
        tags=dict(spec.tags) or None,
        lifecycle={"prevent_destroy": True} if spec.deletion_protection else None,
        depends_on=depends_on(log_group(platform), *cluster_policies(platform), *auto_mode.before_cluster(platform)),
    )


def _network_config(platform: Platform) -> dict[str, object]:
    services = service_network(platform)
    family: dict[str, object] = {"ip_family": platform.cluster.ip_family}
    if services:
        family["service_ipv4_cidr"] = str(services)
    return family | auto_mode.load_balancing(platform)


def _vpc_config(platform: Platform) -> dict[str, object]:
    spec, endpoint = platform.cluster, platform.cluster.endpoint
    items = (item for item in subnets(platform) if has_control_plane(platform, item))
    config: dict[str, object] = {
        "subnet_ids": [subnet(platform, item).ref("id") for item in items],
        "endpoint_private_access": endpoint.private,
        "endpoint_public_access": endpoint.public,
    }
    groups = [*(group.ref("id") for group in security_groups(platform)), *sorted(set(spec.security_groups))]
    if groups:
        config["security_group_ids"] = groups
    if spec.egress_mode is not None:
        config["control_plane_egress_mode"] = spec.egress_mode
    if endpoint.public:
        everybody = ["0.0.0.0/0", EVERYWHERE] if is_ipv6(platform) else ["0.0.0.0/0"]
        config["public_access_cidrs"] = sorted(set(endpoint.public_cidrs)) or everybody
    return config


def security_group(platform: Platform) -> Expression:
    """The security group that EKS makes for control plane and nodes."""
    return cluster(platform).ref("vpc_config[0].cluster_security_group_id")
