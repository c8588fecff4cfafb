"""EFS file systems: encrypted at rest and on the way, with a mount target in each zone of their tier.

https://docs.aws.amazon.com/efs/latest/ug/how-it-works.html
"""

from collections.abc import Iterator
from typing import Any

from generator.platform.network.addresses import tier_subnets
from generator.platform.services.storage import file_systems
from generator.platform.types.platform import Platform
from generator.platform.types.storage import FileSystem
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster import security_group
from generator.render.terraform.network.vpc import named, own_group, subnet
from generator.render.terraform.policy import document

NFS = 2049


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the file systems, and who reaches them: nodes, on which volumes of pods are mounted."""
    found = file_systems(platform)
    if not found:
        return
    yield _group(platform)
    yield resource(
        "aws_vpc_security_group_ingress_rule",
        "efs-nodes",
        security_group_id=_group(platform).ref("id"),
        description="NFS from nodes",
        referenced_security_group_id=security_group(platform),
        ip_protocol="tcp",
        from_port=NFS,
        to_port=NFS,
    )
    for name, spec in found.items():
        yield from _of(platform, name, spec)


def creation_token(platform: Platform, name: str) -> str:
    """What a file system can be found by: EFS takes each once in an account and a region."""
    return f"{platform.name}-{name}"


def _group(platform: Platform) -> Block:
    return own_group(platform, "efs", "NFS from nodes to the EFS file systems")


def _of(platform: Platform, name: str, spec: FileSystem) -> Iterator[Block]:
    owner = _file_system(platform, name, spec)
    yield owner
    # EFS keeps a copy of each day by itself where a file system is made in the console, and not by its API.
    status = "ENABLED" if spec.backup else "DISABLED"
    yield resource("aws_efs_backup_policy", name, file_system_id=owner.ref("id"), backup_policy={"status": status})
    yield resource(
        "aws_efs_file_system_policy", name, file_system_id=owner.ref("id"), policy=document(*_statements(owner))
    )
    for item in tier_subnets(platform, spec.subnets):
        yield resource(
            "aws_efs_mount_target",
            f"{name}-{item.zone}",
            file_system_id=owner.ref("id"),
            subnet_id=subnet(platform, item).ref("id"),
            security_groups=[_group(platform).ref("id")],
        )


def _file_system(platform: Platform, name: str, spec: FileSystem) -> Block:
    lifecycle = []
    if spec.infrequent_after_days is not None:
        days = spec.infrequent_after_days
        after = f"AFTER_{days}_DAY" if days == 1 else f"AFTER_{days}_DAYS"
        lifecycle = [{"transition_to_ia": after}, {"transition_to_primary_storage_class": "AFTER_1_ACCESS"}]
    return resource(
        "aws_efs_file_system",
        name,
        creation_token=creation_token(platform, name),
        encrypted=True,
        kms_key_id=spec.kms_key,
        throughput_mode=spec.throughput,
        lifecycle_policy=lifecycle or None,
        tags=named(platform, name),
        lifecycle={"prevent_destroy": True} if platform.cluster.deletion_protection else None,
    )


def _statements(owner: Block) -> Iterator[dict[str, Any]]:
    """Whoever comes through a mount target may mount, and nobody without TLS.

    https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
    """
    anyone = {"Principal": {"AWS": "*"}, "Resource": owner.ref("arn")}
    actions = [f"elasticfilesystem:Client{what}" for what in ("Mount", "RootAccess", "Write")]
    through = {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}
    yield {"Effect": "Allow", **anyone, "Action": actions, "Condition": through}
    yield {"Effect": "Deny", **anyone, "Action": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
