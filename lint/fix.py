"""Fixes of findings as one new text: none makes the file invalid, brings a finding, or changes what it is not about."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from generator.platform.load import InvalidPlatform, load
from generator.platform.source import Source
from generator.platform.splice import Splice, spliced
from generator.platform.types.node import Place
from generator.platform.violation import REMOVED, Edit
from lint.apart import apart
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
            if not (refused and came_far):
                return state.source
            # What was refused may be right by now, after the others.
            refused, came_far = set(), False
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
    source = Source(state.source.name, spliced(state.source.text, (made for _, made in batch)))
    expected = deepcopy(state.source.data)
    _change(expected, edits)
    if source.tree.faults or source.data != expected:
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


def _change(data: Any, edits: list[Edit]) -> None:
    """Make the changes in values, as the text is to say them; what goes out of a list goes from its end."""
    values = [edit for edit in edits if edit.comment is None]
    removed = sorted((e.place for e in values if e.value is REMOVED), key=_order, reverse=True)
    for edit in values:
        if edit.value is not REMOVED:
            _set(_holder(data, edit.place), edit.place[-1], _plain(edit.value))
    for place in removed:
        del _holder(data, place)[place[-1]]


def _order(place: Place) -> list[tuple[int, str]]:
    return [(key, "") if isinstance(key, int) else (-1, key) for key in place]


def _holder(data: Any, place: Place) -> Any:
    for key in place[:-1]:
        if isinstance(data, dict) and data.get(key) is None:
            data[key] = {}
        data = data[key]
    return data


def _set(holder: Any, key: str | int, value: Any) -> None:
    if isinstance(holder, list) and key == len(holder):
        holder.append(value)
    else:
        holder[key] = value


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
