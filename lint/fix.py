"""Fixes of findings as one new text: none makes the file invalid, brings a finding, or changes what it is not about."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from datetime import date
from typing import NamedTuple

from generator.platform.document.source import Source
from generator.platform.document.splice import Splice, spliced
from generator.platform.load import InvalidPlatform, load
from generator.platform.types.node import Place
from generator.platform.violation import Edit
from lint.apart import apart
from lint.edited import edited
from lint.edits import Change, Key, changes, keys, stable
from lint.engine import Finding, Result, lint
from lint.rule import Rule, all_rules

_Batch = list[tuple[Change, Splice]]

SAME = 2
"""Keys that two places of one thing have in common, such as services and its name."""


class Asked(NamedTuple):
    """Which findings are fixed: as `lint` takes it; `unsafe` takes fixes too that change what runs."""

    today: date
    only: Container[str] | None = None
    rules: tuple[Rule, ...] | None = None
    unsafe: bool = False


class _State(NamedTuple):
    result: Result
    found: Counter[Key]

    @property
    def source(self) -> Source:
        return self.result.source


class _Outcome(NamedTuple):
    """What a batch led to: a state, or none and those of it that are to blame, as far as they are known."""

    state: _State | None = None
    blamed: frozenset[int] = frozenset()


def fixed(source: Source, asked: Asked) -> Source:
    """The source with all fixes that can be made; raises InvalidPlatform for one that is no platform."""
    state = _judged(source, asked)
    refused: set[object] = set()
    came_far = False
    while True:
        batch = apart(state.source, (each for each in _wanted(state, asked) if each.name not in refused))
        if not batch:
            further = None if refused and came_far else _with_others(state, asked)
            if further is None and not (refused and came_far):
                return state.source
            # What was refused may be right by now, after the others.
            state, refused, came_far = further or state, set(), further is not None
            continue
        after, bad = _as_many(state, batch, asked)
        refused |= {change.name for change in bad}
        if after is not None:
            state, came_far = after, True


def _as_many(state: _State, batch: _Batch, asked: Asked) -> tuple[_State | None, list[Change]]:
    """The batch without those that are bad, or as many of its first as are good together; and the bad ones."""
    bad: list[Change] = []
    while batch:
        after, blamed = _tried(state, batch, asked)
        if after is not None:
            return after, bad
        if not blamed and len(batch) > 1:
            batch = batch[: len(batch) // 2]
            continue
        bad += [change for index, (change, _) in enumerate(batch) if index in blamed or not blamed]
        batch = [each for index, each in enumerate(batch) if blamed and index not in blamed]
    return None, bad


def _tried(state: _State, batch: _Batch, asked: Asked) -> _Outcome:
    edits = [change.edit for change, _ in batch]
    source = _made(state.source, batch)
    if source is None:
        return _Outcome()
    try:
        after = _judged(source, asked)
    except InvalidPlatform as error:
        return _Outcome(blamed=_about(edits, (problem.place for problem in error.problems)))
    left = {index for index, (change, _) in enumerate(batch) if after.found[change.key] >= state.found[change.key]}
    new = after.found - state.found
    if not left and not new:
        return _Outcome(after)
    return _Outcome(blamed=frozenset(left) | _about(edits, (place for _, _, place in new)))


def _made(source: Source, batch: _Batch) -> Source | None:
    """The text with all of a batch; None where it would say something else than they do."""
    after = Source(source.name, spliced(source.text, (made for _, made in batch)))
    agree = not after.tree.faults and after.data == edited(source.data, [change.edit for change, _ in batch])
    return after if agree else None


def _with_others(state: _State, asked: Asked) -> _State | None:
    """Of fixes that are refused alone those of a rule, with the fixes of what they bring; None where none is good.

    What needs a second place, such as a setting and the mode that it belongs to, is made in both or in neither.
    """
    by_rule: defaultdict[str, list[Change]] = defaultdict(list)
    for change in _wanted(state, asked):
        by_rule[change.key[0]].append(change)
    return next((after for each in by_rule.values() if (after := _followed(state, each, asked))), None)


def _followed(state: _State, wanted: list[Change], asked: Asked) -> _State | None:
    batch = apart(state.source, wanted)
    source = _made(state.source, batch) if batch else None
    try:
        between = _judged(source, asked) if source else None
        brought = between.found - state.found if between else Counter()
        others = [each for each in _wanted(between, asked) if each.key in brought] if between else []
        source = _made(between.source, apart(between.source, others)) if between and others else None
        after = _judged(source, asked) if source else None
    except InvalidPlatform:
        return None
    if after is None or after.found - state.found:
        return None
    return after if all(after.found[change.key] < state.found[change.key] for change, _ in batch) else None


def _about(edits: list[Edit], places: Iterable[Place]) -> frozenset[int]:
    """The edits that are nearest to each of the places: at it, around it, below it, or at least of the same thing."""
    below: defaultdict[Place, set[int]] = defaultdict(set)
    for index, edit in enumerate(edits):
        here = _here(edit.place)
        for length in range(1, len(here) + 1):
            below[here[:length]].add(index)
    return frozenset(index for place in places for index in _nearest(below, stable(place)))


def _nearest(below: dict[Place, set[int]], place: Place) -> set[int]:
    shared = next((place[:length] for length in range(len(place), 0, -1) if place[:length] in below), ())
    return below[shared] if len(shared) >= min(len(place), SAME) and shared else set()


def _here(place: Place) -> Place:
    """A place as findings have it, which stands in an environment or in the common part."""
    return stable(place[2:] if place[:1] == ("environments",) else place)


def _judged(source: Source, asked: Asked) -> _State:
    """All that is found, whatever was asked: a fix for one rule brings nothing of another."""
    own = tuple(rule for rule in asked.rules or () if rule.file)
    result = lint(source, load(source), asked.today, rules=(*all_rules(), *own) if own else None)
    return _State(result, Counter(key for finding in result.findings for key in keys(finding)))


def _wanted(state: _State, asked: Asked) -> list[Change]:
    """The fixes of a round, the worst findings first; those of environments wait for what is common."""
    result = state.result
    placed = [
        (finding, each)
        for finding, found in zip(result.findings, changes(result), strict=True)
        for each in found
        if _is_asked(finding, each, asked)
    ]
    placed.sort(key=lambda each: (-each[0].severity, each[1].key[0], list(map(str, each[0].fix.place))))  # type: ignore[union-attr]
    wanted = [each for _, each in placed]
    common = [each for each in wanted if each.edit.place[:1] != ("environments",)]
    return common or wanted


def _is_asked(finding: Finding, change: Change, asked: Asked) -> bool:
    environment = change.key[1]
    return (
        (change.edit.safe or asked.unsafe)
        and (asked.rules is None or finding.rule in asked.rules)
        and (asked.only is None or not environment or environment in asked.only)
    )
