"""Files to platforms, for commands that need valid ones."""

import sys
from pathlib import Path

from generator.cli.asking import chosen
from generator.errors import GroundplanError
from generator.platform.document.source import Source, read
from generator.platform.load import InvalidPlatform, load
from generator.platform.types.platform import Platform


class Reported(GroundplanError):
    """An invalid platform.yaml whose every fault has been printed."""

    exit_code = InvalidPlatform.exit_code


def platforms(file: Path, environments: list[str] | None) -> tuple[Source, dict[str, Platform]]:
    """The platforms of a file; prints every fault and raises Reported where it is not valid."""
    source = read(file)
    return source, valid(source, environments)


def valid(source: Source, environments: list[str] | None) -> dict[str, Platform]:
    """The platforms of a source; prints every fault and raises Reported where it is not valid."""
    try:
        return chosen(load(source), environments)
    except InvalidPlatform as error:
        from lint.engine import invalid
        from lint.report import plain, text

        sys.stderr.write(text.report([invalid(error.source, error.problems)], plain))
        raise Reported(f"{source.name} is not a valid platform") from None
