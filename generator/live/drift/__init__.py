"""What runs, compared with what is declared: one module for each aspect, found by this folder's listing.

Each has `drifts(world)`, and yields nothing for what autoscalers own or AWS chose by itself.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import NamedTuple

from generator.live.comparison.difference import Drift
from generator.live.comparison.world import World
from generator.platform.discover import modules
from generator.platform.document.source import Source, Span
from generator.platform.types.platform import Platform
from lint.reader import NotRead, Reader, Unread

THREADS = 8


class Found(NamedTuple):
    """A drift of an environment, and where the file speaks of it."""

    span: Span
    environment: str
    drift: Drift


class Compared(NamedTuple):
    """What is not as declared, and which aspects could not be read, or not wholly."""

    source: Source
    found: list[Found]
    unread: list[Unread]
    environments: int


class _Aspect(NamedTuple):
    drifts: list[Drift]
    unread: NotRead | None


def aspects() -> tuple[ModuleType, ...]:
    """Every aspect that is compared."""
    return modules(__name__)


def compare(source: Source, platforms: dict[str, Platform], readers: dict[str, Reader]) -> Compared:
    """Compare every environment that has a reader, all aspects at once."""
    worlds = {name: World(platforms[name], reader) for name, reader in readers.items()}
    asked = [(aspect, name) for name in worlds for aspect in aspects()]
    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(lambda each: _ask(each[0], worlds[each[1]]), asked))
    found: list[Found] = []
    unread: list[Unread] = []
    for (aspect, name), answer in zip(asked, answers, strict=True):
        found += (Found(source.span(drift.place, name), name, drift) for drift in _joined(answer.drifts))
        if answer.unread is not None:
            unread.append(Unread(words(aspect), name, str(answer.unread)))
    return Compared(source, sorted(found, key=_order), unread, len(worlds))


def words(aspect: ModuleType) -> str:
    """The name of an aspect as people read it."""
    return aspect.__name__.rpartition(".")[2].replace("_", " ")


def _ask(aspect: ModuleType, world: World) -> _Aspect:
    """What an aspect finds; what it found before something could not be read is kept."""
    found: list[Drift] = []
    try:
        found.extend(aspect.drifts(world))
    except NotRead as error:
        return _Aspect(found, error)
    return _Aspect(found, None)


def _joined(drifts: Iterable[Drift]) -> Iterator[Drift]:
    """Drifts of one place and the same values are one, about all of their things."""
    together: dict[str, list[Drift]] = {}
    for drift in drifts:
        together.setdefault(repr(drift[:3]), []).append(drift)
    for same in together.values():
        yield same[0]._replace(about=", ".join(dict.fromkeys(each.about for each in same if each.about)))


def _order(found: Found) -> tuple[Span, str, str]:
    return found.span, found.environment, repr(found.drift)
