"""VPC endpoints: which there are, where they lie, and what needs them.

https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
"""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.gitops.git_hosts import code_commit_region
from generator.platform.logs.log_routes import collected
from generator.platform.network.addresses import local_zone
from generator.platform.network.adopted import adopts
from generator.platform.network.placement import internal_candidates
from generator.platform.nodes.fargate import profiles
from generator.platform.services.load_balancers import needs_controller
from generator.platform.types.platform import Platform

NODES = {
    "ec2": "the CNI attaches network interfaces",
    "ecr.api": "images are looked up",
    "ecr.dkr": "images are pulled",
    "eks": "nodes and controllers ask for the cluster",
    "eks-auth": "pods get their role's credentials",
    "logs": "container logs are sent",
    "sts": "roles are assumed",
}
"""What every platform calls."""

SERVICES = {
    "athena": "athena",
    "autoscaling": "autoscaling",
    "cloudwatch": "monitoring",
    "elasticfilesystem": "elasticfilesystem",
    "events": "events",
    "firehose": "kinesis-firehose",
    "glue": "glue",
    "kinesis": "kinesis-streams",
    "kms": "kms",
    "lambda": "lambda",
    "secretsmanager": "secretsmanager",
    "sns": "sns",
    "sqs": "sqs",
    "ssm": "ssm",
    "states": "states",
    "xray": "xray",
}
"""Endpoint services by the prefix of their IAM actions.
https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html"""


def endpoint_tier(platform: Platform) -> str:
    """The tier that interface endpoints lie in: where internal load balancers do, else nodes or pods.

    Where all nodes lie in Local Zones it is the control plane's, which never does.
    """
    of_nodes = [fleet.subnets for fleet in fleets(platform)]
    of_pods = [profile.subnets for profile in profiles(platform).values()]
    in_region = [tier for tier in (*of_nodes, *of_pods) if local_zone(platform, tier) is None]
    return (internal_candidates(platform) or in_region or [platform.cluster.subnets])[0]


def gateway_endpoints(platform: Platform) -> list[str]:
    """Gateway endpoints, without the region's prefix."""
    endpoints = platform.vpc.endpoints
    if isinstance(endpoints, str):
        return sorted(gateway_reasons(platform)) if endpoints == "auto" and not adopts(platform) else []
    return sorted(set(endpoints.gateway))


def interface_endpoints(platform: Platform) -> list[str]:
    """Interface endpoints, without the region's prefix."""
    endpoints = platform.vpc.endpoints
    if isinstance(endpoints, str):
        auto = endpoints == "auto" and platform.vpc.nat == "none" and not adopts(platform)
        return sorted(interface_reasons(platform)) if auto else []
    return sorted(set(endpoints.interface))


def gateway_reasons(platform: Platform) -> dict[str, str]:
    """The gateway endpoints that the platform uses, each with its reason. They are free of charge, and NAT is not."""
    called = {prefix: role for role, prefix in _called(platform)}
    reasons = {"s3": "free of charge, and image layers come from there"}
    if "dynamodb" in called:
        reasons["dynamodb"] = f"free of charge, and pods with the role {called['dynamodb']} call it"
    return reasons


def interface_reasons(platform: Platform) -> dict[str, str]:
    """The interface endpoints that the platform uses, each with its reason."""
    by_pods = {
        SERVICES[prefix]: f"pods with the role {role} call it"
        for role, prefix in _called(platform)
        if prefix in SERVICES
    }
    return by_pods | needed_endpoints(platform)


def needed_endpoints(platform: Platform) -> dict[str, str]:
    """Those that it cannot work without where nothing else leads out of the VPC, each with its reason."""
    needed = dict(NODES)
    if not fleets(platform):
        del needed["eks-auth"]  # Pod Identity does not work on Fargate
    return needed | dict(_of_controllers(platform)) | dict(_of_flux(platform)) | dict(_of_people(platform))


def _of_controllers(platform: Platform) -> Iterator[tuple[str, str]]:
    if needs_controller(platform):
        yield "elasticloadbalancing", "the load balancer controller works there"
        if any(class_.waf is not None for class_ in platform.ingress.classes.values()):
            yield "wafv2", "the load balancer controller attaches web ACLs"
    if any(stop.kind == "deliveryStream" for route in collected(platform) for stop in route.stops):
        yield "kinesis-firehose", "collectors send logs there"
    if platform.nodes.karpenter is not None:
        yield "sqs", "Karpenter hears of interruptions"
        yield "ssm", "Karpenter looks images up"
    if platform.addons.aws_efs_csi_driver is not None:
        yield "elasticfilesystem", "the EFS CSI driver makes access points"
    if any(service.secrets for service in platform.services.values()):
        yield "secretsmanager", "secrets of services are copied from there"


def _of_flux(platform: Platform) -> Iterator[tuple[str, str]]:
    if code_commit_region(platform.gitops) == platform.region:
        yield "git-codecommit", "Flux reads the repository"
    if platform.gitops.decryption is not None and platform.gitops.decryption.keys:
        yield "kms", "Flux decrypts files of the repository"


def _of_people(platform: Platform) -> Iterator[tuple[str, str]]:
    if any(group.access.ssm for group in platform.nodes.groups.values()):
        for name in ("ssm", "ssmmessages", "ec2messages"):
            yield name, "people reach nodes through Systems Manager"


def missing_endpoints(platform: Platform) -> list[str]:
    """Interface endpoints that are needed and that neither we nor the owner of the VPC make."""
    return sorted({*needed_endpoints(platform)} - {*interface_endpoints(platform), *existing_endpoints(platform)})


def existing_endpoints(platform: Platform) -> list[str]:
    """Endpoints of an adopted VPC that its owner has made, without the region's prefix."""
    endpoints = platform.vpc.endpoints
    return [] if isinstance(endpoints, str) else sorted(set(endpoints.existing))


def _called(platform: Platform) -> Iterator[tuple[str, str]]:
    """The roles of services, and the prefixes of the IAM actions that they have; the first by name comes last."""
    used = {service.iam for service in platform.services.values()}
    for name, role in sorted(platform.iam.roles.items(), reverse=True):
        if name in used:
            for statement in role.statements:
                for action in statement.actions:
                    yield name, action.partition(":")[0].lower()
