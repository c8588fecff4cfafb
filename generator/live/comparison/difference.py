"""A difference between file and account, in the words of the file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from generator.platform.types.node import Place

FOREIGN_TAGS = ("aws:", "kubernetes.io/cluster/", "karpenter.sh/")
"""Keys that others write: AWS itself, controllers, and EKS before 1.19 on what it found."""


class Drift(NamedTuple):
    """A place of platform.yaml, what it says, and what AWS has; None is what is not there.

    `about` names the thing in AWS where the place has several, or what of it differs.
    """

    place: Place
    declared: Any
    actual: Any
    about: str = ""


def differ(place: Place, declared: Any, actual: Any, about: str = "") -> Iterator[Drift]:
    """Yield the drift of a place, if there is one; in lists order has no meaning."""
    declared, actual = plain(declared), plain(actual)
    if declared != actual:
        yield Drift(place, declared, actual, about)


def plain(value: Any) -> Any:
    """A value as JSON has it, its lists sorted."""
    if isinstance(value, list | tuple | set | frozenset):
        return sorted((plain(item) for item in value), key=str)
    if isinstance(value, Mapping):
        return {key: plain(value[key]) for key in sorted(value)}
    return value


def differ_in_keys(
    place: Place, declared: Mapping[str, Any], actual: Mapping[str, Any], about: str = ""
) -> Iterator[Drift]:
    """Yield the drift of every key of a mapping, each at its own place."""
    for key in sorted({*declared, *actual}):
        yield from differ((*place, key), declared.get(key), actual.get(key), about)


def differ_in_tags(
    place: Place, common: Mapping[str, str], own: Mapping[str, str], actual: Mapping[str, str], about: str
) -> Iterator[Drift]:
    """Yield the drift of every tag: of those of all resources at `tags`, of a thing's own and others at `place`."""
    declared = {**common, **own}
    ours = {key: value for key, value in actual.items() if key in declared or not key.startswith(FOREIGN_TAGS)}
    for drift in differ_in_keys(place, declared, ours, about):
        key = drift.place[-1]
        yield drift._replace(place=("tags", key)) if key in common and key not in own else drift


def tags_of(listed: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Tags, as EC2 lists them, by key."""
    return {tag["Key"]: tag["Value"] for tag in listed}
