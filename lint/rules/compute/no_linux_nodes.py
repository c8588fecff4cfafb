from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-070", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html")
def no_linux_nodes(platform: Platform) -> Iterator[Violation]:
    """All nodes run Windows.

    CoreDNS, Flux and the controllers run on Linux alone. They would stay Pending, and nothing would ever be deployed.

    Bad:

        nodes: {groups: {general: {instanceTypes: [m7i.xlarge], ami: WINDOWS_CORE_2022_x86_64}}}

    Good:

        nodes:
          groups:
            windows:
              instanceTypes: [m7i.xlarge]
              ami: WINDOWS_CORE_2022_x86_64
              scaling: {min: 1, max: 2}
              subnets: private
    """
    if fleets(platform) and all(fleet.os == "windows" for fleet in fleets(platform)):
        message = "every group runs Windows, and CoreDNS and Flux need Linux; add a group of Linux nodes"
        yield Violation(platform.nodes, "groups", message)
