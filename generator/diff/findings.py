"""Which findings a change brings, and which it ends."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.diff.side import Side
from lint.engine import Finding, Result, lint
from lint.fingerprint import fingerprints
from lint.mandatory import Mandatory, enforced


class Findings(NamedTuple):
    """Findings of the head alone, of the base alone, and how many are in both; each in the environments concerned."""

    new: list[Finding]
    gone: list[Finding]
    unchanged: int


def findings(
    base: Side, head: Side, today: date, only: list[str] | None = None, policy: Mandatory | None = None
) -> Findings:
    """Both sides judged by the same day, rules and policy; a finding is the same one where its fingerprint is."""
    before, after = (_known(_linted(each, today, only, policy)) for each in (base, head))
    new, gone = list(_missing(after, before)), list(_missing(before, after))
    both = {fingerprint for _, prints in after for fingerprint in prints.values()} & _all(before)
    kept = sum(bool(set(prints.values()) & both) for _, prints in after)
    return Findings(new, gone, kept)


_Known = list[tuple[Finding, dict[str, str]]]


def _linted(side: Side, today: date, only: list[str] | None, policy: Mandatory | None) -> Result | None:
    if side.source is None or not side.platforms:
        return None
    return lint(side.source, enforced(side.platforms, policy), today, only)


def _known(result: Result | None) -> _Known:
    return list(zip(result.findings, fingerprints(result), strict=True)) if result else []


def _all(known: _Known) -> set[str]:
    return {fingerprint for _, prints in known for fingerprint in prints.values()}


def _missing(here: _Known, there: _Known) -> Iterator[Finding]:
    """What is here and not there, in those environments alone."""
    known = _all(there)
    for finding, prints in here:
        names = tuple(name for name, fingerprint in prints.items() if fingerprint not in known)
        if names:
            yield finding._replace(environments=tuple(filter(None, names)))
