from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CNI-070", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html")
def strict_network_policy(platform: Platform) -> Iterator[Violation]:
    """Strict enforcement denies CoreDNS and Flux before a policy can let them work.

    In strict mode every new pod is closed until a policy is there for it. CoreDNS, metrics-server and Flux itself start
    before anything has applied policies for kube-system and flux-system: the add-on coredns never becomes active, and
    the first apply fails. Namespaces of services are closed by default in standard mode as well.

    Bad:

        cni: {networkPolicy: strict}

    Good:

        cni: {networkPolicy: standard}
    """
    if platform.cni.network_policy == "strict":
        message = "CoreDNS and Flux would start denied, before any policy for them exists; set standard"
        yield Violation(platform.cni, "network_policy", message)
