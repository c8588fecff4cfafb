"""Who is let in by security groups: at ports of the nodes, by SSH, to the log domain, and around pods of their own."""

from collections.abc import Iterator

from generator.diff.reachability.way import Gate, Way, pods
from generator.platform.logs.open_search import open_search
from generator.platform.nodes.ami import is_windows
from generator.platform.services.node_ports import let_in
from generator.platform.types.platform import Platform

_DOOR = "security group"


def ways(platform: Platform) -> Iterator[Way]:
    """Every rule that platform.yaml asks for."""
    for each in let_in(platform):
        of = f"{pods(platform, each.service)} at {each.protocol} {each.number} of every node"
        yield Way(Gate(of, _DOOR), each.cidr)
    yield from _ssh(platform)
    search = open_search(platform)
    for cidr in search.domain.client_cidrs if search else ():
        yield Way(Gate("the OpenSearch domain at TCP 443", _DOOR), cidr)
    for name, service in platform.services.items():
        for group in service.security_groups if platform.cni.security_groups_for_pods != "off" else ():
            yield Way(Gate(pods(platform, name), "security groups of pods"), f"what {group} lets in")


def _ssh(platform: Platform) -> Iterator[Way]:
    for name, group in sorted(platform.nodes.groups.items()):
        for source in group.access.ssh.source_security_groups if group.access.ssh else ():
            what = "RDP" if is_windows(group.ami) else "SSH"
            yield Way(Gate(f"nodes of {name} by {what}", _DOOR), f"members of {source}")
