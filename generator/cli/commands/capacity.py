"""Work out addresses and pods."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from generator.cli.asking import DEFAULT, coloured, styled
from generator.cli.loading import platforms, valid
from generator.cli.options import Environments, File, Files, Profile, Role
from generator.errors import Exit, ToolFailed, UsageError
from generator.picture import plain
from generator.picture.capacity import World
from generator.platform.capacity import Capacity, capacity
from generator.platform.types.platform import Platform

WIDTH = 160
"""Columns where nobody watches."""

ASCII = str.maketrans("█▓▒░…", "#=-..")


class Format(StrEnum):
    text = "text"
    json = "json"
    svg = "svg"


def command(  # noqa: PLR0913, PLR0917 - the signature is the options
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
    live: Annotated[
        bool, typer.Option("--live", help="Ask AWS which addresses others hold in the subnets that are there.")
    ] = False,
    profile: Profile = None,
    role: Role = None,
) -> int:
    """Say how many addresses and pods there is room for: per subnet, zone and node group, and what runs out first.

    Four moments: today (every group and service at its fewest), at full scale, during an update at full scale, and
    with one zone lost. Exit 1 when something runs out; with --what-if, when it does so in the world compared with.

    Example: groundplan capacity --what-if cni.mode=prefixDelegation
    """
    if (profile or role) and not live:
        raise UsageError("--profile and --role say how to ask AWS; add --live")
    asked = _Asked(environment, what_if or [], (profile, role) if live else None)
    worlds = [world for path in files or [file] for world in _worlds(path, asked)]
    typer.echo(_report(format, worlds), nl=False)
    return Exit.FINDINGS if any(world.short for world in worlds) else Exit.OK


class _Asked(NamedTuple):
    """What to work out; `live` is the profile and the role to ask AWS with, None without AWS."""

    environments: list[str] | None
    what_if: list[str]
    live: tuple[str | None, str | None] | None


def _worlds(file: Path, asked: _Asked) -> list[World]:
    source, found = platforms(file, asked.environments)
    taken = _taken(found, asked.live)
    before = [_capacity(platform, taken) for platform in found.values()]
    if not asked.what_if:
        return [World(str(file), each) for each in before]
    from generator.platform.capacity.what_if import change, changed, check

    changes = [change(each) for each in asked.what_if]
    for each in changes:
        for platform in found.values():
            check(platform, each)
    then = valid(changed(source, changes, list(found)), None)
    return [
        World(str(file), now, _capacity(other, taken), tuple(asked.what_if))
        for now, other in zip(before, then.values(), strict=True)
    ]


def _capacity(platform: Platform, taken: dict[str, dict[tuple[str, str], int]]) -> Capacity:
    held = taken.get(platform.environment)
    if not held:
        return capacity(platform)
    from lint.account.room import with_others

    return capacity(with_others(platform, held))


def _taken(
    found: dict[str, Platform], live: tuple[str | None, str | None] | None
) -> dict[str, dict[tuple[str, str], int]]:
    """The addresses that others hold, by environment, tier and zone; none without AWS."""
    if live is None:
        return {}
    from generator.cli.live import accounts
    from generator.live.session import Way
    from lint.account.network import taken_by_others
    from lint.reader import NotRead

    try:
        return {name: taken_by_others(found[name], aws) for name, aws in accounts(Way(*live), found).items()}
    except NotRead as error:
        raise ToolFailed(f"who holds addresses could not be read: {error}") from None


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
