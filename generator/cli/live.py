"""What commands that ask AWS have in common."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from generator.cli.output import say
from generator.cli.progress import tracked
from generator.live.account import Account, account
from generator.live.session import Way
from generator.platform.types.platform import Platform
from lint.reader import Unread

T = TypeVar("T")


def accounts(way: Way, platforms: dict[str, Platform]) -> dict[str, Account]:
    """The account of each environment; one that several share is asked once."""
    made: dict[tuple[str, str], Account] = {}
    for each in platforms.values():
        place = each.region, each.account
        made[place] = made.get(place) or account(way, *place)
    return {name: made[each.region, each.account] for name, each in platforms.items()}


def watched(answers: Sequence[T]) -> Iterator[T]:
    """Show how far it is, where somebody watches."""
    return tracked(answers, "asking AWS")


def say_unread(unread: Sequence[Unread]) -> None:
    """What could not be read is told, never taken for what is not there."""
    by_reason: dict[tuple[str, str], list[str]] = {}
    for missing in unread:
        by_reason.setdefault((missing.environment, missing.reason), []).append(missing.rule)
    for (environment, reason), rules in by_reason.items():
        say(f"{environment}: not asked: {', '.join(rules)}: {reason}", error=True)
