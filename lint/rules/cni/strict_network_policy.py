from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-070", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html")
def strict_network_policy(platform: Platform) -> Iterator[Violation]:
    """A new cluster cannot start with strict enforcement of network policies.

    In strict mode a pod that no policy selects may talk to nobody, not even answer its kubelet. CoreDNS is such a pod
    while the cluster is made: the first Terraform root waits until its add-on is active, policies come with Flux, and
    Flux comes after that root. So the first apply ends in a timeout.

    A cluster that runs can be made strict. Its policies are rendered in standard mode too: for CoreDNS, the other
    add-ons, the controllers, Flux and every service. Apply it with standard; when Flux has applied
    infrastructure-controllers and all services, set strict and allow this finding with that reason. Pods of your own
    that are not in this file need policies of their own before that.

    Bad:

        cni: {networkPolicy: strict}

    Good:

        cni: {networkPolicy: standard}
    """
    if platform.cni.network_policy == "strict":
        message = (
            "a new cluster cannot start strict: CoreDNS waits for a policy of Flux; begin with standard, then allow"
        )
        yield Violation(platform.cni, "network_policy", f"{message} this", Fix("standard"))
