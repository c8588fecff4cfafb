"""Work out addresses and pods."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.asking import DEFAULT, coloured, styled
from generator.cli.loading import platforms, valid
from generator.cli.options import Environments, File, Files
from generator.errors import Exit
from generator.picture import plain
from generator.picture.capacity import World
from generator.platform.capacity import capacity

WIDTH = 160
"""Columns where nobody watches."""

ASCII = str.maketrans("█▓▒░…", "#=-..")


class Format(StrEnum):
    text = "text"
    json = "json"
    svg = "svg"


def command(
    files: Files = None,
    file: File = DEFAULT,
    environment: Environments = None,
    format: Annotated[Format, typer.Option(help="How it is printed.")] = Format.text,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE", help="Compare with this value of a key; may be repeated.", show_default=False
        ),
    ] = None,
) -> int:
    """Say how many addresses and pods there is room for: per subnet, zone and node group, and what runs out first.

    Four moments: today (every group and service at its fewest), at full scale, during an update at full scale, and
    with one zone lost. Exit 1 when something runs out; with --what-if, when it does so in the world compared with.

    Example: groundplan capacity --what-if cni.mode=prefixDelegation
    """
    worlds = [world for path in files or [file] for world in _worlds(path, environment, what_if or [])]
    typer.echo(_report(format, worlds), nl=False)
    return Exit.FINDINGS if any(world.short for world in worlds) else Exit.OK


def _worlds(file: Path, environments: list[str] | None, wanted: list[str]) -> list[World]:
    source, found = platforms(file, environments)
    if not wanted:
        return [World(str(file), capacity(platform)) for platform in found.values()]
    from generator.platform.capacity.what_if import change, changed, check

    changes = [change(each) for each in wanted]
    for each in changes:
        for platform in found.values():
            check(platform, each)
    then = valid(changed(source, changes, list(found)), None)
    return [
        World(str(file), capacity(platform), capacity(other), tuple(wanted))
        for platform, other in zip(found.values(), then.values(), strict=True)
    ]


def _report(format: Format, worlds: list[World]) -> str:
    from importlib import import_module

    report = import_module(f"generator.picture.capacity.{format}").report
    if format is not Format.text:
        return str(report(worlds))
    said = str(report(worlds, styled if coloured() else plain, _width()))
    return said if _drawable() else said.translate(ASCII)


def _width() -> int:
    from shutil import get_terminal_size

    return max(get_terminal_size((WIDTH, 24)).columns, 20)


def _drawable() -> bool:
    """Whether standard output can show blocks."""
    try:
        "█".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
