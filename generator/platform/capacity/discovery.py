"""Pods that may lie in several subnets of their zone: the node's own, and those that the CNI discovers.

The CNI makes each further network interface in the subnet with the most free addresses, so all of them run out
together: together they must have room, and each is filled in proportion to the room that it has.
https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md (ENABLE_SUBNET_DISCOVERY)
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator.platform.nodes.max_pods import PREFIX

if TYPE_CHECKING:
    from fractions import Fraction


class Taken(NamedTuple):
    """Addresses for pods, and what they consist of: whole prefixes, interfaces' own, those in use by pods."""

    pods: int
    prefixes: int
    interfaces: int
    assigned: int


def split(taken: Taken, rooms: Sequence[int]) -> list[Taken]:
    """The part of each of several subnets, given the addresses left in each; rounded up, so never too few in all."""
    from fractions import Fraction

    left = [max(room, 0) for room in rooms]
    whole = sum(left)
    shares = [Fraction(room, whole) for room in left] if whole else [Fraction(1), *(Fraction(0) for _ in left[1:])]
    return [_part(taken, share) for share in shares]


def _part(taken: Taken, share: "Fraction") -> Taken:
    prefixes = _up(taken.prefixes * share)
    pods = PREFIX * prefixes + _up((taken.pods - PREFIX * taken.prefixes) * share)
    interfaces = min(_up(taken.interfaces * share), pods)
    return Taken(pods, prefixes, interfaces, min(_up(taken.assigned * share), pods - interfaces))


def _up(number: "Fraction") -> int:
    return -(-number.numerator // number.denominator)
