"""What not every version of Terraform's provider that is allowed has: it would be refused, or worse, passed over."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from generator.platform.cluster.constraint import whole_range_has
from generator.platform.nodes.groups import told_all
from generator.platform.services.pod_roles import mechanism_of
from generator.platform.types.launch import Repair
from generator.platform.types.node import Node
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


class Need(NamedTuple):
    """The release of hashicorp/aws that a field needs, of which mappings, and for which of its values.

    `chosen` says whether the field is one of a few words, so that another may do.
    """

    since: tuple[int, int]
    nodes: Callable[[Platform], Iterable[Node | None]]
    field: str
    when: Callable[[Any], bool] = lambda value: value is not None
    chosen: bool = True


def _cluster(platform: Platform) -> Iterable[Node]:
    return (platform.cluster,)


def _managed(platform: Platform) -> Iterable[NodeGroup]:
    return (group for group in platform.nodes.groups.values() if group.managed)


def _updates(platform: Platform) -> Iterable[Node]:
    return (group.update for group in _managed(platform))


def _on_amazons_images(platform: Platform) -> Iterable[Node]:
    return (group for group in platform.nodes.groups.values() if not told_all(group))


def _by_pod_identity(platform: Platform) -> Iterable[Node]:
    return (role for role in platform.iam.roles.values() if mechanism_of(platform, role) == "podIdentity")


NEEDS = (
    Need((6, 2), _by_pod_identity, "target", chosen=False),
    Need((6, 25), _cluster, "scaling_tier"),
    Need((6, 25), _managed, "repair", lambda repair: isinstance(repair, Repair)),
    Need((6, 28), _updates, "strategy", lambda strategy: strategy == "minimal"),
    Need((6, 35), _on_amazons_images, "ami", lambda ami: ami.endswith(("_NVIDIA_FIPS", "_2025_x86_64"))),
    Need((6, 52), _cluster, "egress_mode"),
    Need((6, 60), _cluster, "scaling_tier", lambda tier: tier == "tier-8xl"),
    Need((6, 60), _cluster, "api_server"),
    Need((6, 60), _cluster, "scheduler"),
    Need((6, 60), _cluster, "controller_manager"),
)
"""Releases that are known to have it; of a value that the provider checks, one younger than the value itself.
https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md"""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every field that needs a newer provider than the oldest that is allowed; each once, with all it needs."""
    lacking: dict[tuple[int, str], tuple[Node, Need]] = {}
    for need in NEEDS:
        if whole_range_has(platform.terraform.provider_version, need.since):
            continue
        for node in need.nodes(platform):
            if node is not None and need.when(getattr(node, need.field)):
                lacking[id(node), need.field] = node, need
    for node, need in lacking.values():
        wanted = f'terraform.providerVersion ">= {need.since[0]}.{need.since[1]}"'
        value = getattr(node, need.field)
        what, else_ = (
            (value, "choose another")
            if isinstance(value, str) and need.chosen
            else (node.key(need.field), "take it out")
        )
        yield Violation(node, need.field, f"{what} needs {wanted}; raise it, or {else_}")
