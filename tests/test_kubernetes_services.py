"""Services: by whom each is made, and what that controller reads."""

import re
from typing import Any

import pytest

from generator.picture.topology import Call, Thing, calls, grid
from generator.platform.capacity import load_balancers
from generator.platform.load import InvalidPlatform
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.draining import draining
from generator.platform.services.load_balancers import needs_controller
from generator.render import terraform
from tests.manifests import Object, named, objects, of_kind, platform
from tests.platforms import base, golden, patches
from tests.terraform_root import document

PREFIX = "service.beta.kubernetes.io/aws-load-balancer-"
LBC = {
    *(
        "scheme",
        *("enable-tcp-udp-listener", "name", "security-group-prefix-lists", "ip-address-type"),
        "nlb-target-type",
        "attributes",
        "target-group-attributes",
        "proxy-protocol",
        "subnets",
    ),
    *("eip-allocations", "private-ipv4-addresses", "security-groups", "manage-backend-security-group-rules"),
    "enable-tcp-udp-listener",
    *("additional-resource-tags", "ssl-cert", "ssl-ports", "ssl-negotiation-policy", "backend-protocol"),
    *("healthcheck-protocol", "healthcheck-path", "healthcheck-port", "healthcheck-interval", "healthcheck-timeout"),
    *("healthcheck-healthy-threshold", "healthcheck-unhealthy-threshold", "healthcheck-success-codes"),
}
"""https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/"""

IN_TREE = {
    *("type", "internal", "cross-zone-load-balancing-enabled", "proxy-protocol", "subnets", "eip-allocations"),
    *("additional-resource-tags", "access-log-enabled", "access-log-s3-bucket-name", "target-group-attributes"),
    *("ssl-cert", "ssl-ports", "ssl-negotiation-policy", "backend-protocol", "security-groups"),
    *("connection-draining-enabled", "connection-draining-timeout", "connection-idle-timeout"),
    *("healthcheck-protocol", "healthcheck-path", "healthcheck-port", "healthcheck-interval", "healthcheck-timeout"),
    *("healthcheck-healthy-threshold", "healthcheck-unhealthy-threshold"),
}
"""https://github.com/kubernetes/cloud-provider-aws/blob/master/docs/service_controller.md"""


CLASSES = {
    (False, "lbc"): "service.k8s.aws/nlb",
    (True, "lbc"): "eks.amazonaws.com/nlb",
    (False, "inTree"): None,
    (True, "inTree"): None,
}


@pytest.mark.parametrize("name", golden())
def test_each_load_balancer_is_one_controllers_alone(name: str) -> None:
    platform = golden()[name]
    items = objects(platform)
    for item in of_kind(items, "Service"):
        if item["spec"]["type"] != "LoadBalancer":
            assert not item["metadata"].get("annotations")
            continue
        service = platform.services[item["metadata"]["name"]]
        controller = service.expose.load_balancer.controller if service.expose.load_balancer else "lbc"
        # What has the class is the one's, what has none the other's, which no webhook may give it.
        assert item["spec"].get("loadBalancerClass") == (CLASSES[auto_mode(platform) is not None, controller])
        annotations = dict(item["metadata"].get("annotations", {}))
        hosts = annotations.pop("external-dns.alpha.kubernetes.io/hostname", "")
        assert hosts == ",".join(service.expose.load_balancer.hosts if service.expose.load_balancer else ())
        known = {key.removeprefix(PREFIX) for key in annotations if f"{PREFIX}listener-attributes.TCP-" not in key}
        assert known <= (LBC if controller == "lbc" else IN_TREE)
        assert all(isinstance(value, str) and value for value in annotations.values())
    releases = [r for r in of_kind(items, "HelmRelease") if r["metadata"]["name"] == "aws-load-balancer-controller"]
    assert len(releases) == needs_controller(platform)
    for release in releases:
        assert release["spec"]["values"]["enableServiceMutatorWebhook"] is False


@pytest.mark.parametrize("name", golden())
def test_node_ports_are_where_the_targets_need_them(name: str) -> None:
    for item in of_kind(objects(golden()[name]), "Service"):
        target = item["metadata"].get("annotations", {}).get(f"{PREFIX}nlb-target-type")
        assert item["spec"].get("allocateLoadBalancerNodePorts", True) == (target != "ip")
        if "healthCheckNodePort" in item["spec"]:
            assert item["spec"]["externalTrafficPolicy"] == "Local"


@pytest.mark.parametrize("name", golden())
def test_every_port_of_a_service_is_one_of_its_pods(name: str) -> None:
    items = objects(golden()[name])
    kinds = ("Deployment", "StatefulSet", "DaemonSet")
    workloads = {item["metadata"]["name"]: item for kind in kinds for item in of_kind(items, kind)}
    for item in of_kind(items, "Service"):
        if item["spec"]["type"] == "ExternalName":
            assert item["spec"].keys() == {"type", "externalName"}
            continue
        pod = workloads[item["spec"]["selector"]["app.kubernetes.io/name"]]["spec"]["template"]["spec"]
        containers = [*pod["containers"], *pod.get("initContainers", ())]
        known = {port["name"]: port for container in containers for port in container.get("ports", ())}
        for port in item["spec"].get("ports", ()):
            target = known.get(port["targetPort"], known[port["name"]])
            assert port["targetPort"] in {target["name"], target["containerPort"]}
            assert target["protocol"] == port["protocol"]


def test_namespaces_with_pods_behind_a_load_balancer_wait_for_it() -> None:
    gate = "elbv2.k8s.aws/pod-readiness-gate-inject"

    def gated(name: str) -> set[str]:
        items = of_kind(objects(base(patches()[name])), "Namespace")
        return {item["metadata"]["name"] for item in items if item["metadata"]["labels"].get(gate) == "enabled"}

    assert gated("service-nlb-ip") == {"iot", "other"}
    assert gated("service-nlb-instance-local") == set(), "a node is no pod that could wait"


def expose(service: dict[str, Any]) -> list[Object]:
    app = {"namespace": "one", "image": "public.ecr.aws/x/y:1", "ports": {"http": 8080}, **service}
    return objects(platform({"services": {"app": app}}))


@pytest.mark.parametrize(
    ("balancer", "pre_stop"),
    [({}, 20), ({"deregistrationDelaySeconds": 60}, 65), ({"targets": "instance", "trafficPolicy": "Local"}, 40)],
    ids=["pods", "a long delay", "nodes that are found out"],
)
def test_a_pod_goes_on_until_nothing_is_sent_to_it(balancer: dict[str, Any], pre_stop: int) -> None:
    items = expose({"expose": {"type": "LoadBalancer", "loadBalancer": balancer}})
    pod = named(items, "Deployment", "app")["spec"]["template"]["spec"]
    assert pod["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"] == pre_stop
    assert pod["terminationGracePeriodSeconds"] == pre_stop + 30
    given = base(patches()["containers"])
    assert draining(given, "web", given.services["web"])._asdict() == {"pre_stop": 20, "grace": 90}


def test_every_container_that_requests_come_to_goes_on_as_well() -> None:
    proxy = {"image": "public.ecr.aws/x/proxy:1", "ports": {"https": 8443}}
    more = {
        "containers": {"proxy": proxy},
        "initContainers": {"mesh": {"image": "public.ecr.aws/x/mesh:1", "sidecar": True}},
    }
    pod = named(expose({**more, **balancer()}), "Deployment", "app")["spec"]["template"]["spec"]
    assert [c["lifecycle"]["preStop"]["sleep"]["seconds"] for c in pod["containers"]] == [20, 20]
    assert "lifecycle" not in pod["initContainers"][0], "it is told to stop when the others have"


def test_only_the_ports_that_are_named_are_the_load_balancers() -> None:
    items = expose({"ports": {"http": 8080, "admin": 9000}, "expose": {"type": "LoadBalancer", "ports": {"http": 80}}})
    (port,) = named(items, "Service", "app")["spec"]["ports"]
    assert (port["name"], port["port"], port["targetPort"]) == ("http", 80, "http")


def test_nodes_are_open_to_the_networks_that_a_node_port_names() -> None:
    root = document(terraform.files(base(patches()["service-node-port"])))
    rules = root["resource"]["aws_vpc_security_group_ingress_rule"]
    found = {
        (rule["from_port"], rule["to_port"], rule["ip_protocol"], rule["cidr_ipv4"])
        for name, rule in rules.items()
        if name.startswith("node-port-")
    }
    cidrs = ("10.0.0.0/17", "10.0.128.0/20")
    assert found == {(30080, 30080, "tcp", c) for c in cidrs} | {(30053, 30053, "udp", c) for c in cidrs}
    group = {rule["security_group_id"] for name, rule in rules.items() if name.startswith("node-port-")}
    assert group == {"${aws_eks_cluster.this.vpc_config[0].cluster_security_group_id}"}


def balancer(**fields: Any) -> dict[str, Any]:
    return {"expose": {"type": "LoadBalancer", "loadBalancer": fields}}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no name": ({"image": None, "ports": None, "expose": {"type": "ExternalName"}}, "say which in externalName"),
    "a name that runs": ({"expose": {"type": "ExternalName", "externalName": "a.example.com"}}, "runs nothing"),
    "numbers of a ClusterIP": ({"expose": {"nodePorts": {"http": 30000}}}, "only a NodePort or LoadBalancer"),
    "a CLB of the controller": (balancer(kind="clb"), "makes no Classic Load Balancers"),
    "pods in-tree": (balancer(controller="inTree", targets="ip"), "sends to nodes alone"),
    "addresses of a CLB": (
        balancer(kind="clb", controller="inTree", addresses={"private": ["10.0.0.9"]}),
        "a Classic Load Balancer has none",
    ),
    "Local of pods": (balancer(trafficPolicy="Local"), "no node passes anything on"),
    "a port of Cluster": (balancer(targets="instance", healthCheckNodePort=30000), "only with trafficPolicy Local"),
    "groups in-tree": (balancer(controller="inTree", securityGroups=["sg-01234567"]), "no security groups"),
    "client of nodes": (balancer(targets="instance", preserveClientIp=True), "trafficPolicy Local does it"),
    "ranges without a number": (
        {"expose": {"type": "NodePort", "sourceRanges": ["10.0.0.0/8"]}},
        "no number that the nodes could be opened at",
    ),
    "a name in-tree": (balancer(controller="inTree", name="web"), "the controller in EKS does not know it"),
    "shares of a headless one": (
        {"expose": {"type": "Headless", "trafficDistribution": "PreferSameZone"}},
        "nothing is shared out",
    ),
    "Local of a headless one": (
        {"expose": {"type": "Headless", "internalTrafficPolicy": "Local"}},
        "leave internalTrafficPolicy out",
    ),
    "a long silence": (balancer(kind="clb", controller="inTree", idleTimeoutSeconds=4001), "after 4000 s at most"),
    "a check of a name in-tree": (
        balancer(controller="inTree", healthCheck={"port": "http"}),
        "give http one in nodePorts",
    ),
    "a check of a port that nodes lack": (
        {
            "ports": {"http": 8080, "health": 8081},
            "expose": {
                "type": "LoadBalancer",
                "ports": {"http": 80},
                "loadBalancer": {"targets": "instance", "healthCheck": {"port": "health"}},
            },
        },
        "nodes have no port for health",
    ),
    "a tier that is none": (balancer(subnets="nowhere"), "there is no subnet tier"),
    "a job": ({"kind": "Job", "expose": {"type": "NodePort"}}, "nobody can call a Job"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_controller_makes_is_refused(name: str) -> None:
    service, message = REFUSED[name]
    with pytest.raises(InvalidPlatform) as raised:
        expose(service)
    assert any(re.search(re.escape(message), problem.message) for problem in raised.value.problems)


def test_load_balancers_of_services_are_drawn_and_take_addresses() -> None:
    given = base(patches()["service-nlb-ip"])
    found = calls(given)
    assert found.things[Thing("balancer", "mqtt")] == "mqtt: nlb, internet-facing"
    assert Call(Thing("balancer", "mqtt"), Thing("service", "mqtt"), "mqtts") in found.calls
    # One in public subnets; one for each of two in private ones.
    assert load_balancers(given) == {"public": 1, "private": 2}
    rows = {row.tier: row for row in grid.rows(given)}
    assert all("load balancer mqtt" in cell.inhabitants for cell in rows["public"].cells.values())
    outside = calls(base(patches()["service-external-name"]))
    assert Call(Thing("service", "billing"), Thing("network", "billing.example.com"), "") in outside.calls


def test_the_controller_gets_no_way_to_aws_where_nothing_needs_it() -> None:
    for name, needed in (("service-clb", False), ("service-nlb-in-tree", True), ("service-node-port", False)):
        root = document(terraform.files(base(patches()[name])))
        assert ("load-balancer-controller" in root["resource"]["aws_iam_role"]) is needed
