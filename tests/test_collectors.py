"""Both collectors: what they read, join, leave out, hide and send where, by readers of their languages."""

from typing import Any

import pytest

from generator.platform.types.platform import Platform
from tests.collectors import fluent_bit, fluentd
from tests.collectors.classic import Section
from tests.collectors.elements import Element
from tests.manifests import Object, every_platform, named, objects, of_kind, platform

WIDE: dict[str, Any] = {
    "buffer": {"size": "2Gi", "whenFull": "pause", "retryHours": 12},
    "multiline": {
        "java": {"namespaces": ["shop"]},
        "python": {},
        "dated": {"namespaces": ["legacy"], "firstLine": "^[0-9]{4}-"},
        "bracketed": {"namespaces": ["legacy"], "firstLine": r"^\["},
    },
    "exclude": {
        "load-test": {"namespace": "shop", "pod": "load-test-*"},
        "health": {"namespace": "shop", "container": "web", "matching": "GET /healthz"},
        "probes": {"matching": "kube-probe/"},
    },
    "redact": ["password", "Authorization"],
    "hostLogs": {"files": ["/var/log/aws-routed-eni/*.log"]},
    "metrics": {"allowFrom": {"prometheus": {"namespace": "monitoring"}}},
}
COLLECTORS = ("fluent-bit", "fluentd")


def logging(collector: str, **more: Any) -> Platform:
    return platform({"logging": {"collector": collector, **more}})


def files(items: list[Object], name: str) -> dict[str, str]:
    found: dict[str, str] = named(items, "ConfigMap", name)["data"]
    return found


def bit(**more: Any) -> list[Section]:
    return fluent_bit.check(files(objects(logging("fluent-bit", **more)), "fluent-bit"))


def ruby(**more: Any) -> Element:
    return fluentd.check(files(objects(logging("fluentd", **more)), "fluentd-cloudwatch")["fluentd.conf"])


def plugins(root: Element, plugin: str) -> list[Element]:
    return [element for element in fluentd.walk(root) if element.type == plugin]


def parts(sections: list[Section], name: str) -> list[Section]:
    return [section for section in sections if section.get("name") == name]


@every_platform
def test_the_programs_would_take_their_configurations(anything: Platform) -> None:
    for item in of_kind(objects(anything), "ConfigMap"):
        if item["metadata"]["name"] == "fluent-bit":
            fluent_bit.check(item["data"])
        if item["metadata"]["name"].startswith("fluentd"):
            fluentd.check(item["data"]["fluentd.conf"])


def test_the_widest_configurations_too() -> None:
    assert len(parts(bit(**WIDE), "multiline")) == len(plugins(ruby(**WIDE), "detect_exceptions")) + 1 == 3


@pytest.mark.parametrize("collector", COLLECTORS)
def test_one_collector_is_there_and_the_other_is_not(collector: str) -> None:
    items = [item for item in objects(logging(collector)) if item["metadata"].get("namespace") == "logging"]
    (other,) = set(COLLECTORS) - {collector}
    assert of_kind(items, "DaemonSet")
    assert not [item for item in items if item["metadata"]["name"].startswith(other)]


@pytest.mark.parametrize("collector", COLLECTORS)
def test_pods_run_everywhere_and_may_little(collector: str) -> None:
    items = objects(logging(collector))
    (daemon_set,) = (item for item in of_kind(items, "DaemonSet") if item["metadata"]["name"].startswith(collector))
    pod = daemon_set["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["tolerations"] == [{"operator": "Exists"}]
    assert pod["serviceAccountName"] == collector
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
        "readOnlyRootFilesystem": True,
    }
    mounts = {mount["mountPath"]: mount.get("readOnly", False) for mount in container["volumeMounts"]}
    assert mounts["/var/log"] is True
    assert [path for path, read_only in mounts.items() if read_only is False and path != "/tmp"] == [  # noqa: S108
        "/var/fluent-bit/state" if collector == "fluent-bit" else "/var/fluentd/cloudwatch"
    ]
    (rule,) = named(items, "ClusterRole", collector)["rules"]
    assert rule["verbs"] == ["get"]


@pytest.mark.parametrize("collector", COLLECTORS)
def test_metrics_are_for_those_who_are_named(collector: str) -> None:
    closed = named(objects(logging(collector)), "NetworkPolicy", collector)["spec"]["ingress"]
    items = objects(logging(collector, metrics=WIDE["metrics"]))
    (rule,) = named(items, "NetworkPolicy", collector)["spec"]["ingress"]
    (daemon_set,) = (item for item in of_kind(items, "DaemonSet") if item["metadata"]["name"].startswith(collector))
    annotations = daemon_set["spec"]["template"]["metadata"]["annotations"]
    assert closed == []
    assert rule["from"] == [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}]
    assert str(rule["ports"][0]["port"]) == annotations["prometheus.io/port"]


def test_resources_are_as_given_or_as_the_program_needs() -> None:
    def resources(collector: str, **more: Any) -> Any:
        sets = of_kind(objects(logging(collector, **more)), "DaemonSet")
        (found,) = (item for item in sets if item["metadata"]["name"].startswith(collector))
        return found["spec"]["template"]["spec"]["containers"][0]["resources"]

    assert resources("fluent-bit")["limits"] == {"memory": "384Mi"}
    assert resources("fluent-bit", multiline={"java": {"namespaces": ["shop"]}})["limits"] == {"memory": "512Mi"}
    assert resources("fluentd") == {"requests": {"cpu": "100m", "memory": "512Mi"}, "limits": {"memory": "1Gi"}}
    given = {"cpu": "200m", "memory": "1Gi", "memoryLimit": "2Gi"}
    wanted = {"requests": {"cpu": "200m", "memory": "1Gi"}, "limits": {"memory": "2Gi"}}
    assert [resources(collector, resources=given) for collector in COLLECTORS] == [wanted, wanted]


def test_buffers_are_on_disk_and_as_large_and_patient_as_said() -> None:
    for when_full, pause, overflow in (("dropOldest", "off", "drop_oldest_chunk"), ("pause", "on", "block")):
        buffer = {"size": "1Gi", "whenFull": when_full, "retryHours": 2}
        sections, root = bit(buffer=buffer), ruby(buffer=buffer)
        (source,), (output,) = parts(sections, "tail"), parts(sections, "cloudwatch_logs")
        (kept,) = (element.parameters for element in fluentd.walk(root) if element.name == "buffer")
        assert source.get("storage.pause_on_chunks_overlimit") == pause
        assert (output.get("storage.total_limit_size"), output.get("retry_limit")) == (str(2**30), "240")
        assert (kept["total_limit_size"], kept["overflow_action"]) == (str(2**30), overflow)
        assert (kept["@type"], kept["retry_timeout"]) == ("file", "2h")


def test_a_buffer_is_shared_among_destinations() -> None:
    def each(size: str) -> set[str | None]:
        outputs = parts(bit(hostLogs={}, buffer={"size": size}), "cloudwatch_logs")
        return {output.get("storage.total_limit_size") for output in outputs}

    assert each("1Gi") == {str(2**29)}
    assert each("1Mi") == {str(2**25)}


def test_hosts_have_a_group_of_their_own() -> None:
    sections, root = bit(hostLogs={}), ruby(hostLogs={})
    assert parts(sections, "systemd")[0].all("systemd_filter") == [
        "_SYSTEMD_UNIT=containerd.service",
        "_SYSTEMD_UNIT=kubelet.service",
    ]
    groups = {output.get("match"): output.get("log_group_name") for output in parts(sections, "cloudwatch_logs")}
    assert groups == {"kube.*": "/aws/eks/demo/containers", "host.*": "/aws/eks/demo/hosts"}
    assert {output.parameters["log_group_name"] for output in plugins(root, "cloudwatch_logs")} == set(groups.values())
    assert not plugins(ruby(), "systemd")
