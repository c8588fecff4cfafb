"""Where the fix of a finding is made: in what set the value, an environment or the common part; and as which text."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from generator.platform.document.source import Source
from generator.platform.document.splice import Splice, splice
from generator.platform.types.node import Place
from generator.platform.violation import REMOVED, Edit
from lint.engine import Finding, Result

Key = tuple[str, str, Place]
"""What a finding is while others come and go: rule, environment and place, without the indices of lists."""


class Change(NamedTuple):
    """A fix where it is to be made; `key` is the finding that it makes go."""

    key: Key
    edit: Edit

    @property
    def name(self) -> tuple[object, ...]:
        """What it is known by: values are not all hashable."""
        return self.key, self.edit.place, repr(self.edit.value), self.edit.comment

    def splice(self, source: Source) -> Splice | None:
        """As a change of the text; None where that would touch what is beside it."""
        if self.edit.comment is not None:
            return Splice(*self.edit.comment, "")
        return splice(source, self.edit.place, self.edit.value)


def keys(finding: Finding) -> Iterator[Key]:
    """A finding, once for each of its environments."""
    rule = finding.rule.id if finding.rule else ""
    for environment in finding.environments or ("",):
        yield rule, environment, stable(finding.place)


def stable(place: Place) -> Place:
    """A place without indices, which move."""
    return tuple(key for key in place if isinstance(key, str))


def changes(result: Result, among: Sequence[Finding] | None = None) -> list[list[Change]]:
    """For each finding of a result, or some of them, in their order: its fix in every place that set what is wrong."""
    having: defaultdict[tuple[str, Place], set[str]] = defaultdict(set)
    for finding in result.findings:
        if finding.fix and finding.rule:
            having[finding.rule.id, finding.fix.place] |= {*finding.environments}
    return [
        list(_changes(result.source.data, finding, having)) for finding in (result.findings if among is None else among)
    ]


def _changes(data: Any, finding: Finding, having: dict[tuple[str, Place], set[str]]) -> Iterator[Change]:
    if finding.fix is None or finding.rule is None:
        return
    edit, concerned = finding.fix, having[finding.rule.id, finding.fix.place]
    for key in keys(finding):
        if not key[1]:
            yield Change(key, edit)
            continue
        everywhere = concerned >= {*data.get("environments", concerned)}
        if is_own(data, edit.place, key[1], everywhere):
            yield Change(key, edit._replace(place=("environments", key[1], *edit.place)))
        elif edit.value is not REMOVED or _inheriting(data, edit.place) <= concerned:
            yield Change(key, edit)


def is_own(data: Any, place: Place, environment: str, everywhere: bool) -> bool:
    """Whether a place belongs to an environment; what nobody has set does, unless it is about all of them."""
    if "environments" not in data:
        return False
    depth, there = reach(data["environments"].get(environment), place)
    if depth and (depth == len(place) or not isinstance(there, dict)):
        return True
    common, _ = reach(data, place)
    return common < len(place) and not everywhere


def _inheriting(data: Any, place: Place) -> set[str]:
    """The environments that have the common value: others would lose what is right there."""
    given = data.get("environments", {})
    return {name for name, override in given.items() if reach(override, place)[0] < len(place)}


def reach(data: Any, place: Place) -> tuple[int, Any]:
    """How many keys of a place are there, and what stands behind the last of them."""
    for depth, key in enumerate(place):
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return depth, data
    return len(place), data
