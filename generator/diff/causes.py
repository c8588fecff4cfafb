"""Why a resource is made anew that nobody changed: the chain of replacements that it refers to."""

from collections.abc import Iterator

from generator.diff.change import UNKNOWN, Action, Change
from generator.diff.terraform.root import Root, references


def with_causes(changes: list[Change], head: Root) -> list[Change]:
    """The changes of a root; those that follow from the replacement of others say of which."""
    replaced = {change.name for change in changes if change.action is Action.REPLACE}
    return [_caused(change, head, replaced) for change in changes]


def _caused(change: Change, head: Root, replaced: set[str]) -> Change:
    if change.because or change.action not in {Action.REPLACE, Action.UPDATE}:
        return change
    causes = tuple(cause for cause in dict.fromkeys(_references(change, head)) if cause in replaced)
    return change._replace(because=f"follows {', '.join(causes)}", causes=causes) if causes else change


def _references(change: Change, head: Root) -> Iterator[str]:
    """What the arguments refer to whose value is only known after apply."""
    arguments = head.resources[change.name]
    for field in change.fields:
        if field.new is UNKNOWN and field.path[0] in arguments:
            yield from (reference.address for _, reference in references(arguments[field.path[0]]))
