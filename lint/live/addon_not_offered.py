from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.addons import declared
from lint.account.cluster import addons_on_offer, newest_addon
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-008", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/updating-an-add-on.html")
def addon_not_offered(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """An add-on, or the version of one, that EKS does not offer for the cluster's Kubernetes version.

    The versions of each add-on differ by Kubernetes version, and old ones are withdrawn: what applied last year fails
    for a new cluster. `groundplan live pin` writes those that are on offer.
    """
    version = platform.cluster.version
    offered = addons_on_offer(aws, version)
    for attribute, name, addon in declared(platform):
        if name not in offered:
            message = f"EKS does not offer {name} for Kubernetes {version} in {platform.region}; leave it out"
            yield Violation(platform.addons, attribute, message)
        elif addon.version is not None and addon.version not in offered[name]:
            newest = newest_addon(aws, version, name)
            message = f"EKS does not offer {addon.version} for Kubernetes {version}; the newest is {newest}"
            yield Violation(platform.addons, (attribute, "version"), message)
