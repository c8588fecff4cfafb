"""Live rules, all at once, and their findings as those of every other rule."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

from generator.live.account import Account
from generator.platform.document.source import Source
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


_Answer = list[Violation] | NotRead
Watched = Callable[[Sequence["Future[_Answer]"]], Iterable["Future[_Answer]"]]
"""Hands on what it is given, one by one; it may show how far it is."""


def check(
    source: Source,
    platforms: dict[str, Platform],
    accounts: dict[str, Account],
    today: date,
    watched: Watched = iter,
) -> Checked:
    """Run every live rule on the platforms of the environments that have an account here."""
    asked = [(rule, name) for rule in live_rules() for name in accounts]
    pool = ThreadPoolExecutor(THREADS)
    try:
        coming = [pool.submit(_ask, rule, platforms[name], accounts[name], today) for rule, name in asked]
        answers = [answer.result() for answer in watched(coming)]
    finally:
        pool.shutdown(cancel_futures=True)
    said = {(rule.name, name): answer for (rule, name), answer in zip(asked, answers, strict=True)}
    unread = [Unread(*key, str(answer)) for key, answer in said.items() if isinstance(answer, NotRead)]
    rules = tuple(_answered(rule, said) for rule in live_rules())
    return Checked(lint(source, platforms, today, accounts.keys(), rules), unread)


def _ask(rule: Rule, platform: Platform, account: Account, today: date) -> _Answer:
    assert rule.live  # noqa: S101 - live_rules has no others
    try:
        return list(rule.live(platform, account, today))
    except NotRead as error:
        return error


def _answered(rule: Rule, said: dict[tuple[str, str], _Answer]) -> Rule:
    """The rule as one that knows already."""

    def known(platform: Platform, _: date) -> Iterator[Violation]:
        answer = said.get((rule.name, platform.environment), [])
        yield from () if isinstance(answer, NotRead) else answer

    return rule._replace(check=known)
