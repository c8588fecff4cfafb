"""What access entries allow, in whichever form it is written."""

from generator.platform.types.access import AccessEntry
from generator.platform.types.platform import Platform


def granted(entry: AccessEntry) -> dict[str, tuple[str, ...]]:
    """The access policies of an entry, each with its namespaces; none: in the whole cluster."""
    short: dict[str, tuple[str, ...]] = {} if entry.policy is None else {entry.policy: entry.namespaces}
    return {**short, **{policy: scope.namespaces for policy, scope in entry.policies.items()}}


def administrators(platform: Platform) -> list[str]:
    """The entries that have ClusterAdmin in the whole cluster."""
    entries = platform.cluster.access.items()
    return sorted(name for name, entry in entries if granted(entry).get("ClusterAdmin") == ())
