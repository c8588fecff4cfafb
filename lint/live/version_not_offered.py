from collections.abc import Iterator

from generator.platform.cluster.versions import minor
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.cluster import versions_on_offer
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-006", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html")
def version_not_offered(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A Kubernetes version that EKS does not offer in this region today.

    `lint` knows the calendar of the day that this groundplan was made; EKS knows its own.
    """
    offered = sorted(versions_on_offer(aws), key=minor)
    for node, version in _versions(platform):
        if version not in offered:
            message = f"EKS does not offer {version} in {platform.region}; it offers {', '.join(offered)}"
            yield Violation(node, "version", message)


def _versions(platform: Platform) -> Iterator[tuple[Node, str]]:
    yield platform.cluster, platform.cluster.version
    yield from ((group, group.version) for group in platform.nodes.groups.values() if group.version)
