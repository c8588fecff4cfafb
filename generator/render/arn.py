"""ARNs and names that are computed, so that nothing has to be handed from one half of the render to the other."""

from generator.platform.services.pod_roles import role_name
from generator.platform.types.platform import Platform


def partition(platform: Platform) -> str:
    """The AWS partition of the region.

    https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
    """
    prefix = platform.region.split("-")[0]
    return "aws-cn" if prefix == "cn" else "aws-us-gov" if platform.region.startswith("us-gov-") else "aws"


def arn(platform: Platform, service: str, resource: str, *, regional: bool = True) -> str:
    """The ARN of a resource in the platform's account (and region, unless the service is global)."""
    region = platform.region if regional else ""
    return f"arn:{partition(platform)}:{service}:{region}:{platform.account}:{resource}"


def managed_policy(platform: Platform, name: str) -> str:
    """The ARN of a policy that AWS manages."""
    return f"arn:{partition(platform)}:iam::aws:policy/{name}"


def pods_role_arn(platform: Platform, role: str) -> str:
    """The ARN of a role of iam.roles."""
    path = platform.iam.roles[role].path
    return arn(platform, "iam", f"role{path}{role_name(platform, role)}", regional=False)


def cluster_arn(platform: Platform) -> str:
    """The cluster's ARN."""
    return arn(platform, "eks", f"cluster/{platform.name}")
