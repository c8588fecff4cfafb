"""EKS Auto Mode: whether it is on, and what it then does itself."""

from functools import cache
from pathlib import Path

import msgspec

from generator.platform.nodes.instance_types import InstanceType
from generator.platform.types.auto_mode import AutoMode
from generator.platform.types.auto_mode_pool import AutoModePool
from generator.platform.types.platform import Platform

DATA = Path(__file__).parents[1] / "data" / "auto_mode_families.json"


def auto_mode(platform: Platform) -> AutoMode | None:
    """Auto Mode, where it is on."""
    given = platform.nodes.auto_mode
    return given if given is not None and given.enabled else None


def auto_pools(platform: Platform) -> dict[str, AutoModePool]:
    """Our own pools by name, sorted."""
    mode = auto_mode(platform)
    return dict(sorted(mode.pools.items())) if mode else {}


def makes(name: str, type_: InstanceType) -> bool:
    """Whether Auto Mode makes instances of a type.

    https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html
    """
    family, _, of_size = name.partition(".")
    return family in families() and type_.vcpus > 1 and of_size not in {"nano", "micro", "small"}


@cache
def families() -> frozenset[str]:
    """The instance families that Auto Mode supports, from the dated file data/auto_mode_families.json."""
    table = msgspec.json.decode(DATA.read_bytes())
    return frozenset(table["families"])
