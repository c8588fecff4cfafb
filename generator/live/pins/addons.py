"""Versions of EKS add-ons: the newest for the cluster's Kubernetes version."""

from collections.abc import Iterator

from generator.live.pin import Pin
from generator.platform.types.platform import Platform
from lint.account.addons import declared
from lint.account.cluster import newest_addon
from lint.reader import Reader


def pins(platform: Platform, aws: Reader) -> Iterator[Pin]:
    """Every add-on that is made."""
    for _, name, addon in declared(platform):
        newest = newest_addon(aws, platform.cluster.version, name)
        if newest is not None:
            yield Pin(("addons", name, "version"), newest, addon.version)
