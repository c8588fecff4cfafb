"""Who is let in, changed by hand."""

from urllib.parse import quote

from tests.live.by_hand.hands import CLUSTER, Hands, change

ADMIN, DEVELOPER = (f"arn:aws:iam::111122223333:role/{name}" for name in ("PlatformAdmin", "ShopDeveloper"))


@change
def _scope(hands: Hands) -> None:
    """
    cluster.access.shop-developers.namespaces: declared [shop], in AWS []; View
    cluster.access.shop-developers.kubernetesGroups: declared [], in AWS [night-shift]
    """
    place = f"{CLUSTER}/access-entries/{quote(DEVELOPER, safe='')}"
    hands.aws.eks.things[place]["kubernetesGroups"] = ["night-shift"]
    (policy,) = (it for at, it in hands.aws.eks.things.items() if at.startswith(f"{place}/access-policies/"))
    policy["accessScope"] = {"type": "cluster"}


@change
def _policy(hands: Hands) -> None:
    """
    cluster.access.platform-admins.policy: declared ClusterAdmin, in AWS nothing
    cluster.access.platform-admins.policy: declared nothing, in AWS Edit
    """
    place = f"{CLUSTER}/access-entries/{quote(ADMIN, safe='')}/access-policies/"
    (policy,) = (it for at, it in hands.aws.eks.things.items() if at.startswith(place))
    policy["policyArn"] = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy"


@change
def _somebody(hands: Hands) -> None:
    """cluster.access: declared nothing, in AWS "arn:aws:iam::111122223333:user/eve"; \
access entry with ClusterAdmin"""
    eve, eks = "arn:aws:iam::111122223333:user/eve", hands.aws.client("eks")
    eks.create_access_entry(clusterName="shop", principalArn=eve)
    policy = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
    everywhere = {"type": "cluster"}
    eks.associate_access_policy(clusterName="shop", principalArn=eve, policyArn=policy, accessScope=everywhere)
