from collections.abc import Iterator

from generator.platform.nodes.ami import is_windows
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

OLD = ("c3.", "c4.", "d2.", "i2.", "m4.", "m6a.", "r3.")
EXCEPT = ("m4.16xlarge",)


@rule("CMP-073", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/launch-windows-workers.html")
def windows_instance_type(platform: Platform) -> Iterator[Violation]:
    """An instance type on which EKS does not run Windows pods.

    They are C3, C4, D2, I2, M4 (but for m4.16xlarge), M6a and R3.

    Bad:

        nodes: {groups: {general: {instanceTypes: [m6a.xlarge], ami: WINDOWS_CORE_2022_x86_64}}}

    Good:

        nodes: {groups: {general: {instanceTypes: [m6i.xlarge], ami: WINDOWS_CORE_2022_x86_64}}}
    """
    for group in platform.nodes.groups.values():
        for index, name in enumerate(group.instance_types):
            if is_windows(group.ami) and name.startswith(OLD) and name not in EXCEPT:
                message = f"EKS runs no Windows pods on {name}; use another type, such as of the families m6i and m7i"
                yield Violation(group, ("instance_types", index), message)
