"""Security groups of ours, and what the cluster's own lets in from networks."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.live.comparison.difference import Drift
from generator.live.comparison.network import CLUSTER_GROUP, group_label
from generator.live.comparison.world import World
from generator.platform.types.node import Place

Thing = dict[str, Any]
PEERS = {
    "cidr_ipv4": "CidrIpv4",
    "cidr_ipv6": "CidrIpv6",
    "prefix_list_id": "PrefixListId",
    "referenced_security_group_id": "ReferencedGroupInfo",
}
OF_CONTROLLERS = ("elbv2.k8s.aws/", "kubernetes.io/rule/")
"""How the AWS Load Balancer Controller and Kubernetes' own controller describe their rules."""
PLACES: dict[str, Place] = {
    CLUSTER_GROUP: ("cluster",),
    "control-plane": ("cluster", "endpoint", "privateCidrs"),
    "efs": ("addons", "aws-efs-csi-driver"),
    "endpoints": ("vpc", "endpoints"),
    "log-delivery": ("logging", "destinations", "openSearch"),
    "log-functions": ("logging", "destinations", "openSearch"),
    "open-search": ("logging", "destinations", "openSearch", "domain", "clientCidrs"),
}


def drifts(world: World) -> Iterator[Drift]:
    """Yield groups that are not there, groups that nobody declared, and rules one by one."""
    if world.network.vpc is None:
        return
    ids = {key: world.network.group_id(key) for key in [CLUSTER_GROUP, *world.declared.of("aws_security_group")]}
    for key, id in ids.items():
        if id is not None:
            yield from _rules(world, key, id)
        elif key != CLUSTER_GROUP:
            body = world.declared.of("aws_security_group")[key]
            yield Drift(_place(key), body["name"], None, "security group")
    for id, group in sorted(world.network.groups.items()):
        name = group["GroupName"]
        if name == "default" and world.declared.of("aws_default_security_group"):
            yield from _emptied(world, id)
        named = name.startswith(f"{world.platform.name}-") and not world.declared.mentions(name)
        if named and id not in ids.values():
            yield Drift(("vpc",), None, name, f"security group {id}")


def _place(key: str) -> Place:
    group = key.removeprefix("ssh-")
    return PLACES.get(key, ("nodes", "groups", group, "access", "ssh") if group != key else ())


def _emptied(world: World, id: str) -> Iterator[Drift]:
    """The VPC's default group, which Terraform leaves without rules."""
    for rule in _read(world, id):
        yield Drift(("vpc",), None, _shown(world, rule), f"rule of the default security group {id}")


def _read(world: World, id: str) -> list[Thing]:
    of_group = [{"Name": "group-id", "Values": [id]}]
    found: list[Thing] = world.aws.read("ec2", "describe_security_group_rules", Filters=of_group)["SecurityGroupRules"]
    return found


def _rules(world: World, key: str, id: str) -> Iterator[Drift]:
    """Rules that are not there, and those that nobody declared."""
    declared = set(_declared(world, key))
    found = {_shown(world, rule): rule for rule in _read(world, id)}
    about = f"rule of security group {key}"
    for shown in sorted(declared - found.keys()):
        yield Drift(_place(key), shown, None, about)
    for shown in sorted(found.keys() - declared):
        if key != CLUSTER_GROUP or _by_hand(found[shown]):
            yield Drift(_place(key), None, shown, about)


def _by_hand(rule: Thing) -> bool:
    """Whether a rule of the cluster's group lets networks in, and no controller made it. EKS lets everything out."""
    opened = bool(rule.get("CidrIpv4") or rule.get("CidrIpv6"))
    return opened and not rule["IsEgress"] and not rule.get("Description", "").startswith(OF_CONTROLLERS)


def _declared(world: World, key: str) -> Iterator[str]:
    for way in ("ingress", "egress"):
        for body in world.declared.of(f"aws_vpc_security_group_{way}_rule").values():
            if group_label(body["security_group_id"]) == key:
                peers = [body[argument] for argument in PEERS if argument in body]
                yield _said(way, body["ip_protocol"], body, [_peer(world, each) for each in peers])


def _peer(world: World, peer: str) -> str:
    if "prefix_list_id" in peer or peer.startswith("pl-"):
        return "a prefix list"
    if "/" in peer:
        return peer
    id = world.network.group_id(group_label(peer))
    return f"group {world.network.group_name(id) if id else group_label(peer)}"


def _shown(world: World, rule: Thing) -> str:
    way = "egress" if rule["IsEgress"] else "ingress"
    group = rule.get("ReferencedGroupInfo", {}).get("GroupId")
    peers = [rule[field] for field in ("CidrIpv4", "CidrIpv6", "PrefixListId") if rule.get(field)]
    ports = {"from_port": rule.get("FromPort"), "to_port": rule.get("ToPort")}
    return _said(way, rule["IpProtocol"], ports, [_peer(world, each) for each in [*peers, *filter(None, [group])]])


def _said(way: str, protocol: str, ports: Mapping[str, Any], peers: list[str]) -> str:
    """A rule in one line, such as `ingress tcp 443 10.0.0.0/16`."""
    if protocol == "-1":
        return " ".join((way, "all", *peers))
    first, last = ports["from_port"], ports["to_port"]
    return " ".join((way, protocol, str(first) if first == last else f"{first}-{last}", *peers))
