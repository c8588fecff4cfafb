"""Renders of some files, each only where something may have changed."""

from collections.abc import Sequence
from pathlib import Path

from generator.cli.asked import Asked
from generator.cli.output import say
from generator.errors import Exit
from generator.write.stamp import unchanged


def render(files: Sequence[Path], asked: Asked) -> Exit:
    """Render what is asked for; returns the worst exit code."""
    return max(_render(path, asked) for path in files)


def _render(file: Path, asked: Asked) -> Exit:
    counts = unchanged(file) if asked == Asked() else None
    if counts is None:
        from generator.cli.rendering import render

        return render(file, asked)
    for environment, number in counts.items():
        say(f"{file.parent / 'rendered' / environment}: {number} files, unchanged")
    return Exit.OK
