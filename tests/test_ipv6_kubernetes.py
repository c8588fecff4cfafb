"""What Flux applies to an IPv6 cluster: load balancers, network policies, the log collector."""

import yaml

from generator.platform.network.addresses import tier_subnets
from generator.platform.types.platform import Platform
from generator.render import bootstrap, kubernetes
from tests.manifests import Object, objects, of_kind
from tests.platforms import base, golden
from tests.terraform_root import document

GOLDEN = golden()
PREFIXES = {"mode": "prefixDelegation"}


def manifests(platform: Platform, kind: str) -> dict[str, Object]:
    """Objects as they lie in Git, by name: with the names of what Flux substitutes."""
    texts = (text.decode() for path, text in kubernetes.files(platform).items() if "kustomization" not in path)
    return {item["metadata"]["name"]: item for item in map(yaml.safe_load, texts) if item["kind"] == kind}


def blocks(platform: Platform, *tiers: str) -> set[str]:
    """The variables of the IPv6 blocks of tiers."""
    names = (subnet.name for tier in tiers for subnet in tier_subnets(platform, tier))
    return {f"${{IPV6_{name.upper().replace('-', '_')}}}" for name in names}


def networks(rules: list[Object], port: int) -> list[Object]:
    """What rules for a port let in or out, by address."""
    found = (rule for rule in rules if {"port": port, "protocol": "TCP"} in rule["ports"])
    return [peer["ipBlock"] for rule in found for peer in rule.get("from") or rule["to"] if "ipBlock" in peer]


def test_load_balancers_have_both_families() -> None:
    found = manifests(GOLDEN["ipv6"], "IngressClassParams")
    types = {name: item["spec"].get("ipAddressType") for name, item in found.items()}
    assert types == {"public": "dualstack", "internal": "dualstack-without-public-ipv4"}
    (params,) = manifests(GOLDEN["dual-stack"], "IngressClassParams").values()
    assert params["spec"]["ipAddressType"] == "dualstack"
    for params in of_kind(objects(GOLDEN["example-production"]), "IngressClassParams"):
        assert "ipAddressType" not in params["spec"]


def test_load_balancers_come_from_their_subnets_blocks() -> None:
    platform = GOLDEN["ipv6"]
    rules = manifests(platform, "NetworkPolicy")["web"]["spec"]["ingress"]
    assert {each["cidr"] for each in networks(rules, 8080)} == blocks(platform, "public", "private")


def test_an_ipv4_cluster_has_its_policies_in_ipv4() -> None:
    platform = GOLDEN["dual-stack"]
    rules = manifests(platform, "NetworkPolicy")["web"]["spec"]["ingress"]
    assert {each["cidr"] for each in networks(rules, 8080)} == {f"10.0.{third}.0/24" for third in (128, 129, 130)}


def test_the_metadata_service_is_out_of_reach_by_both() -> None:
    cidrs = {"four": "0.0.0.0/0", "self": "fd00:ec2::254/128", "six": "::/0"}
    called = {name: {"cidr": cidr, "ports": [80]} for name, cidr in cidrs.items()}
    service = {"namespace": "a", "image": "public.ecr.aws/x/y:1", "connectsTo": called}
    platform = base({"cluster": {"ipFamily": "ipv6"}, "cni": PREFIXES, "services": {"web": service}})
    assert networks(manifests(platform, "NetworkPolicy")["web"]["spec"]["egress"], 80) == [
        {"cidr": "0.0.0.0/0", "except": ["169.254.169.254/32"]},
        {"cidr": "fd00:ec2::254/128"},
        {"cidr": "::/0", "except": ["fd00:ec2::254/128"]},
    ]


def test_the_log_collector_listens_and_calls_by_ipv6() -> None:
    platform = GOLDEN["ipv6"]
    config = manifests(platform, "ConfigMap")["fluent-bit"]["data"]["fluent-bit.conf"]
    listens = [line.split()[1] for line in config.splitlines() if line.split()[:1] == ["HTTP_Listen"]]
    assert listens == ["::"]
    egress = manifests(platform, "NetworkPolicy")["fluent-bit"]["spec"]["egress"]
    assert {each["cidr"] for each in networks(egress, 10250)} == blocks(platform, "private")
    assert {each["cidr"] for each in networks(egress, 443)} == {"0.0.0.0/0", "::/0"}
    assert {each["cidr"] for each in networks(egress, 80)} == {"fd00:ec2::23/128"}


def test_dns_of_auto_mode_has_an_address_that_eks_has_chosen() -> None:
    platform = GOLDEN["ipv6-auto-mode"]
    (rule,) = manifests(platform, "NetworkPolicy")["allow-dns"]["spec"]["egress"]
    assert {"ipBlock": {"cidr": "${CLUSTER_DNS}"}} in rule["to"]
    known = document(bootstrap.files(platform))["resource"]["kubernetes_config_map_v1"]["flux-runtime-info"]["data"]
    chosen = "data.aws_eks_cluster.this.kubernetes_network_config[0].service_ipv6_cidr"
    assert known["CLUSTER_DNS"] == f"${{cidrhost({chosen}, 10)}}/128"
