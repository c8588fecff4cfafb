import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from generator.platform.services.ingress_controllers import ability
from generator.platform.services.load_balancers import class_load_balancers
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.network import own_vpc
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

Kind = Literal["alb", "nlb", "clb"]

QUOTAS: dict[str, Quota] = {
    "alb": Quota("elasticloadbalancing", "L-53DA6B97", "Application Load Balancers of the region"),
    "nlb": Quota("elasticloadbalancing", "L-69A177A2", "Network Load Balancers of the region"),
    "clb": Quota("elasticloadbalancing", "L-E9E9831D", "Classic Load Balancers of the region"),
}
TYPES = {"application": "alb", "network": "nlb"}
MADE_IN_CLUSTERS = re.compile("k8s-.+|a[0-9a-f]{31}")
"""The names that controllers in clusters give: the AWS Load Balancer Controller, and the one in Kubernetes itself."""


def needed(platform: Platform) -> Counter[str]:
    """All of ingress classes and of services, by kind."""
    fronts = (ability(class_).front for class_ in class_load_balancers(platform).values())
    found = Counter(str(front) for front in fronts if front)
    found.update(balancer.kind for balancer in service_load_balancers(platform).values())
    return found


def used(platform: Platform, aws: Reader) -> Counter[str]:
    """Those of the region that the cluster has not made."""
    vpc = own_vpc(platform, aws)
    own = vpc["VpcId"] if vpc else None
    new = aws.read("elbv2", "describe_load_balancers")["LoadBalancers"]
    old = aws.read("elb", "describe_load_balancers")["LoadBalancerDescriptions"]
    found = [(TYPES.get(each["Type"], ""), each.get("VpcId"), each["LoadBalancerName"]) for each in new]
    found += [("clb", each.get("VPCId"), each["LoadBalancerName"]) for each in old]
    return Counter(kind for kind, where, name in found if where != own or not MADE_IN_CLUSTERS.fullmatch(name))


@live_rule(
    "LIV-028", ERROR, "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html"
)
def load_balancer_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """There are more load balancers than the account may have.

    Fifty Application and fifty Network Load Balancers are allowed in a region until AWS raises that, and twenty classic
    ones. The controller then says so in an event of the Service or Ingress, which waits for an address for ever.
    """
    wanted = needed(platform)
    there = used(platform, aws) if wanted else Counter[str]()
    for kind, number in sorted(wanted.items()):
        place = Place(platform, "ingress" if kind == "alb" else "services")
        yield from over(aws, QUOTAS[kind], place, number, there[kind])
