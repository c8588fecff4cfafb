"""Every kind of place that collectors can send to themselves, and logs that are told apart."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from generator.platform.logs import log_routes
from generator.platform.logs.collectors import collector_mechanism
from generator.platform.logs.log_routes import Route, Source, Stop
from generator.platform.types.platform import Platform
from generator.render.kubernetes.collectors import fargate
from generator.render.kubernetes.collectors import fluent_bit as bit_renderer
from generator.render.kubernetes.collectors import fluentd as ruby_renderer
from generator.render.kubernetes.manifest import Manifest
from generator.render.yaml_text import Variable
from tests.collectors import fluent_bit, fluentd
from tests.collectors.classic import Section, parse
from tests.collectors.elements import Element
from tests.manifests import of_kind, platform
from tests.test_collectors import parts, plugins

GROUP, TEAM = Stop("logGroup", "/aws/eks/demo/containers", 30), Stop("logGroup", "/aws/eks/demo/containers/team", 90)
INDEX, STREAM = Stop("index", "demo-containers"), Stop("deliveryStream", "demo-logs")
HOSTS = Stop("index", "demo-hosts")
ARCHIVE = Stop("deliveryStream", "demo-archive", None, (Stop("bucket", "demo-archive-1", 365),))
EVERYTHING, SYSTEM = Source("containers"), Source("containers", "kube-system")
SHOP, WEB = Source("containers", "shop"), Source("containers", "shop", "web")
ROUTES = (
    Route(WEB, (TEAM, STREAM)),
    Route(SHOP, (GROUP, INDEX)),
    Route(SYSTEM, ()),
    Route(EVERYTHING, (GROUP, INDEX, ARCHIVE)),
    Route(Source("host"), (HOSTS,)),
)
PODS = {
    "web-5d4f8c7b9d-x2x4z_shop_web": {TEAM, STREAM},
    "api-5d4f8c7b9d-x2x4z_shop_api": {GROUP, INDEX},
    "coredns-5d4f8c7b9d-x2x4z_kube-system_coredns": set(),
    "job-x2x4z_other_job": {GROUP, INDEX, ARCHIVE},
}


@pytest.fixture(autouse=True)
def routes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(log_routes, "_containers", lambda _: iter(ROUTES))
    monkeypatch.setattr(log_routes, "_hosts", lambda _: iter(()))
    log_routes.log_routes.cache_clear()
    yield
    log_routes.log_routes.cache_clear()


def given(collector: str, **more: Any) -> Platform:
    services = {"web": {"namespace": "shop", "image": "public.ecr.aws/x/y:1"}}
    return platform({"services": services, "logging": {"collector": collector, "hostLogs": {}}, **more})


def rendered(collector: str) -> list[Manifest]:
    return list((bit_renderer if collector == "fluent-bit" else ruby_renderer).manifests(given(collector)))


def sections() -> list[Section]:
    (found,) = of_kind(rendered("fluent-bit"), "ConfigMap")
    return fluent_bit.check(found["data"])


def goes_to(section: Section, pod: str) -> bool:
    tag = f"kube.var.log.containers.{pod}-{'0123456789abcdef' * 4}.log"
    if (pattern := section.get("match_regex")) is not None:
        return re.search(pattern, tag) is not None
    return section.get("match") == "kube.*"


def containers(items: list[Manifest]) -> dict[str, Manifest]:
    sets = of_kind(items, "DaemonSet")
    return {item["metadata"]["name"]: item["spec"]["template"]["spec"]["containers"][0] for item in sets}


def name(section: Section) -> str | None:
    keys = ("log_group_name", "logstash_prefix", "delivery_stream")
    return next((found for key in keys if (found := section.get(key))), None)


def test_fluent_bit_sends_each_log_where_its_route_leads() -> None:
    found = [section for section in sections() if section.kind == "OUTPUT"]
    assert len(found) == 6
    for pod, stops in PODS.items():
        assert {name(section) for section in found if goes_to(section, pod)} == {stop.name for stop in stops}, pod
    (host,) = (section for section in found if section.get("match") == "host.*")
    assert (host.get("name"), host.get("storage.total_limit_size")) == ("opensearch", str(2**30 // 6))


def test_fluentd_runs_once_for_each_kind_and_sends_each_log_where_its_route_leads() -> None:
    items = rendered("fluentd")
    kinds = {"cloudwatch": "logGroup", "opensearch": "index", "kinesis": "deliveryStream"}
    images = {name: container["image"] for name, container in containers(items).items()}
    assert images.keys() == {f"fluentd-{image}" for image in kinds}
    for item in of_kind(items, "ConfigMap"):
        kind = item["metadata"]["name"].removeprefix("fluentd-")
        assert f"-debian-{kind}-" in images[f"fluentd-{kind}"]
        root = fluentd.check(item["data"]["fluentd.conf"])
        for pod, stops in PODS.items():
            wanted = {stop.name for stop in stops if stop.kind == kinds[kind]}
            assert {target(root, label) for label in labels(root, pod)} == wanted, (kind, pod)
        assert bool(plugins(root, "systemd")) is (kind == "opensearch")


def labels(root: Element, pod: str) -> list[str]:
    """Where the first match that fits sends what a pod prints, once it has its metadata."""
    (branch,) = (label for label in root.named("label") if label.argument == "@KUBERNETES")
    tag = f"raw.var.log.containers.{pod}-{'0123456789abcdef' * 4}.log"
    first = next(
        match for match in branch.named("match") if match.argument == "**" or re.fullmatch(match.argument[1:-1], tag)
    )
    return [store.parameters["@label"] for store in first.named("store")]


def target(root: Element, label: str) -> str:
    (branch,) = (found for found in root.named("label") if found.argument == label)
    output = branch.named("match")[-1]
    keys = ("log_group_name", "logstash_prefix", "delivery_stream_name")
    found: str = next(output.parameters[key] for key in keys if key in output.parameters)
    return found


@pytest.mark.parametrize("collector", ["fluent-bit", "fluentd"])
def test_the_address_of_the_domain_comes_from_aws(collector: str) -> None:
    entry = {"name": "OPENSEARCH_HOST", "value": Variable("OPENSEARCH_HOST")}
    found = [name for name, container in containers(rendered(collector)).items() if entry in container["env"]]
    assert found == ["fluent-bit" if collector == "fluent-bit" else "fluentd-opensearch"]


def test_fluentd_has_a_token_where_it_writes_to_a_domain() -> None:
    assert collector_mechanism(given("fluent-bit")) == "podIdentity"
    assert collector_mechanism(given("fluent-bit", iam={"mechanism": "irsa"})) == "irsa"
    assert collector_mechanism(given("fluentd")) == "irsa"


def test_what_goes_nowhere_is_not_read() -> None:
    (source,) = (section for section in parts(sections(), "tail") if section.get("alias") == "containers")
    assert "/var/log/containers/*_kube-system_*.log" in (source.get("exclude_path") or "").split(",")


def test_fargate_sends_where_it_can() -> None:
    files = fargate.files(given("fluent-bit"))
    found = parse(files["output.conf"])
    assert {section.get("name") for section in found} == {"cloudwatch_logs", "kinesis_firehose"}
    for pod, stops in PODS.items():
        wanted = {stop.name for stop in stops if stop.kind in fargate.KINDS}
        assert {name(section) for section in found if goes_to(section, pod)} == wanted, pod
    assert sum(map(len, files.values())) < 5300
