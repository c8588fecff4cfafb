"""What Karpenter may do in AWS: make instances that bear the cluster's tag, and end those alone.

As the policy that its release publishes, but without instance profiles, which are ours, and with capacity reservations
and placement groups. https://karpenter.sh/docs/reference/cloudformation/#karpentercontrollerpolicy
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.arn import arn, cluster_arn, partition
from generator.render.karpenter import queue_name
from generator.render.terraform.nodes.karpenter_nodes import karpenter_node_roles
from generator.render.terraform.policy import Statement, allow

LAUNCH = ["ec2:CreateFleet", "ec2:RunInstances"]
MADE = ("fleet", "instance", "launch-template", "network-interface", "spot-instances-request", "volume")
"""What a launch makes, and what is tagged with it."""

READ = [
    "ec2:DescribeCapacityReservations",
    "ec2:DescribeImages",
    "ec2:DescribeInstanceStatus",
    "ec2:DescribeInstanceTypeOfferings",
    "ec2:DescribeInstanceTypes",
    "ec2:DescribeInstances",
    "ec2:DescribeLaunchTemplates",
    "ec2:DescribePlacementGroups",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSpotPriceHistory",
    "ec2:DescribeSubnets",
]


def statements(platform: Platform) -> Iterator[Statement]:
    """The statements of the controller's policy."""
    yield from _launching(platform)
    yield from _owned(platform)
    yield from _reading(platform)
    roles = [owner.ref("arn") for owner in karpenter_node_roles(platform)]
    if roles:
        to_ec2 = {"iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"]}
        yield allow(["iam:PassRole"], roles, StringEquals=to_ec2)
    queue = arn(platform, "sqs", queue_name(platform))
    yield allow(["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"], [queue])


def _launching(platform: Platform) -> Iterator[Statement]:
    """Launches use what others own, and make only what is tagged as the cluster's and a pool's."""
    others = ["capacity-reservation", "placement-group", "security-group", "subnet"]
    amazons = [_ec2(platform, kind, account="") for kind in ("image", "snapshot")]
    yield allow(LAUNCH, [*amazons, *(_ec2(platform, kind, account="*") for kind in others)])
    template = _ec2(platform, "launch-template")
    yield allow(LAUNCH, [template], **_tagged(platform, "aws:ResourceTag"))
    made = [_ec2(platform, kind) for kind in MADE]
    asked = _tagged(platform, "aws:RequestTag")
    asked["StringEquals"]["aws:RequestTag/eks:eks-cluster-name"] = platform.name
    yield allow([*LAUNCH, "ec2:CreateLaunchTemplate"], made, **asked)
    at_birth = {"ec2:CreateAction": ["CreateFleet", "CreateLaunchTemplate", "RunInstances"]}
    yield allow(["ec2:CreateTags"], made, **asked | {"StringEquals": asked["StringEquals"] | at_birth})


def _owned(platform: Platform) -> Iterator[Statement]:
    """What is the cluster's may be named and ended."""
    owned = _tagged(platform, "aws:ResourceTag")
    instances = _ec2(platform, "instance")
    own_name = {"aws:RequestTag/eks:eks-cluster-name": platform.name}
    keys = {"aws:TagKeys": ["Name", "eks:eks-cluster-name", "karpenter.sh/nodeclaim"]}
    naming = {"StringEqualsIfExists": own_name, "ForAllValues:StringEquals": keys}
    yield allow(["ec2:CreateTags"], [instances], **owned, **naming)
    ending = ["ec2:DeleteLaunchTemplate", "ec2:TerminateInstances"]
    yield allow(ending, [instances, _ec2(platform, "launch-template")], **owned)


def _reading(platform: Platform) -> Iterator[Statement]:
    yield allow(READ, ["*"], StringEquals={"aws:RequestedRegion": platform.region})
    images = f"arn:{partition(platform)}:ssm:{platform.region}::parameter/aws/service/*"
    yield allow(["ssm:GetParameter"], [images])
    yield allow(["pricing:GetProducts"], ["*"])
    yield allow(["iam:ListInstanceProfiles"], ["*"])
    profiles = arn(platform, "iam", "instance-profile/*", regional=False)
    yield allow(["iam:GetInstanceProfile"], [profiles])
    yield allow(["eks:DescribeCluster"], [cluster_arn(platform)])


def _ec2(platform: Platform, kind: str, account: str | None = None) -> str:
    owner = platform.account if account is None else account
    return f"arn:{partition(platform)}:ec2:{platform.region}:{owner}:{kind}/*"


def _tagged(platform: Platform, what: str) -> dict[str, dict[str, object]]:
    return {
        "StringEquals": {f"{what}/kubernetes.io/cluster/{platform.name}": "owned"},
        "StringLike": {f"{what}/karpenter.sh/nodepool": "*"},
    }
