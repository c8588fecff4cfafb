"""The log collector and the controller of load balancers."""

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from generator.platform.log_routes import container_log_group
from generator.platform.types.platform import Platform
from tests.manifests import (
    BRIDGE,
    PLATFORMS,
    every_platform,
    named,
    objects,
    of_kind,
    platform,
)


def sections(text: str) -> list[tuple[str, dict[str, str]]]:
    """Fluent Bit's classic configuration; https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/classic-mode"""
    found: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("["):
            found.append((line.strip("[]"), {}))
        elif line.strip() and not line.startswith("#"):
            key, value = line.split(maxsplit=1)
            assert key.lower() not in found[-1][1], f"{key} twice"
            found[-1][1][key.lower()] = value
    return found


@every_platform
def test_the_collector_reads_all_but_itself_and_writes_to_the_log_group(anything: Platform) -> None:
    items = objects(anything)
    parts = sections(named(items, "ConfigMap", "fluent-bit")["data"]["fluent-bit.conf"])
    by_name = {body["name"]: body for kind, body in parts if kind != "SERVICE"}
    assert set(by_name) == {"tail", "kubernetes", "cloudwatch_logs"}, "the multiline filter would lose lines"
    own = Path("/var/log/containers/fluent-bit-x1z2y_logging_fluent-bit-0123.log")
    other = Path("/var/log/containers/web-5d4_shop_web-0123.log")
    assert own.match(by_name["tail"]["exclude_path"])
    assert other.match(by_name["tail"]["path"])
    assert not other.match(by_name["tail"]["exclude_path"])
    output = by_name["cloudwatch_logs"]
    assert output["log_group_name"] == container_log_group(anything)
    assert output["region"] == anything.region
    assert output["auto_create_group"] == "false"
    (service,) = (body for kind, body in parts if kind == "SERVICE")
    pod = named(items, "DaemonSet", "fluent-bit")["spec"]["template"]["spec"]
    mounts = {mount["mountPath"]: mount.get("readOnly", False) for mount in pod["containers"][0]["volumeMounts"]}
    assert mounts["/var/log"] is True
    assert service["storage.path"].startswith("/var/fluent-bit/state/")
    assert mounts["/var/fluent-bit/state"] is False
    assert service["http_port"] == str(pod["containers"][0]["ports"][0]["containerPort"])


def test_a_changed_configuration_makes_new_pods() -> None:
    def digest(region: str) -> tuple[str, str]:
        items = objects(msgspec.structs.replace(PLATFORMS["bare"], region=region))
        text = named(items, "ConfigMap", "fluent-bit")["data"]["fluent-bit.conf"]
        annotations = named(items, "DaemonSet", "fluent-bit")["spec"]["template"]["metadata"]["annotations"]
        return annotations["checksum/config"], sha256(text.encode()).hexdigest()

    ireland, ohio = digest("eu-west-1"), digest("us-east-2")
    assert ireland[0] == ireland[1]
    assert ohio[0] == ohio[1]
    assert ireland != ohio


@pytest.mark.parametrize(("version", "resource", "kubelet"), [("1.33", "pods", False), ("1.34", "nodes/pods", True)])
def test_the_collector_may_read_pods_and_nothing_else(version: str, resource: str, kubelet: bool) -> None:
    items = objects(platform({"cluster": {"version": version}}))
    assert named(items, "ClusterRole", "fluent-bit")["rules"] == [
        {"apiGroups": [""], "resources": [resource], "verbs": ["get"]}
    ]
    assert ("Use_Kubelet" in named(items, "ConfigMap", "fluent-bit")["data"]["fluent-bit.conf"]) == kubelet


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
