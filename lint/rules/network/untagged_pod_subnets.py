from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("NET-054", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html")
def untagged_pod_subnets(platform: Platform) -> Iterator[Violation]:
    """The CNI will not find the adopted subnets that pods should spread to.

    It looks for them by the tag kubernetes.io/role/cni, and an adopted subnet is tagged only on request. Where its
    owner has tagged it, allow this. The tags of a subnet that another account shares are not seen here at all: use
    custom networking there.

    Bad:

        vpc: {id: vpc-0123456789abcdef0}
        cni: {extraPodSubnets: [pods]}
        subnets:
          public: null
          private:
            cidrs: {a: 10.0.0.0/20, b: 10.0.16.0/20, c: 10.0.32.0/20}
            routeTables: {a: rtb-01234567, b: rtb-01234567, c: rtb-01234567}
          control: {cidrs: {a: 10.0.192.0/28, b: 10.0.192.16/28, c: 10.0.192.32/28}}
          pods:
            kind: private
            ids: {a: subnet-01234567, b: subnet-12345678, c: subnet-23456789}
            cidrs: {a: 10.0.64.0/20, b: 10.0.80.0/20, c: 10.0.96.0/20}
        ingress: null

    Good:

        vpc: {id: vpc-0123456789abcdef0, tagSubnets: true}
        cni: {extraPodSubnets: [pods]}
        subnets:
          public: null
          private:
            cidrs: {a: 10.0.0.0/20, b: 10.0.16.0/20, c: 10.0.32.0/20}
            routeTables: {a: rtb-01234567, b: rtb-01234567, c: rtb-01234567}
          control: {cidrs: {a: 10.0.192.0/28, b: 10.0.192.16/28, c: 10.0.192.32/28}}
          pods:
            kind: private
            ids: {a: subnet-01234567, b: subnet-12345678, c: subnet-23456789}
            cidrs: {a: 10.0.64.0/20, b: 10.0.80.0/20, c: 10.0.96.0/20}
        ingress: null
    """
    for index, tier in enumerate(platform.cni.extra_pod_subnets):
        if platform.subnets[tier].ids is not None and not platform.vpc.tag_subnets:
            message = f"the CNI finds {tier} by a tag that adopted subnets lack; set vpc.tagSubnets: true"
            yield Violation(
                platform.cni, ("extra_pod_subnets", index), message, Fix(True, field="tag_subnets", node=platform.vpc)
            )
