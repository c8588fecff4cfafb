"""Findings that were there before anybody looked: a file of fingerprints, so that only new ones are told.

Its entries are sorted, one a line, so that two branches merge. Files are named from the baseline's own folder.
"""

import json
import os
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.errors import UsageError
from lint.engine import Finding, Result
from lint.fingerprint import fingerprints
from lint.rule import find

VERSION = 1


class Entry(NamedTuple):
    """A finding in one environment; only the file, the environment and the fingerprint decide."""

    file: str
    rule: str
    place: str
    environment: str
    fingerprint: str

    @property
    def key(self) -> tuple[str, str, str]:
        return self.file, self.environment, self.fingerprint

    def __str__(self) -> str:
        where = f" at {self.place}" if self.place else ""
        return f"{self.rule}{where} of {self.file}" + (f" ({self.environment})" if self.environment else "")


def read(path: Path) -> list[Entry]:
    """The entries of a baseline; raises UsageError for a file that is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["version"] != VERSION:
            raise UsageError(f"{path}: version {document['version']} is not known here; write it anew")
        return [Entry(**{name: str(found[name]) for name in Entry._fields}) for found in document["findings"]]
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file; make it with --write-baseline") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(f"{path}: not a baseline; make it with --write-baseline") from None


def text(entries: Iterable[Entry]) -> str:
    """A baseline's content."""
    lines = ",\n".join(f"    {json.dumps(entry._asdict(), ensure_ascii=False)}" for entry in sorted(set(entries)))
    return f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}{chr(10) if lines else ""}  ]\n}}\n'


def entries(result: Result, baseline: Path) -> Iterator[Entry]:
    """What a baseline would hold of a result; faults of a file that is no platform are not for it."""
    for finding, made in zip(result.findings, fingerprints(result), strict=True):
        yield from _entries(_name(result, baseline), finding, made)


def _entries(file: str, finding: Finding, fingerprints: dict[str, str]) -> Iterator[Entry]:
    if finding.rule is not None:
        place = ".".join(map(str, finding.place))
        for environment, fingerprint in fingerprints.items():
            yield Entry(file, finding.rule.id, place, environment, fingerprint)


def without(result: Result, known: Sequence[Entry], baseline: Path) -> Result:
    """The result without what is known; a finding that is new in one environment stays for that one."""
    keys, name = {entry.key for entry in known}, _name(result, baseline)
    left = []
    for finding, made in zip(result.findings, fingerprints(result), strict=True):
        new = [e.environment for e in _entries(name, finding, made) if e.key not in keys]
        if finding.rule is None or new:
            left.append(finding._replace(environments=tuple(filter(None, new))) if finding.rule else finding)
    return result._replace(findings=tuple(left), known=len(result.findings) - len(left))


def judged(
    known: Sequence[Entry], results: Sequence[Result], baseline: Path, environments: Container[str] | None
) -> list[Entry]:
    """The entries about which a run can tell: their file, rule and environment were linted, or the rule is gone."""
    ran = {_name(result, baseline): {rule.id for rule in result.rules} for result in results if result.rules}
    return [
        entry
        for entry in known
        if entry.file in ran
        and (entry.rule in ran[entry.file] or find(entry.rule) is None)
        and (environments is None or entry.environment in environments)
    ]


def _name(result: Result, baseline: Path) -> str:
    return Path(os.path.relpath(result.source.name, baseline.parent)).as_posix()
