"""How a platform is taken down, as the rendered README tells it: in which order, and what would be left behind."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.services.ingress_controllers import NAMESPACE as INGRESS
from generator.platform.services.ingress_controllers import in_cluster
from generator.platform.services.load_balancers import class_load_balancers
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.render.kubernetes.infrastructure import manifests


class Left(NamedTuple):
    """What Terraform does not know, so that it would stay, be paid for, or keep the VPC from going; how it is found."""

    what: str
    why: str
    command: str | None = None


def namespaces(platform: Platform) -> list[str]:
    """Those whose removal makes the controllers take away what they made in AWS."""
    found = {service.namespace for service in platform.services.values()} | set(platform.namespaces)
    objects = (item for area in ("controllers", "configs") for item in manifests(platform, area))
    return sorted(found | ({INGRESS} & {item["metadata"].get("namespace") for item in objects}))


def makes_load_balancers(platform: Platform) -> bool:
    """Whether controllers make load balancers."""
    return bool(class_load_balancers(platform) or service_load_balancers(platform) or in_cluster(platform))


def kept_load_balancers(platform: Platform) -> bool:
    """Whether some of them must first be let go."""
    key = "deletion_protection.enabled"
    classes = platform.ingress.classes.values()
    of_classes = any(class_.attributes.get(key, "true") == "true" for class_ in classes)
    return platform.tier == "production" and of_classes


def left(platform: Platform) -> Iterator[Left]:
    """Yield what would be left, were it not taken out before."""
    name, region = platform.name, platform.region
    if makes_load_balancers(platform):
        yield Left(
            "load balancers, target groups and their security groups",
            "controllers in the cluster make them; they keep subnets and the VPC from going",
            f"aws resourcegroupstaggingapi get-resources --region {region} "
            f"--tag-filters Key=elbv2.k8s.aws/cluster,Values={name} --query 'ResourceTagMappingList[].ResourceARN'",
        )
    if any(volume.type == "claim" for service in platform.services.values() for volume in service.volumes.values()):
        yield Left(
            "EBS volumes",
            "claims make them; Flux never removes a claim",
            f"aws ec2 describe-volumes --region {region} "
            f"--filters Name=tag:kubernetes.io/cluster/{name},Values=owned --query 'Volumes[].VolumeId'",
        )
    if platform.nodes.karpenter is not None:
        yield Left(
            "nodes of Karpenter",
            "Karpenter starts them; they keep subnets, security groups and their role from going",
            f"aws ec2 describe-instances --region {region} "
            f"--filters Name=tag:kubernetes.io/cluster/{name},Values=owned "
            "Name=tag-key,Values=karpenter.sh/nodepool --query 'Reservations[].Instances[].InstanceId'",
        )
    yield Left(
        "network interfaces",
        "the VPC CNI makes them, and loses some of nodes that end suddenly; they keep subnets from going",
        f"aws ec2 describe-network-interfaces --region {region} --filters Name=status,Values=available "
        f"Name=tag:cluster.k8s.amazonaws.com/name,Values={name} --query 'NetworkInterfaces[].NetworkInterfaceId'",
    )
    yield from _of_terraform(platform)


def _of_terraform(platform: Platform) -> Iterator[Left]:
    """Yield what Terraform knows, and that stays nevertheless."""
    yield Left(
        "log groups",
        "a last line that comes after their removal makes AWS create them anew, kept for ever",
        f"aws logs describe-log-groups --region {platform.region} --log-group-name-prefix /aws/eks/{platform.name}/ "
        "--query 'logGroups[].logGroupName'",
    )
    if platform.cluster.secrets_encryption is True:
        yield Left("the KMS key of secrets", "AWS keeps it for 30 days, in which it can be had back")
    if platform.ingress.dns is not None:
        yield Left("DNS records", "external-dns makes them, and takes away only what goes while it runs")
    if platform.vpc.nat in {"single", "perZone"}:
        yield Left("Elastic IPs", "those of NAT gateways go with Terraform; those that you gave to load balancers stay")
    flow_logs = platform.vpc.flow_logs
    if flow_logs.destination == "s3" and (flow_logs.s3 is None or flow_logs.s3.bucket is None):
        yield Left("the bucket of flow logs", "Terraform removes none that holds anything; empty it before")
    if platform.terraform.backend.s3 is not None:
        yield Left("the state of Terraform", "it is in a bucket of yours, with all its versions")
