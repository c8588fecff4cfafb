"""What is found in a text."""

import re
import sys
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from generator.errors import GroundplanError
from generator.platform.document.source import MAX_BYTES, Source
from generator.platform.load import InvalidPlatform, Problem, load
from generator.platform.types.platform import Platform
from lint.engine import Finding, Result, invalid, lint
from lint.mandatory import Mandatory, enforced

_NAMES = ("platform.yaml", "platform.yml")
_VERSION = re.compile(r"""^apiVersion:[ \t]*["']?(?P<group>[^\s"'/#]*)""", re.MULTILINE)
_OUTSIDE = ("lint", "extends")


class Analysis(NamedTuple):
    """A text with its findings; it has no platforms where it is none."""

    source: Source
    result: Result
    platforms: dict[str, Platform] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.result.findings


def is_ours(name: str, text: str) -> bool:
    """Whether a file is a platform: what says so itself, or is called so and says nothing else."""
    if len(text) > MAX_BYTES:
        return False
    said = _VERSION.search(text)
    return said["group"] == "groundplan" if said and said["group"] else PurePath(name).name in _NAMES


def readable(text: str) -> str:
    """The text with halves of surrogate pairs, which no file can hold, replaced one by one."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def analysed(name: str, text: str, today: date, policy: Mandatory | None = None) -> Analysis:
    """Everything that `lint` finds in a text, in the file's own folder."""
    source = Source(name, text)
    try:
        platforms = enforced(load(source), policy)
    except InvalidPlatform as error:
        problems = error.problems if error.source is source else [_elsewhere(source, error, p) for p in error.problems]
        return Analysis(source, invalid(source, problems))
    except GroundplanError as error:
        return Analysis(source, invalid(source, [Problem(source.span(()), str(error))]))
    return Analysis(source, lint(source, platforms, today), platforms)


def forget() -> None:
    """Let go of what was worked out of platforms: it is kept for the one run of a command, and this one goes on.

    What is kept without a bound is of tables, and stays.
    """
    for name, module in list(sys.modules.items()):
        for each in list(vars(module).values()) if name.startswith(("generator.platform", "lint.")) else ():
            if hasattr(each, "cache_parameters") and each.cache_parameters()["maxsize"] is not None:
                each.cache_clear()


def _elsewhere(source: Source, error: InvalidPlatform, problem: Problem) -> Problem:
    """What is wrong with the file that this one extends, where it is named."""
    line, column, _ = problem.span
    message = f"{error.source.name}:{line}:{column}: {problem.message}"
    return Problem(source.span(_OUTSIDE), message, (), _OUTSIDE)
