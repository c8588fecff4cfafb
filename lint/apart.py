"""Changes of one text that can be made at once: none touches what another one does."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import Any

from generator.platform.document.source import Source
from generator.platform.document.splice import Splice
from generator.platform.types.node import Place
from generator.platform.violation import REMOVED
from lint.edits import Change, reach


def apart(source: Source, changes: Iterable[Change]) -> list[tuple[Change, Splice]]:
    """As text, those that can be made at once: of two that meet the first; the other comes in the next round."""
    chosen, touched, cuts = [], _Touched(), _Cuts()
    for change in changes:
        made = change.splice(source)
        if made is not None and touched.is_free(source.data, change) and cuts.is_free(made):
            touched.take(source.data, change)
            cuts.take(made)
            chosen.append((change, made))
    return chosen


class _Touched:
    """Places whose text changes; of a list it is the whole, for indices move, unless all take entries out."""

    def __init__(self) -> None:
        self._taken: set[Place] = set()
        self._above: set[Place] = set()
        self._thinned: dict[Place, int] = {}
        """How many entries each list may still lose, of those that lose entries and nothing else: one is to stay."""

    def is_free(self, data: Any, change: Change) -> bool:
        if change.edit.comment is not None:
            return True
        place = _touched(data, change.edit.place)
        if place in self._thinned and _thins(change, place):
            return self._thinned[place] > 0
        return place not in self._above and self._taken.isdisjoint((place, *_prefixes(place)))

    def take(self, data: Any, change: Change) -> None:
        if change.edit.comment is not None:
            return
        place = _touched(data, change.edit.place)
        self._taken.add(place)
        self._above.update(_prefixes(place))
        if _thins(change, place):
            _, entries = reach(data, place)
            self._thinned[place] = self._thinned.get(place, len(entries) - 1) - 1


class _Cuts:
    """Parts of the text that do not overlap, in their order."""

    def __init__(self) -> None:
        self._taken: list[tuple[int, int]] = []

    def is_free(self, made: Splice) -> bool:
        at = bisect_left(self._taken, (made.start, made.end))
        return not any(made.start < end and start < made.end for start, end in self._taken[max(at - 1, 0) : at + 1])

    def take(self, made: Splice) -> None:
        insort(self._taken, (made.start, made.end))


def _touched(data: Any, place: Place) -> Place:
    depth, _ = reach(data, place)
    touched = place[: depth + 1]
    index = next((number for number, key in enumerate(touched) if isinstance(key, int)), len(touched))
    return touched[:index]


def _thins(change: Change, touched: Place) -> bool:
    return change.edit.value is REMOVED and len(change.edit.place) == len(touched) + 1


def _prefixes(place: Place) -> Iterator[Place]:
    return (place[:length] for length in range(len(place)))
