"""Renders of some files, each only where something may have changed."""

from collections.abc import Sequence
from pathlib import Path

from generator.cli.asked import Asked
from generator.cli.output import say
from generator.errors import Exit, UsageError
from generator.write.stamp import unchanged


def render(files: Sequence[Path], asked: Asked) -> Exit:
    """Render what is asked for; returns the worst exit code."""
    _apart(files)
    return max(_render(path, asked) for path in files)


def _apart(files: Sequence[Path]) -> None:
    """Of two files in one folder the second would take away what the first has rendered."""
    first: dict[Path, Path] = {}
    for path in files:
        other = first.setdefault(path.absolute().parent, path)
        if other.name != path.name:
            folder = path.parent / "rendered"
            raise UsageError(f"{other} and {path} would both be rendered to {folder}; give each a folder of its own")


def _render(file: Path, asked: Asked) -> Exit:
    counts = unchanged(file) if asked == Asked() else None
    if counts is None:
        from generator.cli.rendering import render

        return render(file, asked)
    for environment, number in counts.items():
        say(f"{file.parent / 'rendered' / environment}: {number} files, unchanged")
    return Exit.OK
