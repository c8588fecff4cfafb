"""Fixes in the file itself, or shown as a diff."""

import os
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from generator.cli.linting import Fixing
from generator.cli.output import say
from generator.errors import Refused, ToolFailed
from generator.platform.document.source import Source, read
from lint.engine import Result
from lint.fix import Asked, fixed
from lint.report.text import harmless

_BOM = b"\xef\xbb\xbf"


class Change(NamedTuple):
    """A file before and after its fixes, and how much was found in it."""

    path: Path
    before: Source
    after: Source
    found: int


def change(path: Path, result: Result, asked: Asked) -> Change:
    """What fixes make of a file that is a platform."""
    return Change(path, result.source, fixed(result.source, asked), len(result.findings))


def carry_out(changes: Sequence[Change], left: Sequence[int], fixing: Fixing) -> None:
    """Show the changes, or write them; says how many findings are gone, given how many are left of each file."""
    for each, remaining in zip(changes, left, strict=True):
        if fixing.diff:
            say(difference(each.before, each.after), end="")
        elif each.after.text != each.before.text:
            write(each.path, each.before, each.after)
        verb = "would fix" if fixing.diff else "fixed"
        count = f"{max(each.found - remaining, 0)} of {each.found} finding{'' if each.found == 1 else 's'}"
        say(f"{harmless(each.before.name)}: {verb} {count}", error=True)


def difference(old: Source, new: Source) -> str:
    """A change of a file as a unified diff."""
    before, after = (source.text.splitlines(keepends=True) for source in (old, new))
    name = harmless(old.name)
    lines = unified_diff(before, after, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def write(file: Path, before: Source, after: Source) -> None:
    """Put the whole new file in place, with the mode of the old one; raises Refused where that has changed."""
    path = file.resolve()
    temporary = path.with_name(f".{path.name}.groundplan-tmp")
    try:
        raw = path.read_bytes()
        content = (_BOM if raw.startswith(_BOM) else b"") + after.text.encode()
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as made:
            made.write(content)
            os.fchmod(descriptor, path.stat().st_mode & 0o7777)
        if read(file).text != before.text:
            raise Refused(f"{file}: it was changed meanwhile; nothing is written, run this again")
        temporary.replace(path)
    except OSError as error:
        raise ToolFailed(f"{file}: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)
