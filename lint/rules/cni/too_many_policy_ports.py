from collections.abc import Iterator

from generator.platform.network.addresses import any_network
from generator.platform.types.connections import Destination
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

MOST = 24


@rule("CNI-042", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html")
def too_many_policy_ports(platform: Platform) -> Iterator[Violation]:
    """More ports to one network than a policy is enforced for.

    The policy agent holds at most 24 ports and protocols for a network; what is beyond them is not enforced as written.
    Several entries of connectsTo with the same network count together.

    Bad:

        services:
          web:
            connectsTo:
              one: {cidr: 10.9.0.0/24, ports: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]}
              other: {cidr: 10.9.0.0/24, ports: [21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35]}

    Good:

        services:
          web:
            connectsTo:
              one: {cidr: 10.9.0.0/24, ports: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]}
              other: {cidr: 10.9.0.0/24, ports: [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]}
    """
    for service in platform.services.values():
        ports: dict[str, set[tuple[int, str]]] = {}
        for name, target in service.connects_to.items():
            if not isinstance(target, Destination) or target.cidr is None:
                continue
            found = ports.setdefault(str(any_network(target.cidr)), set())
            before = len(found)
            found.update((port, target.protocol) for port in target.ports)
            if len(found) > MOST >= before:
                message = (
                    f"with it, {target.cidr} has {len(found)} ports, and a policy is enforced for {MOST}; name fewer"
                )
                yield Violation(service, ("connects_to", name), message)
