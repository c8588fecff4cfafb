from collections.abc import Iterator

from generator.platform.nodes.instance_types import instance_type, table_date
from generator.platform.nodes.node_pool import groups_and_pools
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CMP-010", WARNING, "https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html")
def unknown_instance_type(platform: Platform) -> Iterator[Violation]:
    """An instance type that we do not know.

    It is mistyped, or newer than our table. Nothing can be said of the pods and addresses of its nodes.

    Bad:

        nodes: {groups: {general: {instanceTypes: [m7g.xlarj]}}}

    Good:

        nodes: {groups: {general: {instanceTypes: [m7g.xlarge]}}}
    """
    for _, group in groups_and_pools(platform):
        for index, name in enumerate(group.instance_types):
            if instance_type(name) is None:
                message = f"{name} is not in our table of {table_date()}; see that EC2 has it in {platform.region}"
                yield Violation(group, ("instance_types", index), message)
