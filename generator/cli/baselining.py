"""A lint against the findings that are known already."""

from collections.abc import Sequence

from generator.cli.linting import Baseline
from generator.cli.output import say
from generator.errors import UsageError
from lint.baseline import Entry, entries, judged, read, text, without
from lint.engine import Result


def new(asked: Baseline, results: Sequence[Result], environments: list[str] | None) -> list[Result]:
    """What is not known; entries that match nothing are said, or taken out, on standard error."""
    file = asked.file
    known = [] if asked.write and not file.exists() else read(file)
    found = {entry.key: entry for result in results for entry in entries(result, file)}
    stale = [entry for entry in judged(known, results, file, environments) if entry.key not in found]
    if asked.write or (asked.shrink and stale):
        gone = set(stale)
        known = [entry for entry in known if entry not in gone]
        there = {entry.key for entry in known}
        known += [entry for key, entry in found.items() if asked.write and key not in there]
        _write(asked, known)
    elif stale:
        _tell(asked, stale)
    return [without(result, known, file) for result in results]


def _write(asked: Baseline, known: list[Entry]) -> None:
    try:
        asked.file.write_text(text(known), encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(f"{asked.file}: there is no such folder; make it first") from None
    say(f"{asked.file}: {len(set(known))} known findings", error=True)


def _tell(asked: Baseline, stale: list[Entry]) -> None:
    for entry in stale:
        say(f"{asked.file}: nothing is found any more for {entry}", error=True)
    say(f"{asked.file}: take out what is mended with --shrink-baseline", error=True)
