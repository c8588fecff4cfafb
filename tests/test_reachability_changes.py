"""Each answer of tests/test_reachability.py can be no: what is taken from a root, or turned in it, is noticed."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.reachability.exposure import open_to_others
from tests.reachability.requirements import SERVICES
from tests.reachability.root import UnknownError
from tests.test_reachability import GOLDEN, let_in, locked_out, misrouted, refused, rendered, world_of

Resources = dict[str, dict[str, Any]]
TAKEN = (
    "aws_internet_gateway",
    "aws_nat_gateway",
    "aws_route",
    "aws_route_table_association",
    "aws_vpc_endpoint",
    "aws_vpc_security_group_ingress_rule",
)
FOREIGN = "sg-00000000000000000"
OURS = [name for name, platform in GOLDEN.items() if not world_of(name).adopted]
"""Platforms with routes of their own."""


def noticed(name: str, document: dict[str, Any]) -> list[str]:
    """What is wrong with the root of a golden platform."""
    world = world_of(name, document)
    platform = GOLDEN[name]
    return [
        *refused(world),
        *misrouted(world, platform),
        *locked_out(world, platform),
        *open_to_others(world, let_in(platform)),
    ]


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("kind", TAKEN)
def test_nothing_can_be_taken_away(kind: str, name: str) -> None:
    for address in taken(name, kind):
        document = deepcopy(rendered(name))
        del document["resource"][kind][address]
        assert noticed(name, document), address


def taken(name: str, kind: str) -> list[str]:
    """The resources of a kind; endpoints only where there is no other way to the services."""
    found = list(rendered(name)["resource"].get(kind, {}))
    if kind != "aws_vpc_endpoint":
        return found
    needed = {service.replace(".", "-") for service in SERVICES if GOLDEN[name].vpc.nat == "none"}
    return [endpoint for endpoint in found if endpoint in needed]


def only(blocks: Resources, kind: str) -> dict[str, Any]:
    return next(iter(blocks[kind].values()))


def private_endpoint(blocks: Resources) -> None:
    only(blocks, "aws_eks_cluster")["vpc_config"]["endpoint_private_access"] = False


def groups_of_nodes(blocks: Resources) -> None:
    only(blocks, "aws_launch_template")["vpc_security_group_ids"] = [FOREIGN]


def groups_of_nodes_of_our_own(blocks: Resources) -> None:
    blocks["aws_launch_template"]["batch"]["vpc_security_group_ids"] = [FOREIGN]


def groups_of_pods(blocks: Resources) -> None:
    addon = blocks["aws_eks_addon"]["vpc-cni"]
    own = "${aws_eks_cluster.this.vpc_config[0].cluster_security_group_id}"
    addon["configuration_values"] = addon["configuration_values"].replace(own, FOREIGN)


def names(blocks: Resources) -> None:
    only(blocks, "aws_vpc")["enable_dns_support"] = False


def names_of_endpoints(blocks: Resources) -> None:
    blocks["aws_vpc_endpoint"]["sts"]["private_dns_enabled"] = False


def groups_of_endpoints(blocks: Resources) -> None:
    blocks["aws_vpc_endpoint"]["sts"]["security_group_ids"] = [FOREIGN]


def tables_of_endpoints(blocks: Resources) -> None:
    blocks["aws_vpc_endpoint"]["s3"]["route_table_ids"].clear()


def port_of_endpoints(blocks: Resources) -> None:
    for rule in blocks["aws_vpc_security_group_ingress_rule"].values():
        rule |= {"from_port": 80, "to_port": 80}


def networks_of_endpoints(blocks: Resources) -> None:
    for rule in blocks["aws_vpc_security_group_ingress_rule"].values():
        rule["cidr_ipv4"] = "10.0.0.0/21"


def open_rule(blocks: Resources) -> None:
    rule = {"security_group_id": "sg-1", "ip_protocol": "-1", "cidr_ipv4": "0.0.0.0/0"}
    blocks.setdefault("aws_vpc_security_group_ingress_rule", {})["open"] = rule


def open_rule_of_six(blocks: Resources) -> None:
    rule = {"security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_ipv6": "::/0"}
    blocks.setdefault("aws_vpc_security_group_ingress_rule", {})["open"] = rule


def way_out_of_isolation(blocks: Resources) -> None:
    blocks["aws_route"]["isolated"] = {
        "route_table_id": "${aws_route_table.isolated.id}",
        "destination_cidr_block": "0.0.0.0/0",
        "gateway_id": "${aws_internet_gateway.this.id}",
    }


def nat_without_a_way_out(blocks: Resources) -> None:
    for gateway in blocks["aws_nat_gateway"].values():
        gateway["subnet_id"] = "${aws_subnet.private-a.id}"


def group_of_the_domain(blocks: Resources) -> None:
    only(blocks, "aws_opensearch_domain")["vpc_options"]["security_group_ids"] = [FOREIGN]


def way_to_the_dead_letters(blocks: Resources) -> None:
    del blocks["aws_vpc_security_group_egress_rule"]["functions-s3"]


CHANGES: dict[Callable[[Resources], None], tuple[str, str]] = {
    private_endpoint: ("smallest", "reaches the API: the public endpoint is not open"),
    groups_of_nodes: (
        "smallest",
        "in aws_subnet.private-a lets tcp 10250 in from aws_eks_cluster.this",
    ),
    groups_of_nodes_of_our_own: ("nodes-self-managed", "node of batch in aws_subnet.private-a lets tcp 10250 in"),
    groups_of_pods: (
        "cni-secondary-custom",
        "in aws_subnet.pods-a of node of general in aws_subnet.private-a lets udp 53 in",
    ),
    names: ("smallest", "reaches the API: the VPC resolves no names"),
    names_of_endpoints: ("private", "reaches the service sts: no route of IPv4 leads out"),
    groups_of_endpoints: ("private", "reaches the service sts: no security group of aws_vpc_endpoint.sts"),
    tables_of_endpoints: ("private", "reaches the service s3: no route of IPv4 leads out"),
    port_of_endpoints: ("private", "reaches the service ecr.api: no security group"),
    networks_of_endpoints: ("private", "reaches the service ec2: no security group"),
    group_of_the_domain: (
        "logging-subscription",
        "log-forwarder in aws_subnet.data-a reaches aws_opensearch_domain.logs in aws_subnet.data-a at",
    ),
    way_to_the_dead_letters: (
        "logging-subscription",
        "aws_lambda_function.log-forwarder in aws_subnet.data-a reaches the service s3",
    ),
    open_rule: ("smallest", "sg-1 is open to 0.0.0.0/0"),
    open_rule_of_six: ("smallest", "sg-1 is open to ::/0"),
    way_out_of_isolation: ("smallest", "aws_subnet.control-a leads elsewhere"),
    nat_without_a_way_out: ("smallest", "aws_subnet.private-a leads elsewhere"),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_can_be_changed(change: Callable[[Resources], None]) -> None:
    name, sentence = CHANGES[change]
    document = deepcopy(rendered(name))
    change(document["resource"])
    assert sentence in "\n".join(noticed(name, document))


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("aws_network_acl", {}),
        ("aws_security_group", {"vpc_id": "vpc-1", "ingress": []}),
        ("aws_route", {"route_table_id": "rtb-1", "destination_cidr_block": "0.0.0.0/0", "gateway_id": "${local.way}"}),
    ],
)
def test_what_is_not_known_is_no_answer(kind: str, body: dict[str, Any]) -> None:
    document = deepcopy(rendered("smallest"))
    document["resource"].setdefault(kind, {})["unknown"] = body
    with pytest.raises(UnknownError):
        world_of("smallest", document)
