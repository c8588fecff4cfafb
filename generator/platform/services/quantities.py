"""Kubernetes quantities as numbers.

https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
"""

from decimal import Decimal
from functools import lru_cache

FACTORS = {
    "Ki": 2**10,
    "Mi": 2**20,
    "Gi": 2**30,
    "Ti": 2**40,
    "k": 10**3,
    "M": 10**6,
    "G": 10**9,
    "T": 10**12,
}
MIB = FACTORS["Mi"]
GIB = FACTORS["Gi"]


@lru_cache(maxsize=1024)
def millicores(cpu: str) -> Decimal:
    """A CPU quantity such as 250m or 2, in thousandths of a CPU."""
    return Decimal(cpu[:-1]) if cpu.endswith("m") else Decimal(cpu) * 1000


@lru_cache(maxsize=1024)
def size(memory: str) -> Decimal:
    """A memory quantity such as 256Mi, in bytes."""
    unit = memory.lstrip("0123456789.")
    return Decimal(memory.removesuffix(unit)) * FACTORS.get(unit, 1)
