"""One side of a comparison: a platform.yaml as it is at a revision, in a file, or in the work tree."""

from pathlib import Path
from typing import NamedTuple

from generator.diff import git
from generator.errors import UsageError
from generator.platform.document.source import Source, read
from generator.platform.load import InvalidPlatform, load
from generator.platform.types.platform import Platform


class Side(NamedTuple):
    """A platform.yaml with its platforms by environment; without a source it is not there yet, or no more.

    `file` is where it lies beside its rendered/, at `revision` where that is given, else in the work tree; of a file
    that is named as a side nothing is looked for beside it.
    """

    label: str
    source: Source | None
    platforms: dict[str, Platform]
    problems: InvalidPlatform | None = None
    file: Path | None = None
    revision: str | None = None


def side(file: Path, wanted: str | None) -> Side:
    """What a word of the command line names: a revision or another file; without one, the file in the work tree."""
    if wanted is None:
        return _of("the work tree", read(file))._replace(file=file)
    if Path(wanted).is_file():
        return _of(wanted, read(Path(wanted)))
    text = git.show(wanted, file)
    if text is None:
        return Side(wanted, None, {})
    return _of(wanted, Source(str(file), text))._replace(file=file, revision=wanted)


def sides(file: Path, base: str | None, head: str | None) -> tuple[Side, Side]:
    """Base and head; raises UsageError where neither has the file."""
    before, after = side(file, base) if base else _left(file), side(file, head)
    if before.source is None and after.source is None:
        raise UsageError(f"{file}: neither {before.label} nor {after.label} has it")
    return before, after


def _left(file: Path) -> Side:
    """The base that nobody names, by a name that people can read."""
    commit = git.base(file)
    return side(file, commit)._replace(label=f"merge-base {commit[:12]}")


def _of(label: str, source: Source) -> Side:
    try:
        return Side(label, source, load(source))
    except InvalidPlatform as error:
        return Side(label, source, {}, error)
