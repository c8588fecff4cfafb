"""What is said to be reachable is what is rendered: network policies and security groups, of every golden platform."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from generator.diff.reachability import network_policies, security_groups
from generator.diff.reachability.api_endpoint import ways as api_ways
from generator.platform.services.containers import pod_ports
from generator.platform.types.platform import Platform
from generator.render import render
from generator.render.files import Files
from tests.platforms import golden

GOLDEN = {name: platform for name, platform in golden().items() if platform.cni.network_policy != "off"}
NAME = "app.kubernetes.io/name"


@cache
def files(name: str) -> Files:
    return render(GOLDEN[name])


def policies(name: str) -> Iterator[dict[str, Any]]:
    """The rendered NetworkPolicy of each service."""
    for path, content in files(name).items():
        if path.startswith("kubernetes/apps/") and path.endswith("network-policy.yaml"):
            yield yaml.safe_load(content)


def rendered_calls(name: str) -> set[tuple[str, int, str]]:
    """Who is let in by services' policies, of services: callee, number of the port, caller."""
    return {
        (policy["metadata"]["name"], port["port"], peer["podSelector"]["matchLabels"][NAME])
        for policy in policies(name)
        for rule in policy["spec"]["ingress"]
        for peer in rule["from"]
        if peer.get("podSelector", {}).get("matchLabels", {}).get(NAME) in GOLDEN[name].services
        for port in rule["ports"]
    }


def said_calls(platform: Platform) -> set[tuple[str, int, str]]:
    found = set()
    for gate, peer in network_policies.ways(platform):
        callee, _, port = gate.of.partition("/")[2].partition(" at ")
        caller = peer.partition("/")[2]
        if not gate.outward and callee in platform.services and caller in platform.services:
            found.add((callee, pod_ports(platform.services[callee])[port].port, caller))
    return found


def rendered_rules(name: str) -> set[str]:
    """The networks that rules of security groups let in, but for the VPC's own, which VPC endpoints let in."""
    platform = GOLDEN[name]
    own = {platform.vpc.cidr, *platform.vpc.secondary_cidrs}
    return {
        rule["cidr_ipv4"]
        for path, content in files(name).items()
        if path.startswith("terraform/") and path.endswith(".tf.json")
        for rule in json.loads(content).get("resource", {}).get("aws_vpc_security_group_ingress_rule", {}).values()
        if not rule.get("cidr_ipv4", "${").startswith("${") and rule["cidr_ipv4"] not in own
    }


@pytest.mark.parametrize("name", GOLDEN)
def test_policies_are_as_rendered(name: str) -> None:
    assert said_calls(GOLDEN[name]) == rendered_calls(name)


def test_calls_are_seen() -> None:
    assert sum(len(rendered_calls(name)) for name in GOLDEN) > 20


def test_rules_of_security_groups_are_told() -> None:
    seen = set()
    for name, platform in GOLDEN.items():
        told = {peer for ways in (security_groups.ways, api_ways) for _, peer in ways(platform)}
        assert rendered_rules(name) <= told, name
        seen |= rendered_rules(name)
    assert len(seen) > 3
