"""Which logs the patterns of both collectors mean: applied, as the programs apply them, to names of files."""

import re
from fnmatch import fnmatchcase
from hashlib import sha256
from typing import Any

import msgspec
import pytest

from generator.platform.logs.log_routes import Source
from generator.platform.types.platform import Platform
from generator.render.kubernetes.collectors.tags import pattern, patterns
from tests.collectors import fluent_bit, fluentd
from tests.manifests import PLATFORMS, every_platform, named, objects, platform
from tests.test_collectors import WIDE, bit, parts, plugins, ruby

ID = "0123456789abcdef" * 4
LOGS = {
    name: f"{name.replace('/', '_', 1).replace('/', '_')}-{ID}.log"
    for name in (
        "web-5d4f8c7b9d-x2x4z/shop/web",
        "web-admin-5d4f8c7b9d-x2x4z/shop/web",
        "load-test-1/shop/main",
        "app-0/legacy/app",
        "coredns-5d4f8c7b9d-x2x4z/kube-system/coredns",
        "kube-proxy-ip-10-0-0-1.eu-west-1.compute.internal/kube-system/kube-proxy",
    )
}


def bit_meant(section: Any) -> set[str]:
    """What a filter or an output of Fluent Bit gets."""
    if (given := section.get("match")) is not None:
        return {name for name, file in LOGS.items() if fnmatchcase(f"kube.var.log.containers.{file}", given)}
    tags = {name: f"kube.var.log.containers.{file}" for name, file in LOGS.items()}
    return {name for name, tag in tags.items() if re.search(section.get("match_regex"), tag)}


def ruby_meant(argument: str) -> set[str]:
    """What an element of Fluentd gets before entries are joined."""
    tags = {name: f"raw.var.log.containers.{file}" for name, file in LOGS.items()}
    if argument[0] == "/":
        return {name for name, tag in tags.items() if re.fullmatch(argument[1:-1], tag)}
    return set(LOGS) if argument in ("**", "raw.**") else set()


@every_platform
def test_all_but_its_own_logs_are_read_and_sent_to_the_log_group(anything: Platform) -> None:
    items = objects(anything)
    sections = fluent_bit.check(named(items, "ConfigMap", "fluent-bit")["data"])
    (source,), (output,) = parts(sections, "tail"), parts(sections, "cloudwatch_logs")
    own = f"/var/log/containers/fluent-bit-x1z2y_logging_fluent-bit-{ID}.log"
    excluded = (source.get("exclude_path") or "").split(",")
    assert any(fnmatchcase(own, glob) for glob in excluded)
    assert not any(fnmatchcase(f"/var/log/containers/{file}", glob) for glob in excluded for file in LOGS.values())
    assert output.get("log_group_name") == f"/aws/eks/{anything.name}/containers"
    assert output.get("region") == anything.region
    assert bit_meant(output) == set(LOGS)


def test_each_log_is_joined_in_one_way_by_both() -> None:
    bits = {section.get("alias"): bit_meant(section) for section in parts(bit(**WIDE), "multiline")}
    root = ruby(**WIDE)
    joined = [element for element in fluentd.walk(root) if element.parameters.get("@id", "").startswith("join-")]
    rubies = {element.parameters["@id"]: ruby_meant(element.argument) for element in joined}
    assert bits == rubies
    assert bits["join-java-python-shop"] == {name for name in LOGS if "/shop/" in name}
    assert bits["join-python-dated-bracketed-legacy"] == {"app-0/legacy/app"}
    assert sorted(name for meant in bits.values() for name in meant) == sorted(LOGS)


def test_several_first_lines_are_one_pattern() -> None:
    files = named(objects(platform({"logging": WIDE})), "ConfigMap", "fluent-bit")["data"]
    begins, goes_on = re.findall(r'rule +"\w+" "/(.+)/" "cont"', files["parsers.conf"])
    for line, first in (("2026-11-23 x", True), ("[info] x", True), ("  at x", False), ("", False)):
        assert bool(re.search(begins, line)) is first
        assert bool(re.search(goes_on, line)) is not first
    (element,) = (found for found in plugins(ruby(**WIDE), "concat") if "multiline_start_regexp" in found.parameters)
    assert element.parameters["multiline_start_regexp"] == f"/{begins}/"


def test_what_is_left_out_is_left_out_by_both() -> None:
    sections, root = bit(**WIDE), ruby(**WIDE)
    bits = {section.get("alias"): bit_meant(section) for section in parts(sections, "grep")}
    rubies = {element.parameters["@id"]: ruby_meant(element.argument) for element in plugins(root, "grep")}
    assert bits == rubies
    assert bits["drop-health"] == {name for name in LOGS if name.endswith("/shop/web")}
    assert bits["drop-probes"] == set(LOGS)
    source = parts(sections, "tail")[0]
    globs = (source.get("exclude_path") or "").split(",")
    unread = {name for name, file in LOGS.items() for glob in globs if fnmatchcase(f"/var/log/containers/{file}", glob)}
    assert unread == {"load-test-1/shop/main"}


def test_a_changed_configuration_makes_new_pods() -> None:
    def digest(region: str) -> tuple[str, str]:
        items = objects(msgspec.structs.replace(PLATFORMS["bare"], region=region))
        files = named(items, "ConfigMap", "fluent-bit")["data"]
        annotations = named(items, "DaemonSet", "fluent-bit")["spec"]["template"]["metadata"]["annotations"]
        return annotations["checksum/config"], sha256(
            "\0".join(files[name] for name in sorted(files)).encode()
        ).hexdigest()

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


SERVICES = platform(
    {
        "services": {
            name: {"namespace": "shop", "image": "public.ecr.aws/x/y:1", **more}
            for name, more in (("web", {}), ("web-admin", {}), ("agent", {"kind": "DaemonSet"}))
        }
    }
)


@pytest.mark.parametrize(
    ("source", "pods"),
    [
        (Source("containers", "shop", "web"), {"web-5d4f8c7b9d-x2x4z_shop_web"}),
        (Source("containers", "shop", "web-admin"), {"web-admin-5d4f8c7b9d-x2x4z_shop_web"}),
        (Source("containers", "shop", "agent"), {"agent-x2x4z_shop_agent"}),
    ],
)
def test_a_service_has_the_logs_of_its_pods_and_no_others(source: Source, pods: set[str]) -> None:
    names = ("web-5d4f8c7b9d-x2x4z_shop_web", "web-admin-5d4f8c7b9d-x2x4z_shop_web", "agent-x2x4z_shop_agent")
    assert {name for name in names if re.match(pattern(SERVICES, source), name)} == pods


def test_a_log_is_the_most_precise_source_s_and_no_other_s() -> None:
    everything, shop = Source("containers"), Source("containers", "shop")
    web = Source("containers", "shop", "web")
    known = (web, shop, everything)
    found = {source: patterns(SERVICES, (source,), known) for source in known}
    for name, owner in (("web-5d4f8c7b9d-x2x4z_shop_w", web), ("api-0_shop_a", shop), ("web-0_other_w", everything)):
        assert [source for source in known if re.match(found[source], name)] == [owner]
    assert patterns(SERVICES, known, known) == ""
    both = patterns(SERVICES, (web, everything), known)
    assert re.match(both, "web-5d4f8c7b9d-x2x4z_shop_w")
    assert not re.match(both, "api-0_shop_a")
