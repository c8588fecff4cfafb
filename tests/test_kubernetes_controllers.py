"""The controller of load balancers."""

from generator.platform.types.platform import Platform
from tests.manifests import (
    BRIDGE,
    every_platform,
    named,
    objects,
    of_kind,
    platform,
)


@every_platform
def test_the_controller_is_there_where_a_class_needs_it(anything: Platform) -> None:
    every = of_kind(objects(anything), "HelmRelease")
    releases = [item for item in every if item["metadata"]["name"] == "aws-load-balancer-controller"]
    assert len(releases) == bool(anything.ingress.classes)
    for release in releases:
        values = release["spec"]["values"]
        assert values["clusterName"] == anything.name
        assert values["vpcId"] == BRIDGE["VPC_ID"]
        closed = anything.vpc.nat == "none"
        assert [values.get(key) for key in ("enableShield", "enableWaf", "enableWafv2")] == [
            False if closed else None
        ] * 3


def test_a_class_with_a_web_acl_keeps_waf_on_without_nat() -> None:
    waf = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/1"
    items = objects(
        platform({"vpc": {"nat": "none"}, "ingress": {"classes": {"in": {"controller": "alb", "waf": waf}}}})
    )
    values = named(items, "HelmRelease", "aws-load-balancer-controller")["spec"]["values"]
    assert "enableWafv2" not in values
    assert values["enableWaf"] is False
