"""Which quota of vCPUs an instance type counts for.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-quotas.html
"""

import re
from collections import Counter
from typing import Literal, NamedTuple

from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.platform import Platform
from lint.account.instances import is_own, running
from lint.account.quotas import Quota
from lint.reader import Reader

Purchase = Literal["onDemand", "spot"]


class Family(NamedTuple):
    """A family of instances: its name in the quotas, and their codes; None where they cannot be had as spot."""

    name: str
    on_demand: str
    spot: str | None


STANDARD = Family("standard (A, C, D, H, I, M, R, T, Z)", "L-1216C47A", "L-34B43A08")
FAMILIES = {
    "dl": Family("DL", "L-6E869C2A", "L-85EED4F7"),
    "f": Family("F", "L-74FC7D96", "L-88CF9481"),
    "g": Family("G and VT", "L-DB2E81BA", "L-3819A6DF"),
    "hpc": Family("HPC", "L-F7808C92", None),
    "inf": Family("Inf", "L-1945791B", "L-B5D1601B"),
    "p": Family("P", "L-417A185B", "L-7212CCBC"),
    "trn": Family("Trn", "L-2C3B7624", "L-6B0D517C"),
    "u": Family("high memory", "L-43DA4232", None),
    "vt": Family("G and VT", "L-DB2E81BA", "L-3819A6DF"),
    "gr": Family("G and VT", "L-DB2E81BA", "L-3819A6DF"),
    "x": Family("X", "L-7295265B", "L-E3A00192"),
} | dict.fromkeys([*"acdhimrtz", "im", "is"], STANDARD)
"""By the letters that an instance type starts with."""


class Kind(NamedTuple):
    """What a quota counts: instances of a family that are bought in a way."""

    family: Family
    purchase: Purchase

    @property
    def quota(self) -> Quota | None:
        """The quota; None where there is none."""
        bought = "on-demand" if self.purchase == "onDemand" else "spot"
        code = self.family.on_demand if self.purchase == "onDemand" else self.family.spot
        return Quota("ec2", code, f"vCPUs of {bought} {self.family.name} instances") if code else None


def family(name: str) -> Family | None:
    """The family of an instance type; None of one that has quotas of another kind, such as Mac hosts."""
    letters = re.match("[a-z]+", name)
    return FAMILIES.get(letters[0]) if letters else None


def used(platform: Platform, aws: Reader) -> Counter[Kind]:
    """The vCPUs of all instances of the region that are not the cluster's."""
    found: Counter[Kind] = Counter()
    for instance in running(aws):
        lifecycle, known = instance.get("InstanceLifecycle"), family(instance["InstanceType"])
        if known is not None and lifecycle in {None, "spot"} and not is_own(platform, instance):
            found[Kind(known, "spot" if lifecycle else "onDemand")] += _vcpus(instance)
    return found


def _vcpus(instance: dict[str, object]) -> int:
    known = instance_type(str(instance["InstanceType"]))
    if known is not None:
        return known.vcpus
    options = instance.get("CpuOptions")
    return options["CoreCount"] * options["ThreadsPerCore"] if isinstance(options, dict) else 0
