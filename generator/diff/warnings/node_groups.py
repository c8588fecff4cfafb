"""A node group under another name is another one, and Terraform waits for neither.

https://docs.aws.amazon.com/eks/latest/userguide/delete-managed-node-group.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that pods may find no node, where groups go in the step in which others come."""
    old, new = step.base.nodes.groups, step.head.nodes.groups
    gone, made = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
    if gone and made:
        yield (
            f"nodes.groups.{', '.join(gone)} {'goes' if len(gone) == 1 else 'go'} while {', '.join(made)} "
            f"{'is' if len(made) == 1 else 'are'} made: nothing waits for the new nodes, and pods may find no room; "
            f"add {', '.join(made)} first, and take {', '.join(gone)} out in a later commit"
        )
