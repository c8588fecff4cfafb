"""What the instance types of a Karpenter pool may be."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.container import Memory
from generator.platform.types.node import Node, says, text
from generator.platform.types.node_group import InstanceType

Category = Annotated[str, text(r"[a-z]{1,5}", "an instance category", "m")]
Family = Annotated[str, text(r"[a-z][a-z0-9-]*[0-9][a-z0-9-]*", "an instance family", "m7g")]
Size = Annotated[str, text(r"[a-z0-9-]+", "an instance size", "xlarge")]
Generation = Annotated[int, Meta(ge=1, le=99)]
Cpus = Annotated[int, Meta(ge=1, le=2000)]


class GenerationRange(Node, frozen=True):
    """Generations of instance types: 7 is that of m7g."""

    min: Annotated[Generation | None, says("The oldest.")] = None
    max: Annotated[Generation | None, says("The newest.")] = None


class CpuRange(Node, frozen=True):
    """vCPUs of a node."""

    min: Annotated[Cpus | None, says("The fewest.")] = None
    max: Annotated[Cpus | None, says("The most.")] = None


class MemoryRange(Node, frozen=True):
    """Memory of a node, as EC2 counts it."""

    min: Annotated[Memory | None, says("The least.")] = None
    max: Annotated[Memory | None, says("The most.")] = None


class Exclude(Node, frozen=True):
    """Instance types that are never used."""

    instance_categories: Annotated[tuple[Category, ...], says("Such as t.")] = ()
    instance_families: Annotated[tuple[Family, ...], says("Such as c6g.")] = ()
    instance_types: Annotated[tuple[InstanceType, ...], says("Such as m7g.metal.")] = ()
    instance_sizes: Annotated[tuple[Size, ...], says("Such as metal.")] = ()
