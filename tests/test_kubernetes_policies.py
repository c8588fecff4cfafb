"""Who may talk to whom: judged from the rendered network policies alone."""

from ipaddress import IPv4Network

from generator.platform.services.containers import pod_ports
from generator.platform.types.platform import Platform
from tests.manifests import (
    PLATFORMS,
    Object,
    every_platform,
    named,
    objects,
    of_kind,
)

METADATA = IPv4Network("169.254.169.254/32")


def allowed(policies: list[Object], direction: str, pod: tuple[str, str], other: tuple[str, str], port: int) -> bool:
    """Whether a pod's policies let it reach, or be reached by, another: at least one that selects it must say so."""
    side = {"Ingress": "from", "Egress": "to"}[direction]
    labels = {"app.kubernetes.io/name": pod[1]}
    rules = [
        rule
        for policy in policies
        if policy["metadata"]["namespace"] == pod[0]
        and direction in policy["spec"]["policyTypes"]
        and policy["spec"]["podSelector"].get("matchLabels", labels) == labels
        for rule in policy["spec"].get(direction.lower(), [])
    ]
    peer = {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": other[0]}},
        "podSelector": {"matchLabels": {"app.kubernetes.io/name": other[1]}},
    }
    return any(peer in rule[side] and {"port": port, "protocol": "TCP"} in rule["ports"] for rule in rules)


@every_platform
def test_pods_reach_each_other_exactly_where_a_service_connects_to_another(anything: Platform) -> None:
    policies = of_kind(objects(anything), "NetworkPolicy")
    pods = {name: (service.namespace, name) for name, service in anything.services.items()}
    for caller, service in anything.services.items():
        for callee, target in anything.services.items():
            for port, spec in pod_ports(target).items():
                number = spec.port
                both = allowed(policies, "Egress", pods[caller], pods[callee], number) and allowed(
                    policies, "Ingress", pods[callee], pods[caller], number
                )
                either = allowed(policies, "Egress", pods[caller], pods[callee], number) or allowed(
                    policies, "Ingress", pods[callee], pods[caller], number
                )
                assert both == either == (service.connects_to.get(callee) == port), (caller, callee, port)


@every_platform
def test_every_namespace_with_services_denies_all_but_dns(anything: Platform) -> None:
    items = objects(anything)
    for name in {service.namespace for service in anything.services.values()}:
        whole = [
            policy["spec"]
            for policy in of_kind(items, "NetworkPolicy")
            if policy["metadata"]["namespace"] == name and policy["spec"]["podSelector"] == {}
        ]
        assert {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]} in whole
        (dns,) = (spec for spec in whole if "egress" in spec)
        (rule,) = dns["egress"]
        assert {(port["port"], port["protocol"]) for port in rule["ports"]} == {(53, "UDP"), (53, "TCP")}
        assert rule["to"][0]["podSelector"] == {"matchLabels": {"k8s-app": "kube-dns"}}


@every_platform
def test_no_rule_is_without_peers_or_ports(anything: Platform) -> None:
    """Kubernetes takes an empty list for everybody."""
    for policy in of_kind(objects(anything), "NetworkPolicy"):
        for direction, side in (("ingress", "from"), ("egress", "to")):
            for rule in policy["spec"].get(direction, []):
                assert rule[side]
                assert rule["ports"]


def test_no_block_lets_a_pod_reach_the_metadata_service_unasked() -> None:
    blocks = [
        (policy["metadata"]["name"], peer["ipBlock"])
        for policy in of_kind(objects(PLATFORMS["wide"]), "NetworkPolicy")
        for rule in policy["spec"].get("egress", [])
        for peer in rule["to"]
        if "ipBlock" in peer
    ]
    assert ("api", {"cidr": "0.0.0.0/0", "except": ["169.254.169.254/32"]}) in blocks
    assert ("store", {"cidr": "10.9.0.0/16"}) in blocks, "bits below the prefix are not the network's"
    for name, block in blocks:
        if METADATA.subnet_of(IPv4Network(block["cidr"])):
            assert block.get("except") == [str(METADATA)] or (name, block["cidr"]) == ("api", str(METADATA))


@every_platform
def test_a_pod_reaches_the_pod_identity_agent_where_it_has_a_role(anything: Platform) -> None:
    address = "fd00:ec2::23/128" if anything.cluster.ip_family == "ipv6" else "169.254.170.23/32"
    agent = {"to": [{"ipBlock": {"cidr": address}}], "ports": [{"port": 80, "protocol": "TCP"}]}
    for name, service in anything.services.items():
        policy = named(objects(anything), "NetworkPolicy", name)
        assert (agent in policy["spec"]["egress"]) == (service.iam is not None)


def test_load_balancers_reach_the_routed_ports_and_those_of_health_checks() -> None:
    policy = named(objects(PLATFORMS["wide"]), "NetworkPolicy", "api")
    reached: dict[int, set[str]] = {}
    for rule in policy["spec"]["ingress"]:
        blocks = {peer["ipBlock"]["cidr"] for peer in rule["from"] if "ipBlock" in peer}
        reached[rule["ports"][0]["port"]] = blocks
    public = {f"10.0.{third}.0/24" for third in (128, 129, 130)}
    private = {f"10.0.{third}.0/20" for third in (0, 16, 32)}
    assert reached == {8080: public | private, 9000: public, 8081: public | private}
