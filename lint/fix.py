"""Fixes of findings as one new text: none makes the file invalid, brings a finding, or changes what it is not about."""

from collections import Counter
from collections.abc import Container, Iterator
from copy import deepcopy
from datetime import date
from typing import Any, NamedTuple

from generator.platform.load import InvalidPlatform, load
from generator.platform.source import Source
from generator.platform.splice import Splice, splice, spliced
from generator.platform.types.node import Place
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED
from lint.engine import Finding, Result, lint
from lint.rule import Rule

_Key = tuple[str, str, Place]
"""What a finding is while others come and go: rule, environment and place, without the indices of lists."""


class Asked(NamedTuple):
    """Which findings are fixed: as `lint` takes it; `unsafe` takes fixes too that change what runs."""

    today: date
    only: Container[str] | None = None
    rules: tuple[Rule, ...] | None = None
    unsafe: bool = False


class Wanted(NamedTuple):
    """A fix where it is to be made; `key` is the finding that it makes go."""

    key: _Key
    place: Place
    value: Any


class _State(NamedTuple):
    source: Source
    platforms: dict[str, Platform]
    found: Counter[_Key]


def fixed(source: Source, asked: Asked) -> Source:
    """The source with all fixes that can be made; raises InvalidPlatform for one that is no platform."""
    state = _judged(source, asked)
    refused: set[Wanted] = set()
    came_far = False
    while True:
        batch = _apart(state.source, [each for each in _wanted(state, asked) if _hashed(each) not in refused])
        if not batch:
            if not (refused and came_far):
                return state.source
            # What was refused may be right by now, after the others.
            refused, came_far = set(), False
            continue
        after, first = _as_many(state, batch, asked)
        if after is None:
            refused.add(_hashed(first))
        else:
            state, came_far = after, True


def _hashed(wanted: Wanted) -> Wanted:
    return wanted._replace(value=repr(wanted.value))


def _as_many(state: _State, batch: list[Wanted], asked: Asked) -> tuple[_State | None, Wanted]:
    """All of the batch, or as many of its first as are good together; None where not even the first is."""
    while True:
        after = _tried(state, batch, asked)
        if after is not None or len(batch) == 1:
            return after, batch[0]
        batch = batch[: len(batch) // 2]


def _tried(state: _State, batch: list[Wanted], asked: Asked) -> _State | None:
    splices = [made for each in batch if (made := splice(state.source, each.place, each.value))]
    source = Source(state.source.name, spliced(state.source.text, splices))
    expected = deepcopy(state.source.data)
    for each in batch:
        _change(expected, each.place, each.value)
    if source.tree.faults or source.data != expected:
        return None
    try:
        after = _judged(source, asked)
    except InvalidPlatform:
        return None
    works = all(after.found[each.key] < state.found[each.key] for each in batch)
    return after if works and after.found <= state.found else None


def _judged(source: Source, asked: Asked) -> _State:
    """All that is found, whatever was asked: a fix for one rule brings nothing of another."""
    platforms = load(source)
    findings = lint(source, platforms, asked.today).findings
    return _State(source, platforms, Counter(key for finding in findings for key in _keys(finding)))


def _keys(finding: Finding) -> Iterator[_Key]:
    rule = finding.rule.id if finding.rule else ""
    place = tuple(key for key in finding.place if isinstance(key, str))
    for environment in finding.environments or ("",):
        yield rule, environment, place


def _wanted(state: _State, asked: Asked) -> list[Wanted]:
    """The fixes of a round, the worst findings first; those of environments wait for what is common."""
    result = lint(state.source, state.platforms, asked.today, asked.only, asked.rules)
    findings = [f for f in result.findings if f.fix and (f.fix.safe or asked.unsafe)]
    findings.sort(key=lambda f: (-f.severity, f.rule.id if f.rule else "", list(map(str, f.place))))
    wanted = [each for finding in findings for each in placed(state.source, state.platforms, finding, result)]
    common = [each for each in wanted if each.place[:1] != ("environments",)]
    return common or wanted


def placed(source: Source, platforms: dict[str, Platform], finding: Finding, result: Result) -> Iterator[Wanted]:
    """The fix of a finding that has one, in what set the value: an environment, or the common part."""
    assert finding.fix  # noqa: S101 - it was chosen for that
    place, value, _ = finding.fix
    alike = [f for f in result.findings if f.rule is finding.rule and f.fix and f.fix.place == place]
    everywhere = {name for f in alike for name in f.environments} >= platforms.keys()
    for key in _keys(finding):
        own = _is_own(source.data, place, key[1], everywhere)
        yield Wanted(key, ("environments", key[1], *place) if own else place, value)


def _is_own(data: Any, place: Place, environment: str, everywhere: bool) -> bool:
    """Whether a place belongs to an environment; what nobody has set does, unless it is about all of them."""
    if "environments" not in data:
        return False
    depth, there = _reach(data["environments"].get(environment), place)
    if depth and (depth == len(place) or not isinstance(there, dict)):
        return True
    common, _ = _reach(data, place)
    return common < len(place) and not everywhere


def _reach(data: Any, place: Place) -> tuple[int, Any]:
    for depth, key in enumerate(place):
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return depth, data
    return len(place), data


def _apart(source: Source, wanted: list[Wanted]) -> list[Wanted]:
    """Those that can be made at once: of two that meet, the first; the other comes in the next round."""
    taken: list[tuple[Wanted, Place, Splice]] = []
    for each in wanted:
        made = splice(source, each.place, each.value)
        if made is None:
            continue
        touched = _touched(source.data, each.place)
        if not any(_meet(touched, other) or _overlap(made, cut) for _, other, cut in taken):
            taken.append((each, touched, made))
    return [each for each, _, _ in taken]


def _touched(data: Any, place: Place) -> Place:
    """The place whose text changes; of a list it is the whole, for indices move."""
    depth, _ = _reach(data, place)
    touched = place[: depth + 1]
    index = next((number for number, key in enumerate(touched) if isinstance(key, int)), len(touched))
    return touched[:index]


def _meet(one: Place, other: Place) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _overlap(one: Splice, other: Splice) -> bool:
    return one.start < other.end and other.start < one.end


def _change(data: Any, place: Place, value: Any) -> None:
    """Make the change in values, as the text is to say it."""
    *path, last = place
    for key in path:
        if data.get(key) is None if isinstance(data, dict) else False:
            data[key] = {}
        data = data[key]
    if value is REMOVED:
        del data[last]
    elif isinstance(data, list) and last == len(data):
        data.append(_plain(value))
    else:
        data[last] = _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
