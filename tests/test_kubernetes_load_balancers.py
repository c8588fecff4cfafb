"""Network Load Balancers: their listeners, and what they ask for health."""

import pytest

from tests.manifests import named, objects, of_kind
from tests.platforms import base, patches
from tests.test_kubernetes_services import PREFIX, balancer, expose


def test_one_port_takes_both_protocols_where_both_are_one_of_the_container() -> None:
    ports = {"dns": {"port": 5353, "protocol": "UDP"}, "dns-tcp": 5353, "http": 8080}
    for loadbalancer, targets in (({}, [5353, 5353, "http"]), ({"controller": "inTree"}, ["dns", "dns-tcp", "http"])):
        made = {"ports": ports, "expose": {"type": "LoadBalancer", "loadBalancer": loadbalancer}}
        service = named(expose(made), "Service", "app")
        assert [port["targetPort"] for port in service["spec"]["ports"]] == targets
        merged = service["metadata"].get("annotations", {}).get(f"{PREFIX}enable-tcp-udp-listener")
        assert merged == (None if loadbalancer else "true")


def test_what_a_listener_has_is_said_of_each_that_is_of_tcp_alone() -> None:
    items = objects(base(patches()["service-nlb-ip"]))
    found = {
        (item["metadata"]["name"], key.rpartition(".")[2], value)
        for item in of_kind(items, "Service")
        for key, value in item["metadata"].get("annotations", {}).items()
        if f"{PREFIX}listener-attributes." in key
    }
    assert found == {
        ("inside", "TCP-8080", "tcp.idle_timeout.seconds=900"),
        ("fixed", "TCP-8080", "tcp.idle_timeout.seconds=3600"),
    }


@pytest.mark.parametrize(
    ("given", "port"),
    [
        ({"controller": "lbc"}, "8081"),
        ({"controller": "lbc", "targets": "instance"}, "health"),
        ({"controller": "inTree"}, "30081"),
        ({"controller": "inTree", "kind": "clb"}, "30081"),
    ],
)
def test_each_controller_is_told_the_port_that_it_asks_as_it_understands_it(given: dict[str, str], port: str) -> None:
    ports = {"http": 8080, "health": 8081}
    service = balancer(**given, healthCheck={"path": "/ready", "port": "health"})
    if given != {"controller": "lbc"}:
        service["expose"]["nodePorts"] = {"health": 30081}
    annotations = named(expose({"ports": ports, **service}), "Service", "app")["metadata"]["annotations"]
    assert annotations[f"{PREFIX}healthcheck-port"] == port


@pytest.mark.parametrize("controller", ["lbc", "inTree"])
def test_kube_proxy_answers_for_its_node_unless_another_question_is_given(controller: str) -> None:
    """https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/"""
    local = {"controller": controller, "targets": "instance", "trafficPolicy": "Local"}
    for check, asked in (({"intervalSeconds": 5}, None), ({"path": "/ready"}, "traffic-port")):
        service = named(expose(balancer(**local, healthCheck=check)), "Service", "app")
        annotations = service["metadata"]["annotations"]
        assert annotations.get(f"{PREFIX}healthcheck-port") == asked
        assert annotations.get(f"{PREFIX}healthcheck-protocol") == (asked and "HTTP")
        assert annotations[f"{PREFIX}healthcheck-interval"] == str(check.get("intervalSeconds", 10))


@pytest.mark.parametrize(("interval", "timeout"), [(5, "4"), (6, "5"), (10, "6"), (300, "6")])
def test_an_answer_is_waited_for_less_than_the_interval(interval: int, timeout: str) -> None:
    service = named(expose(balancer(healthCheck={"intervalSeconds": interval})), "Service", "app")
    assert service["metadata"]["annotations"][f"{PREFIX}healthcheck-timeout"] == timeout


def test_pods_are_asked_what_their_readiness_probe_asks() -> None:
    ports = {"syslog": {"port": 5514, "protocol": "UDP"}, "health": 8081}
    for probe, asked in (({"port": "health"}, "TCP"), ({"port": "health", "path": "/ready"}, "HTTP")):
        items = expose({"ports": ports, "probes": {"readiness": probe}, **balancer()})
        annotations = named(items, "Service", "app")["metadata"]["annotations"]
        assert annotations[f"{PREFIX}healthcheck-port"] == "8081"
        assert annotations[f"{PREFIX}healthcheck-protocol"] == asked
