"""Live rules, all at once, and their findings as those of every other rule."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

from generator.live.account import Account
from generator.platform.source import Source
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.engine import Result, lint
from lint.reader import NotRead, Unread
from lint.rule import Rule, live_rules

THREADS = 8


class Checked(NamedTuple):
    """What live rules found, and which of them could not be asked."""

    result: Result
    unread: list[Unread]


def check(source: Source, platforms: dict[str, Platform], accounts: dict[str, Account], today: date) -> Checked:
    """Run every live rule on the platforms of the environments that have an account here."""
    asked = [(rule, name) for rule in live_rules() for name in accounts]
    with ThreadPoolExecutor(THREADS) as pool:
        answers = pool.map(lambda each: _ask(each[0], platforms[each[1]], accounts[each[1]]), asked)
        said = {(rule.name, name): answer for (rule, name), answer in zip(asked, answers, strict=True)}
    unread = [Unread(*key, str(answer)) for key, answer in said.items() if isinstance(answer, NotRead)]
    rules = tuple(_answered(rule, said) for rule in live_rules())
    return Checked(lint(source, platforms, today, accounts.keys(), rules), unread)


def _ask(rule: Rule, platform: Platform, account: Account) -> list[Violation] | NotRead:
    assert rule.live  # noqa: S101 - live_rules has no others
    try:
        return list(rule.live(platform, account))
    except NotRead as error:
        return error


def _answered(rule: Rule, said: dict[tuple[str, str], list[Violation] | NotRead]) -> Rule:
    """The rule as one that knows already."""

    def known(platform: Platform, _: date) -> Iterator[Violation]:
        answer = said.get((rule.name, platform.environment), [])
        yield from () if isinstance(answer, NotRead) else answer

    return rule._replace(check=known)
