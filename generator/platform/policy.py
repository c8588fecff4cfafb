"""lint.extends: settings of the linter that several platforms of a repository share.

The file has the one key `lint`, as platform.yaml has it, without `allow` and `extends`: an allow stands beside what it
allows. It lies in the same repository, wherever links lead: who may change it, may change what is checked.
"""

import os
from pathlib import Path
from typing import Any

import msgspec

from generator.errors import GroundplanError
from generator.platform.document.merge import merge
from generator.platform.document.repository import root
from generator.platform.document.source import Source, Span, read
from generator.platform.load import InvalidPlatform, Problem
from generator.platform.types.lint import PolicyFile


class NoPolicy(Exception):
    """Why a path names no policy; for the user."""


def extended(source: Source, own: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The section `lint` of a platform on top of that which it extends, and what is wrong with the path.

    Raises InvalidPlatform, about the other file, where that is no policy.
    """
    try:
        file = _read(source.name, own["extends"])
    except NoPolicy as reason:
        place = ("lint", "extends")
        return own, [Problem(source.span(place), f"{own['extends']} {reason}", (), place)]
    return dict(merge(settings(file), own)), []


def _read(platform_file: str, path: str) -> Source:
    folder = Path(platform_file).parent
    inside, file = (root(Path(platform_file)) or folder).resolve(), folder / path
    if Path(path).is_absolute() or not file.resolve().is_relative_to(inside):
        raise NoPolicy("leads out of the repository; name a file in it")
    if ".git" in file.resolve().relative_to(inside).parts:
        raise NoPolicy("lies in .git, which nobody reviews; name a file of the repository")
    if not file.is_file():
        raise NoPolicy("is no file; the path counts from the folder of this file")
    try:
        return read(Path(os.path.relpath(file.resolve())))
    except GroundplanError as error:
        raise NoPolicy(f"cannot be read: {error}") from None


def settings(file: Source, kind: type = PolicyFile) -> dict[str, Any]:
    """The section `lint` of a policy, as it is written; raises InvalidPlatform, about that file."""
    faults = [Problem(Span(f.line, f.column, f.column + 1), f.message) for f in file.tree.faults]
    try:
        msgspec.convert(file.data, kind)
    except msgspec.ValidationError as error:
        faults += _reasons(file, kind) or [Problem(file.span(()), str(error))]
    if faults:
        raise InvalidPlatform(file, faults)
    return dict(file.data["lint"])


def _reasons(file: Source, kind: type) -> list[Problem]:
    from generator.platform.explain import reasons

    return [Problem(file.span(r.place), r.message, (), r.place) for r in reasons(file.data, kind)]
