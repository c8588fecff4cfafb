"""Who trusts a role trusts the one that was there then, not one that is made later under its name.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
"""

from collections.abc import Iterator

from generator.diff.change import Action
from generator.diff.transition import Transition

_TYPE = "aws_iam_role.pods-"


def warn(step: Transition) -> Iterator[str]:
    """Say which roles of pods are made anew, or may have got another name."""
    anew, gone, made = (
        sorted(name.removeprefix(_TYPE) for name in step.names(action) if name.startswith(_TYPE))
        for action in (Action.REPLACE, Action.DESTROY, Action.CREATE)
    )
    then = "policies elsewhere that name it (of buckets, keys, queues, roles of other accounts) hold no longer"
    for name in anew:
        yield (
            f"the role of iam.roles.{name} is made anew: {then}, even if its ARN stays; save them again after this is "
            "applied, or make a second role, grant it the same, and move the pods"
        )
    if gone and made:
        yield (
            f"iam.roles.{', '.join(gone)} {'goes' if len(gone) == 1 else 'go'} while {', '.join(made)} "
            f"{'is' if len(made) == 1 else 'are'} made: if that is another name, {then}, and pods fail until all have "
            "started anew; add the new role first, grant it the same, move the pods, and take the old one out later"
        )
