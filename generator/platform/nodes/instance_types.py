"""EC2 instance types: what the arithmetic of pods and addresses needs to know of each."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

DATA = Path(__file__).parents[1] / "data" / "instance_types.json"


class InstanceType(Struct, frozen=True, rename="camel"):
    """One type, as EC2's DescribeInstanceTypes has it; interfaces are those of the default network card.

    `hypervisor` is "nitro", "xen", or anything else for bare metal; `accelerator` is "nvidia", "neuron", or none that
    an EKS image has drivers for. `branch_enis` is how many pods can have security groups of their own, each with a
    branch network interface; 0 where the type can have no trunk for them.
    """

    vcpus: int
    memory_mib: int
    max_enis: int
    ipv4_per_eni: int
    hypervisor: str
    architectures: tuple[str, ...]
    accelerator: str | None = None
    branch_enis: int = 0


class _Table(Struct, frozen=True, rename="camel"):
    as_of: str
    source: str
    types: dict[str, InstanceType]


def instance_type(name: str) -> InstanceType | None:
    """What is known of a type; None for one that is not in the table."""
    return _table().types.get(name)


def known_types(names: Iterable[str]) -> list[InstanceType]:
    """What is known of several types, without those that are not in the table."""
    return [type_ for type_ in map(instance_type, names) if type_]


def instance_types() -> dict[str, InstanceType]:
    """Every type that is known, by name."""
    return _table().types


def table_date() -> str:
    """The day of the table, YYYY-MM-DD."""
    return _table().as_of


@cache
def _table() -> _Table:
    return msgspec.json.decode(DATA.read_bytes(), type=_Table)
