"""What pods have: add-ons, roles, profiles, changed by hand."""

from tests.live.by_hand.hands import CLUSTER, Hands, change


@change
def _core_dns(hands: Hands) -> None:
    """
    addons.coredns.replicas: declared 10, in AWS 3; coredns, autoScaling.maxReplicas
    addons.coredns.memory: declared 170Mi, in AWS 1Gi; coredns, resources.limits.memory
    """
    hands.configure("coredns", "autoScaling", "maxReplicas", value=3)
    hands.configure("coredns", "resources", "limits", "memory", value="1Gi")


@change
def _cni(hands: Hands) -> None:
    """
    cni.warm.prefixes: declared "1", in AWS "4"; vpc-cni, env.WARM_PREFIX_TARGET
    cni.networkPolicy: declared "on", in AWS "off"; vpc-cni, enableNetworkPolicy
    cni.mode: declared prefixDelegation, in AWS secondaryIp; vpc-cni, env.ENABLE_PREFIX_DELEGATION
    cni: declared nothing, in AWS DEBUG; vpc-cni, env.AWS_VPC_K8S_CNI_LOGLEVEL
    """
    hands.configure("vpc-cni", "env", "WARM_PREFIX_TARGET", value="4")
    hands.configure("vpc-cni", "env", "ENABLE_PREFIX_DELEGATION", value="false")
    hands.configure("vpc-cni", "env", "AWS_VPC_K8S_CNI_LOGLEVEL", value="DEBUG")
    hands.configure("vpc-cni", "enableNetworkPolicy", value="false")


@change
def _pods_elsewhere(hands: Hands) -> None:
    """cni.podSubnets: declared subnet-ID, in AWS subnet-ID; vpc-cni, eniConfig.subnets.eu-west-1a.id"""
    hands.configure("vpc-cni", "eniConfig", "subnets", "eu-west-1a", "id", value=hands.subnet("data-a"))


@change
def _kube_proxy(hands: Hands) -> None:
    """addons.kube-proxy.mode: declared iptables, in AWS ipvs; kube-proxy, mode"""
    hands.addon("kube-proxy")["configurationValues"] = "mode: ipvs\n"


@change
def _addons(hands: Hands) -> None:
    """
    addons.metrics-server: declared metrics-server, in AWS nothing; add-on
    addons.amazon-cloudwatch-observability: declared nothing, in AWS amazon-cloudwatch-observability; add-on
    """
    del hands.aws.eks.things[f"{CLUSTER}/addons/metrics-server"]
    hands.aws.eks.things[f"{CLUSTER}/addons/amazon-cloudwatch-observability"] = {"addonName": "x"}


@change
def _pod_roles(hands: Hands) -> None:
    """
    services.web.iam: declared "arn:aws:iam::111122223333:role/shop-pods-web", \
in AWS "arn:aws:iam::111122223333:role/Admin"; service account shop/web
    addons.vpc-cni: declared "arn:aws:iam::111122223333:role/shop-vpc-cni", \
in AWS "arn:aws:iam::111122223333:role/Admin"; service account kube-system/aws-node
    logging.collector: declared "arn:aws:iam::111122223333:role/shop-fluent-bit", \
in AWS nothing; service account logging/fluent-bit
    iam.roles: declared nothing, in AWS "arn:aws:iam::111122223333:role/Admin"; service account default/by-hand
    """
    admin = "arn:aws:iam::111122223333:role/Admin"
    for account in ("web", "aws-node"):
        hands.association(account)["roleArn"] = admin
    eks = hands.aws.client("eks")
    gone = hands.association("fluent-bit")["associationId"]
    eks.delete_pod_identity_association(clusterName="shop", associationId=gone)
    eks.create_pod_identity_association(
        clusterName="shop", namespace="default", serviceAccount="by-hand", roleArn=admin
    )


@change
def _profile(hands: Hands) -> None:
    """nodes.fargate.profiles.by-hand: declared nothing, in AWS by-hand; Fargate profile"""
    hands.aws.client("eks").create_fargate_profile(
        clusterName="shop", fargateProfileName="by-hand", podExecutionRoleArn="arn:aws:iam::111122223333:role/Admin"
    )
